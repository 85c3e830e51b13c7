import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { expect, it } from 'vitest'

const guide = readFileSync('docs/ru/administrator.md', 'utf8')
const values = v.record(v.string(), v.record(v.string(), v.string()))
const chrome = v.object({ '3rdparty': v.object({ extensions: values }) })
const firefox = v.object({ policies: v.object({ '3rdparty': v.object({ Extensions: values }) }) })
const schema = v.object({ properties: v.record(v.string(), v.unknown()) })

it('the examples of a browser policy name our Firefox id, and exactly what the extension reads', () => {
  const [forChrome, forFirefox] = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) =>
    JSON.parse(text ?? ''),
  )
  const ofChrome = v.parse(chrome, forChrome)['3rdparty'].extensions
  const ofFirefox = v.parse(firefox, forFirefox).policies['3rdparty'].Extensions
  const [id] = /[^']+@messenger-panel[^']*/.exec(readFileSync('wxt.config.ts', 'utf8')) ?? []
  expect(Object.keys(ofFirefox)).toEqual([id])
  const known = v.parse(schema, JSON.parse(readFileSync('extension/public/managed-storage.json', 'utf8'))).properties
  for (const given of [ofChrome.ИДЕНТИФИКАТОР, ofFirefox[id ?? '']])
    expect(Object.keys(given ?? {})).toEqual(Object.keys(known))
})
