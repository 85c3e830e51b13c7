import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { Browser, testBuild } from '../world/browser.ts'
import { inDeveloperMode } from '../world/developer-mode.ts'
import { storyInChromium } from '../world/only-in-chromium.ts'

/** What Chromium says of a manifest and of how the extension ran, as its own page of extensions shows it to developers. */
async function complaintsAbout(extension: string): Promise<string[]> {
  const browser = await Browser.open({ extension })
  try {
    await inDeveloperMode(browser)
    const page = await browser.context.newPage()
    await page.goto('chrome://extensions')
    const id = new URL(browser.address('')).host
    const asked = `(async () => {
      await chrome.developerPrivate.reload('${id}', { populateErrorForUnpacked: true })
      const { manifestErrors, runtimeErrors } = await new Promise((done) => chrome.developerPrivate.getExtensionInfo('${id}', done))
      return [...manifestErrors, ...runtimeErrors].map(({ message }) => message)
    })()`
    return await page.evaluate<string[]>(asked)
  } finally {
    await browser.discard()
  }
}

storyInChromium('chromiumsPage')('Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'panel-manifest-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('takes the extension without a complaint', async () => {
    expect(await complaintsAbout(testBuild)).toEqual([])
  })

  it('says so when the manifest asks for what there is not', async () => {
    cpSync(testBuild, folder, { recursive: true })
    const path = join(folder, 'manifest.json')
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify({ ...Object(manifest), permissions: ['storage', 'alarms', 'notAPermission'] }))
    expect((await complaintsAbout(folder)).join()).toContain('notAPermission')
  })
})
