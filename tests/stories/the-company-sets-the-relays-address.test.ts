import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, testBuild } from '../world/browser.ts'
import { findChromium } from '../world/chromium.ts'
import { storyInChromium } from '../world/only-in-chromium.ts'

/** Where Debian's Chromium looks for what the company has set. Other browsers have other places, and nobody but root may write there. */
const policies = '/etc/chromium/policies/managed'
const canSetPolicy = process.getuid?.() === 0 && existsSync('/etc/chromium')

/** Of an extension that was loaded from a folder: the folder's name decides. */
const idOf = (folder: string): string =>
  [...createHash('sha256').update(folder).digest('hex').slice(0, 32)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('')

const inThere = describe.skipIf(!canSetPolicy)
storyInChromium('policyFile', inThere)('the relay’s address in the company’s browser policy', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'panel-by-policy-')))
  // It names this one copy of the extension alone: no other browser on this machine has it.
  const file = join(policies, `${idOf(folder)}.json`)
  let browser: Browser
  beforeAll(async () => {
    expect(findChromium()).toMatch(/chromium/)
    cpSync(testBuild, folder, { recursive: true })
    mkdirSync(policies, { recursive: true })
    const extensions = { [idOf(folder)]: { relayAddress: 'https://relay.example.ru' } }
    writeFileSync(file, JSON.stringify({ '3rdparty': { extensions } }))
    browser = await Browser.open({ language: 'ru', extension: folder, firstRun: true })
  })
  afterAll(async () => {
    await browser?.discard()
    rmSync(file, { force: true })
    // Only what is empty goes: the folders may be others' too.
    for (const left of [policies, '/etc/chromium/policies']) removeIfEmpty(left)
    rmSync(folder, { recursive: true, force: true })
  })

  it('is not asked for: the first steps begin with the way in', async () => {
    const start = await browser.firstRun()
    await start.locator('[data-step=signIn][data-state=now]').waitFor()
    await start.getByText('задан компанией').waitFor()
    expect(await start.getByTestId('relay-address').count()).toBe(0)
  })

  it('stands on the options page with who has set it, and cannot be changed there', async () => {
    const options = await browser.options()
    await options.getByText('Адрес задан политикой компании для этого браузера').waitFor()
    const address = options.getByTestId('relay-address')
    expect(await address.inputValue()).toBe('https://relay.example.ru')
    expect(await address.isEditable()).toBe(false)
    expect(await options.getByTestId('relay-connect').count()).toBe(0)
  })
})

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Somebody else's policy is in it.
  }
}
