import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** `npm run screens` takes all pictures, and renews those of the README and of the administrator's guide; else the screens are only judged. */
const folder = '.screens'
const docsFolder = process.env.README_SCREENS_TO
const nameInDocs = new Map([
  ['ru-list-all-light', 'popup-list-light'],
  ['ru-conversation-light', 'popup-conversation-light'],
  ['ru-conversation-dark', 'popup-conversation-dark'],
  ['ru-wide-light', 'popup-wide-light'],
  ['options-pairing-light', 'options-pairing-light'],
  ['options-sign-in-light', 'ru-access'],
  ['options-number-light', 'ru-number'],
  ['options-onec-light', 'ru-onec'],
  ['options-synchronisation-light', 'ru-synchronisation'],
  ['options-employees-light', 'ru-employees'],
])
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Theme = 'light' | 'dark'
const bothThemes: Theme[] = ['light', 'dark']

/** `screens/` has each screen in both languages: judging each of them in one theme is enough; for pictures, both. */
export const themesFor = (language: 'ru' | 'en'): Theme[] =>
  docsFolder === undefined ? [language === 'ru' ? 'light' : 'dark'] : bothThemes

/** In each theme axe must find nothing, and no words may be cut off; a picture of it where pictures are wanted. */
export async function inThemes(themes: readonly Theme[], page: Page, name: string): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(atRest)
    if (docsFolder !== undefined) await takePicture(page, `${name}-${colorScheme}`, docsFolder)
    expect(await violations(page), `${name}, ${colorScheme}`).toEqual([])
    expect(await page.evaluate(cutOff), name).toEqual([])
  }
}

/** For a story that passes by a screen: pictures in both themes where pictures are wanted; else it is judged once. */
export const inBothThemes = (page: Page, name: string): Promise<void> => inThemes(themesFor('ru'), page, name)

async function takePicture(page: Page, picture: string, docs: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${picture}.png` })
  const inDocs = nameInDocs.get(picture)
  if (inDocs !== undefined) copyFileSync(`${folder}/${picture}.png`, `${docs}/${inDocs}.png`)
}

/** Half-way from one colour to another nobody can read anything, and nobody has to. What turns for ever is not waited for, nor what nobody sees: in Firefox time stands still there. */
const atRest = `Promise.allSettled(
  document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity && effect?.target?.checkVisibility() !== false)
    .map((animation) => animation.finished),
)`

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return await page.evaluate<string[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.html).join(" | ")))',
  )
}

/** Elements that hide the end of their words without three dots, and a page that is wider than its window. */
const cutOff = `(() => {
  const page = document.documentElement
  const wide = page.scrollWidth > page.clientWidth ? ['the page: ' + page.scrollWidth + ' > ' + page.clientWidth] : []
  const hides = (element) => {
    const style = getComputedStyle(element)
    if (style.textOverflow === 'ellipsis' || element.closest('.spoken, emoji-picker') || style.visibility === 'hidden') return false
    if (element.textContent.trim() === '') return false
    return /hidden|clip|auto|scroll/.test(style.overflowX) && !element.matches('textarea, input') && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1
  }
  return [...wide, ...[...document.body.querySelectorAll('*')].filter(hides).map((element) => element.outerHTML.slice(0, 200))]
})()`

/** How far things have moved on this page so far: all of it, also what the browser forgives for half a second after a click. */
export const layoutShift = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((done) => {
    let shift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shift))))
  })`)

/** The longest change of look on this page, in milliseconds. What turns for ever tells that something is awaited, and explains nothing else. */
export const longestMotion = (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const longest = (times) => Math.max(...times.split(',').map((time) => parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000)))
    const looks = [...document.querySelectorAll('*')].flatMap((element) =>
      [undefined, '::before', '::after'].map((part) => getComputedStyle(element, part)))
    return Math.max(...looks.flatMap((look) => [
      longest(look.transitionDuration),
      look.animationName === 'none' || look.animationIterationCount === 'infinite' ? 0 : longest(look.animationDuration),
    ]))
  })()`)

/** By what an element can be told from another one when it has no ground of its own. */
export const lookOf = (element: Locator): Promise<string[]> =>
  element.evaluate((node) => {
    const look = getComputedStyle(node)
    const lines = ['outline-style', 'outline-width', 'outline-color', 'border-top', 'border-bottom', 'border-left']
    return [...lines, 'font-weight', 'text-decoration-line'].map((name) => `${name}: ${look.getPropertyValue(name)}`)
  })

/** How far the line below an element stands out from the page's ground: 1 not at all, 21 as black from white. */
export const contrastOfLine = (element: Locator): Promise<number> =>
  element.evaluate((node) => {
    const lightness = (color: string): number => {
      const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
        const share = Number(part) / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    }
    const [line, ground] = [getComputedStyle(node).borderBottomColor, getComputedStyle(document.body).backgroundColor]
    const [one = 1, other = 1] = [lightness(line), lightness(ground)].sort((a, b) => b - a)
    return one / other
  })
