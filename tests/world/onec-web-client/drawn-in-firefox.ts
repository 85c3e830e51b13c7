import type { Page } from 'playwright-core'
import * as v from 'valibot'
import type { Browser } from '../browser.ts'
import type { LookBehind } from './onec-window.ts'

const drawnSchema = v.array(
  v.object({ text: v.string(), label: v.string(), count: v.string(), x: v.number(), y: v.number() }),
)

/** The extension may look behind the closed shadow root, on pages where it is allowed to be: and it draws on no others. */
export function lookInFirefox(browser: Browser, page: Page): LookBehind {
  const mark = crypto.randomUUID()
  return async (host, tag) => {
    await page.evaluate(`document.documentElement.dataset.looked = '${mark}'`)
    const code = `document.documentElement.dataset.looked !== '${mark}' ? null :
      [...(document.querySelector('${host}')?.openOrClosedShadowRoot?.querySelectorAll('${tag}') ?? [])].map((node) => {
        const { x, y, width, height } = node.getBoundingClientRect()
        const [label, count] = [node.getAttribute('aria-label') ?? '', node.querySelector('.count')?.textContent ?? '']
        return { text: node.textContent, label, count, x: x + width / 2, y: y + height / 2 }
      })`
    const found = await browser.inWorker<unknown>(`browser.tabs.query({}).then(async (tabs) => {
      const look = ({ id }) => browser.tabs.executeScript(id, { code: ${JSON.stringify(code)} }).catch(() => [null])
      return (await Promise.all(tabs.map(look))).flat().find((each) => each !== null && each !== undefined) ?? []
    })`)
    const unwrapped = v.parse(drawnSchema, found)
    return unwrapped.map(({ x, y, ...drawn }) => ({ ...drawn, middle: async () => ({ x, y }) }))
  }
}
