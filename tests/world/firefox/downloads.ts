import { readFileSync } from 'node:fs'
import type { BrowserContext } from 'playwright-core'
import { inFirefoxItself } from './firefox-itself.ts'

const all = `(async () => {
  const { Downloads } = ChromeUtils.importESModule('resource://gre/modules/Downloads.sys.mjs')
  const list = await Downloads.getList(Downloads.ALL)
  return await list.getAll()
})()`
const count = `${all}.then(({ length }) => length)`
const nextAfter = (before: number) => `(async () => {
  for (;;) {
    const next = (await ${all})[${before}]
    if (next?.error) throw new Error(next.error.message)
    if (next?.succeeded) return next.target.path
    await new Promise((done) => setTimeout(done, 20))
  }
})()`

/** Firefox tells nobody that a page of an extension has begun a download, but has a list of all of them. */
export async function downloaded(context: BrowserContext, press: () => Promise<void>): Promise<Buffer> {
  const before = await inFirefoxItself<number>(context, 'Firefox counts its downloads', count)
  await press()
  return readFileSync(await inFirefoxItself<string>(context, 'Firefox has the file', nextAfter(before)))
}
