import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engine } from '../world/browser.ts'
import { Company, cast } from '../world/company.ts'
import { ToolbarPopup } from '../world/firefox/toolbar-popup.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

const fileName = 'накладная.pdf'

/** Firefox alone closes its popup when files are to be chosen. */
describe.runIf(engine === 'firefox')('the popup under Firefox’s button', () => {
  let company: Company
  let folder: string
  let popup: ToolbarPopup
  const browser = () => company.administrator.browser
  /** Opens the conversation in the popup, types there and presses «Файл». @returns the window that opens in its place */
  const askForFile = async (name: string, typed: string): Promise<Page> => {
    popup = await ToolbarPopup.open(browser())
    await popup.press('[role=tab]', 'Все')
    await popup.press('[data-testid=conversation-row]', name)
    await popup.type('[data-testid=composer-input]', typed)
    const opened = browser().context.waitForEvent('page')
    await popup.press('[data-testid=attach]')
    await popup.press('[data-testid=attach-file]')
    const window = await opened
    await window.getByTestId('file-choice').waitFor()
    return window
  }
  /** What is half written to this client, wherever it is looked at. */
  const draftOf = async (name: string) => {
    const inbox = new InboxPage(await browser().popup())
    await inbox.showAll()
    await inbox.open(name)
    await expect.poll(() => inbox.page.getByTestId('composer-input').inputValue()).not.toBe('')
    const draft = {
      text: await inbox.page.getByTestId('composer-input').inputValue(),
      files: await inbox.page.getByTestId('attached-file').allTextContents(),
    }
    await inbox.page.close()
    return draft
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'panel-files-'))
    writeFileSync(join(folder, fileName), '%PDF-1.4')
    company = await Company.open()
    await company.pairPhone()
    for (const who of ['anna', 'ivan'] as const)
      await company.client(who).sendText(cast.company.number, 'Пришлите накладную')
  })
  afterAll(async () => {
    await company?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('gives way to a window that asks for the file, and nothing is added when nobody chooses one', async () => {
    const window = await askForFile(cast.ivan.name, 'Ищу её')
    expect(new URL(window.url()).pathname).toBe('/files.html')
    await expect.poll(() => popup.isOpen()).toBe(false)
    await inBothThemes(window, 'file-choice')
    await window.getByTestId('file-choice').evaluate((input) => input.dispatchEvent(new Event('cancel')))
    await window.close()
    expect(await draftOf(cast.ivan.name)).toEqual({ text: 'Ищу её', files: [] })
  })

  it('is gone, and the file that was chosen stands beside what was typed there, in that conversation alone', async () => {
    const window = await askForFile(cast.anna.name, 'Вот она')
    await expect.poll(() => popup.isOpen()).toBe(false)
    await window.getByTestId('file-choice').setInputFiles(join(folder, fileName))
    await window.getByTestId('attached-file').getByText(fileName).waitFor()
    expect(await window.getByTestId('composer-input').inputValue()).toBe('Вот она')
    expect(await draftOf(cast.ivan.name)).toEqual({ text: 'Ищу её', files: [] })
    expect((await draftOf(cast.anna.name)).files.join()).toContain(fileName)
    await window.getByTestId('send').click()
    const got = await company.client('anna').waitForMessage(({ kind }) => kind === 'documentMessage')
    expect(got.file?.bytes.toString()).toBe('%PDF-1.4')
  })
})
