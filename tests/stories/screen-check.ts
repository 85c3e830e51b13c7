import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** All pictures are kept aside; `npm run screens` renews those of the README and of the administrator's guide too. */
const folder = '.screens'
const docsFolder = process.env.README_SCREENS_TO
const nameInDocs = new Map([
  ...['popup-list-light', 'popup-conversation-light', 'popup-conversation-dark', 'options-pairing-light'].map(
    (name) => [name, name] as const,
  ),
  ['options-sign-in-light', 'ru-access'],
  ['options-number-light', 'ru-number'],
  ['options-onec-light', 'ru-onec'],
  ['options-synchronisation-light', 'ru-synchronisation'],
  ['options-employees-light', 'ru-employees'],
])
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A picture of the page in each theme; axe must find nothing, and nothing may be cut off at the side. */
export async function inBothThemes(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const picture = `${name}-${colorScheme}`
    await page.screenshot({ path: `${folder}/${picture}.png` })
    const inDocs = nameInDocs.get(picture)
    if (docsFolder && inDocs) copyFileSync(`${folder}/${picture}.png`, `${docsFolder}/${inDocs}.png`)
    expect(await violations(page), `${name}, ${colorScheme}`).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  }
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return await page.evaluate<string[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.html).join(" | ")))',
  )
}
