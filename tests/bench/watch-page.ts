/** Runs in each page of the extension before its own scripts: notes when what people wait for has been drawn. */
export const watchPage = `(() => {
  const seen = { rowsAt: undefined, layoutShift: 0, longestTask: 0 }
  globalThis.bench = seen
  // A frame is drawn after its callbacks; the next task comes after that.
  const afterPaint = (done) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0) })
  seen.until = (isThere, seconds = 30) => new Promise((done, failed) => {
    setTimeout(() => failed(new Error('It was not drawn within ' + seconds + ' seconds.')), seconds * 1_000)
    const look = () => { if (!isThere()) return false; watcher.disconnect(); afterPaint(() => done(performance.now())); return true }
    const watcher = new MutationObserver(look)
    if (!look()) watcher.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  })
  seen.until(() => document.querySelector('.conversation-row .row-title') !== null).then((at) => { seen.rowsAt = at }, () => {})
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.layoutShift += entry.value }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.longestTask = Math.max(seen.longestTask, entry.duration) }).observe({ type: 'longtask', buffered: true })
})()`

/** Settles in the page when the first rows have been drawn. */
export const rowsDrawn = "bench.until(() => document.querySelector('.conversation-row .row-title') !== null)"

const hasWords = (words: string) =>
  `[...document.querySelectorAll('.conversation-row .row-words')].some((row) => row.textContent === ${JSON.stringify(words)})`

/** @returns in the page: the wall clock when a row with these words had been drawn */
export const rowDrawn = (words: string, seconds = 30): string =>
  `bench.until(() => ${hasWords(words)}, ${seconds}).then((at) => performance.timeOrigin + at)`

/** Clicks a row and answers in the page how long it took until the conversation's messages were drawn. */
export const openRow = (place: number): string => `(async () => {
  const row = document.querySelectorAll('.conversation-row')[${place}]
  const began = performance.now()
  row.click()
  return await bench.until(() => document.querySelector('.conversation [data-testid=message]') !== null) - began
})()`
