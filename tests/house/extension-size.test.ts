import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileKb, openingKb, scriptsAtOpening } from '../bench/extension-size.ts'
import { zipOf } from '../package/zip-of.ts'

/** Aim and limit of the popup: what it loads before it paints. */
const popupKb = 45

/** The aim; 37 was reached (decision 0024). */
const backgroundKb = 40

function buildInto(folder: string): void {
  const built = spawnSync(process.execPath, ['node_modules/wxt/bin/wxt.mjs', 'build', '-b', 'chrome'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', EXT_OUT: folder },
  })
  expect(built.status, built.stderr).toBe(0)
}

/** What would be shipped of this folder. */
async function packed(folder: string): Promise<string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const zip = await zipOf(files.map((path) => ({ name: relative(folder, path), path })))
  return createHash('sha256').update(zip).digest('hex')
}

describe('the built extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'panel-size-'))
  const build = join(folder, 'chrome-mv3')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  beforeAll(() => buildInto(folder), 120_000)

  it('is the same, byte for byte, when it is built again in another place', async () => {
    const elsewhere = join(folder, 'built', 'once', 'more')
    buildInto(elsewhere)
    expect(await packed(join(elsewhere, 'chrome-mv3'))).toBe(await packed(build))
  }, 120_000)

  it(`lets the popup and the side panel open with at most ${popupKb} kB of scripts`, () => {
    expect(openingKb(build, 'popup.html')).toBeLessThanOrEqual(popupKb)
    expect(openingKb(build, 'sidepanel.html')).toBeLessThanOrEqual(popupKb)
  })

  it(`keeps the background within ${backgroundKb} kB`, () => {
    expect(fileKb(build, 'background.js')).toBeLessThanOrEqual(backgroundKb)
  })

  it('lets the popup and the side panel wait for two files beside their page, since each costs its time', () => {
    for (const page of ['popup.html', 'sidepanel.html']) {
      expect(scriptsAtOpening(build, page)).toHaveLength(2)
      expect(readFileSync(join(build, page), 'utf8')).not.toContain('rel="stylesheet"')
    }
  })

  it('counts what is really loaded: also what is imported, and the settings take from the popup only what both need', () => {
    const options = scriptsAtOpening(build, 'options.html')
    expect(options.length).toBeGreaterThan(2)
    expect(scriptsAtOpening(build, 'popup.html').filter((script) => options.includes(script))).toHaveLength(1)
  })
})
