import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

describe('the Firefox build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'panel-firefox-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const run = (program: string, ...args: string[]) =>
    spawnSync(process.execPath, [program, ...args], {
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production', EXT_OUT: folder, NO_COLOR: '1' },
    })

  it('is one in which Mozilla’s own linter finds no errors', { timeout: 120_000 }, () => {
    const built = run('node_modules/wxt/bin/wxt.mjs', 'build', '-b', 'firefox', '--mv2')
    expect(built.status, built.stderr).toBe(0)
    const linted = run('node_modules/addons-linter/bin/addons-linter', join(folder, 'firefox-mv2'), '--output', 'json')
    const { summary, errors }: { summary: { errors: number }; errors: unknown[] } = JSON.parse(linted.stdout)
    expect(errors).toEqual([])
    expect(summary.errors).toBe(0)
  })
})
