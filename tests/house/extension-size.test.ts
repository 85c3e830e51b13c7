import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileKb, openingKb, scriptsAtOpening } from '../bench/extension-size.ts'

/** Aim and limit of the popup: what it loads before it paints. */
const popupKb = 45

/** The aim; 37 was reached (decision 0024). */
const backgroundKb = 40

describe('the size of the built extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'panel-size-'))
  const build = join(folder, 'chrome-mv3')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  beforeAll(() => {
    const built = spawnSync(process.execPath, ['node_modules/wxt/bin/wxt.mjs', 'build', '-b', 'chrome'], {
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production', EXT_OUT: folder },
    })
    expect(built.status, built.stderr).toBe(0)
  }, 120_000)

  it(`lets the popup and the side panel open with at most ${popupKb} kB of scripts`, () => {
    expect(openingKb(build, 'popup.html')).toBeLessThanOrEqual(popupKb)
    expect(openingKb(build, 'sidepanel.html')).toBeLessThanOrEqual(popupKb)
  })

  it(`keeps the background within ${backgroundKb} kB`, () => {
    expect(fileKb(build, 'background.js')).toBeLessThanOrEqual(backgroundKb)
  })

  it('counts what is really loaded: the popup’s own script and what that imports', () => {
    expect(scriptsAtOpening(build, 'popup.html').length).toBeGreaterThan(2)
  })
})
