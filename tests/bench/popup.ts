import { availableParallelism, loadavg } from 'node:os'
import type { Page } from 'playwright-core'
import { build as buildExtension } from '../stories/build-extension.ts'
import { Browser, testBuild } from '../world/browser.ts'
import { bounded } from './bounded.ts'
import { BusyOffice } from './busy-office.ts'
import { fileKb, openingKb } from './extension-size.ts'
import { median, round } from './figures.ts'
import { openRow, rowDrawn, rowsDrawn, watchPage } from './watch-page.ts'

/**
 * The inbox of 2,000 conversations and 50,000 messages in real Chromium, the popup's page in a tab of 400 × 600. All times in ms; medians. What was not done in time is null.
 */
export interface PopupFigures {
  conversations: number
  messages: number
  /** How many programs wanted each processor in the minute before the end: above 1 the times are those of a busy machine. */
  load: number
  /**
   * From the beginning of the navigation until the first rows had been drawn. `warm`: 9 openings in a running browser. `cold`: the first opening of each of 5 freshly started
   * browsers, whose own start is over. `whileStarting`: of 5 others the first opening in the same instant as the browser's worker appears, while the browser itself still starts.
   */
  listMs: { warm: number; cold: number; whileStarting: number }
  /** From the click on a row until its messages had been drawn; 7 conversations. */
  conversationMs: number | null
  /** From the relay's sending of a client's message until its row had been drawn, through worker and store; 9 messages. */
  repaintMs: number | null
  /** `gzip -9` of all scripts that popup.html names, and of what those import statically. `lazyKbGz` beside it: what it fetches by itself a moment after the first paint. */
  popupKbGz: number
  backgroundKbGz: number
  /** Of the popup's own page after a garbage collection: JS heap, Blink's heap (the DOM) and buffers; not the browser's code. */
  memoryMb: number | null
  /** From the welcome until the last of 10,000 events had been drawn in an open popup. */
  weekendMs: number | null
  /** Of the popup's page meanwhile; 0: none reached 50 ms. */
  weekendLongestTaskMs: number | null
  /** Of all openings the worst. */
  layoutShift: number
}

export interface PopupBench {
  /** A build to measure instead of a fresh one. */
  extension?: string | undefined
  conversations: number
}

/** Forty times the aim: a busy machine gives a figure too. */
const weekendSeconds = 120

export async function benchPopup(say: (line: string) => void, asked: PopupBench): Promise<PopupFigures> {
  if (asked.extension === undefined) buildExtension('chromium')
  const build = asked.extension ?? testBuild
  const size = { conversations: asked.conversations, messages: asked.conversations * 25 }
  const office = await BusyOffice.open(size)
  let browser = await openBrowser({ extension: build })
  try {
    await signIn(browser, office)
    say(`${size.conversations} conversations and ${size.messages} messages are in the store`)
    const firstOpenings = { cold: [] as number[], whileStarting: [] as number[] }
    for (let time = 0; time < 5; time += 1) {
      for (const when of ['whileStarting', 'cold'] as const) {
        await browser.close()
        browser = await openBrowser({ extension: build, profile: browser.profile })
        firstOpenings[when].push((await openList(browser, when === 'cold')).listMs)
      }
    }
    const warm = []
    for (let time = 0; time < 11; time += 1) warm.push(await openList(browser))
    say(
      `warm: ${warm.map(({ listMs }) => listMs).join(' ')}; cold: ${firstOpenings.cold.join(' ')}; while starting: ${firstOpenings.whileStarting.join(' ')}`,
    )
    const page = await popup(browser)
    await bounded(say, { name: 'the line', seconds: 60 }, () => connected(page, office))
    const onePopup = await bounded(say, { name: 'one popup', seconds: 120 }, () => withOnePopup(page, office, say))
    const after = await bounded(say, { name: 'the weekend', seconds: weekendSeconds }, () => weekend(page, office))
    return {
      ...size,
      listMs: {
        warm: median(warm.slice(2).map(({ listMs }) => listMs)),
        cold: median(firstOpenings.cold),
        whileStarting: median(firstOpenings.whileStarting),
      },
      ...(onePopup ?? { conversationMs: null, repaintMs: null, memoryMb: null }),
      ...(after ?? { weekendMs: null, weekendLongestTaskMs: null }),
      load: round((loadavg()[0] ?? 0) / availableParallelism()),
      popupKbGz: openingKb(build, 'popup.html'),
      backgroundKbGz: fileKb(build, 'background.js'),
      layoutShift: round(Math.max(...warm.map(({ layoutShift }) => layoutShift))),
    }
  } finally {
    await browser.discard()
    await office.relay.stop()
  }
}

async function openBrowser(options: { extension: string; profile?: string }): Promise<Browser> {
  const browser = await Browser.open({ language: 'ru', ...options })
  await browser.context.addInitScript(watchPage)
  return browser
}

/** As after a sign-in: the address and the token are there, and the background fetches the snapshot. */
async function signIn(browser: Browser, { relay, conversations }: BusyOffice): Promise<void> {
  await browser.inWorker(`chrome.storage.local.set({ relayAddress: '${relay.address}', token: 'of-the-bench' })`)
  const page = await browser.page('popup.html', { width: 400, height: 600 })
  await page.evaluate("chrome.runtime.sendMessage({ ask: 'reconnectNow', args: [] })")
  await page.waitForFunction(countStored, conversations, { timeout: 180_000, polling: 500 })
  await page.locator('[data-testid=link-state][data-state=live]').waitFor()
  await page.close()
}

const countStored = (wanted: number): Promise<boolean> =>
  new Promise((done) => {
    const opening = indexedDB.open('messenger-panel')
    opening.onsuccess = () => {
      const counting = opening.result.transaction('conversations').objectStore('conversations').count()
      counting.onsuccess = () => {
        opening.result.close()
        done(counting.result >= wanted)
      }
    }
  })

/** @param atRest the browser's own start, and that of an empty tab, are over: nobody's hand is at the toolbar sooner */
async function popup(browser: Browser, atRest = false): Promise<Page> {
  const page = await browser.context.newPage()
  await page.setViewportSize({ width: 400, height: 600 })
  if (atRest) await new Promise((done) => setTimeout(done, 1_500))
  await page.goto(browser.address('popup.html'))
  await page.evaluate(rowsDrawn)
  return page
}

/** The worker of a browser that has just started may still be on its way to the relay. */
async function connected(page: Page, { relay }: BusyOffice): Promise<void> {
  const hellos = relay.hellos.length
  await page.evaluate("chrome.runtime.sendMessage({ ask: 'reconnectNow', args: [] })")
  while (relay.hellos.length === hellos || relay.open() === 0) await new Promise((done) => setTimeout(done, 20))
  await page.locator('[data-testid=link-state][data-state=live]').waitFor()
}

async function openList(browser: Browser, atRest = false): Promise<{ listMs: number; layoutShift: number }> {
  const page = await popup(browser, atRest)
  // Whatever comes after the first paint has come, and would have moved something.
  await page.locator('[data-testid=link-state][data-state=live]').waitFor()
  await page.waitForLoadState('networkidle')
  const seen = await page.evaluate<{ listMs: number; layoutShift: number }>(
    '({ listMs: bench.rowsAt, layoutShift: bench.layoutShift })',
  )
  await page.close()
  return { listMs: round(seen.listMs), layoutShift: seen.layoutShift }
}

async function withOnePopup(page: Page, office: BusyOffice, say: (line: string) => void) {
  await page.waitForLoadState('networkidle')
  const opened = []
  for (let place = 0; place < 8; place += 1) {
    opened.push(round(await page.evaluate<number>(openRow(place))))
    await page.evaluate("location.hash = '#/'")
    await page.locator('.conversation').waitFor({ state: 'detached' })
  }
  say(`conversation: ${opened.join(' ')} (the first one is not counted)`)
  const repainted = []
  for (let place = 0; place < 10; place += 1) {
    const began = Date.now()
    // Those that are the employee's own: his tab is open.
    const drawn = page.evaluate<number>(rowDrawn(office.clientWrites(20 + place * 10)))
    repainted.push(round((await drawn) - began))
  }
  say(`repaint: ${repainted.join(' ')} (the first one is not counted)`)
  return {
    conversationMs: median(opened.slice(1)),
    repaintMs: median(repainted.slice(1)),
    memoryMb: await memoryOf(page),
  }
}

async function memoryOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return round((usedSize + embedderHeapUsedSize + backingStorageSize) / 1_000_000)
}

async function weekend(page: Page, office: BusyOffice) {
  await page.evaluate('bench.longestTask = 0')
  let beganAt = 0
  office.relay.cut()
  const last = office.weekend(10_000)
  const { onHello } = office.relay
  office.relay.onHello = (hello) => {
    const frames = onHello(hello)
    beganAt = Date.now()
    return frames
  }
  const drawn = page.evaluate<number>(rowDrawn(last, weekendSeconds))
  await page.evaluate("chrome.runtime.sendMessage({ ask: 'reconnectNow', args: [] })")
  const weekendMs = round((await drawn) - beganAt)
  await page.waitForLoadState('networkidle')
  return { weekendMs, weekendLongestTaskMs: round(await page.evaluate<number>('bench.longestTask')) }
}
