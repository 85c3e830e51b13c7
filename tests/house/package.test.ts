import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { zipOf } from '../package/zip-of.ts'

const folder = mkdtempSync(join(tmpdir(), 'panel-package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sumOf = async (names: string[]): Promise<string> =>
  createHash('sha256')
    .update(await zipOf(names.map((name) => ({ name, path: join(folder, name) }))))
    .digest('hex')

it('what is packed is the same bytes whenever it is packed, and others when a file is another', async () => {
  writeFileSync(join(folder, 'popup.js'), 'один')
  writeFileSync(join(folder, 'background.js'), 'два')
  const first = await sumOf(['popup.js', 'background.js'])
  utimesSync(join(folder, 'popup.js'), 1_000_000, 1_000_000)
  expect(await sumOf(['background.js', 'popup.js'])).toBe(first)
  writeFileSync(join(folder, 'popup.js'), 'три')
  expect(await sumOf(['popup.js', 'background.js'])).not.toBe(first)
})
