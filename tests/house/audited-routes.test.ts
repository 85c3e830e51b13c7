import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { auditedRoutes, notAudited } from '../../relay/api/audited-routes.ts'

const folder = 'relay/api'

/** The routes that change something, as they are written: `POST /replies`. 1C's own and the open page are nobody's deed. */
const written = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !['onec-routes.ts', 'open-page.ts'].includes(name))
  .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/\.(post|put|patch|delete)\(\s*'([^']+)'/g)])
  .map(([, method, path]) => `${method?.toUpperCase()} ${path}`)

describe('the audit', () => {
  it('knows of each route that changes something whether it is kept', () => {
    const decided = new Set([...Object.keys(auditedRoutes), ...Object.keys(notAudited)])
    expect(written.filter((route) => !decided.has(route))).toEqual([])
  })

  it('names no route that there is not', () => {
    const known = new Set(written)
    const changing = [...Object.keys(auditedRoutes), ...Object.keys(notAudited)].filter((key) => !key.startsWith('GET'))
    expect(changing.filter((route) => !known.has(route))).toEqual([])
  })
})
