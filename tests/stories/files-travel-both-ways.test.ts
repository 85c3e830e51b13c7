import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

/** The smallest picture there is: one red pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const invoice = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% счёт № 5')

describe('files', () => {
  let company: Company
  let inbox: InboxPage
  const anna = () => company.client('anna')
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await anna().sendText(cast.company.number, 'Пришлите счёт')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.open(cast.anna.name)
  })
  afterAll(() => company?.close())

  it('of a client are shown', async () => {
    await anna().sendImage(cast.company.number, picture, { caption: 'Вот фото', mime: 'image/png' })
    await anna().sendDocument(cast.company.number, invoice, { fileName: 'заявка.pdf', mime: 'application/pdf' })
    await inbox.message('Вот фото').locator('img').waitFor()
    await inbox.message('заявка.pdf').waitFor()
  })

  it('and can be had', async () => {
    const press = () => inbox.message('заявка.pdf').getByRole('button').first().click()
    expect(await company.administrator.browser.downloaded(inbox.page, press)).toEqual(invoice)
  })

  it('of an employee reach the client whole, with their names', async () => {
    await inbox.page.getByTestId('attach-input').setInputFiles([
      { name: 'счёт № 5.pdf', mimeType: 'application/pdf', buffer: invoice },
      { name: 'склад.png', mimeType: 'image/png', buffer: picture },
    ])
    await inbox.reply('Счёт и фото')
    const document = await anna().waitForMessage((message) => message.file?.name === 'счёт № 5.pdf')
    const image = await anna().waitForMessage((message) => message.file?.mime === 'image/png')
    expect(Buffer.from(document.file?.bytes ?? [])).toEqual(invoice)
    expect(Buffer.from(image.file?.bytes ?? [])).toEqual(picture)
    await inbox.stageOf('Счёт и фото', 'delivered')
  })

  it('that are too large are refused in words, and nothing leaves', async () => {
    const before = anna().received.length
    const folder = mkdtempSync(join(tmpdir(), 'panel-large-'))
    const large = join(folder, 'огромный.bin')
    writeFileSync(large, '')
    truncateSync(large, 101 * 1024 * 1024)
    await inbox.page.getByTestId('attach-input').setInputFiles(large)
    await inbox.page.getByText('Слишком большие файлы — реле их не примет: огромный.bin').waitFor()
    expect(await inbox.page.getByTestId('attached-file').count()).toBe(0)
    await inbox.reply('Обойдёмся без файла')
    await anna().waitForMessage((message) => message.text === 'Обойдёмся без файла')
    expect(
      anna()
        .received.slice(before)
        .map(({ text, file }) => [text, file]),
    ).toEqual([['Обойдёмся без файла', undefined]])
    rmSync(folder, { recursive: true })
  })
})
