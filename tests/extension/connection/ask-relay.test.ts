import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { askRelay, json, nothing, timedFetch } from '../../../extension/connection/ask-relay.ts'

const answering = (response: () => Response) => timedFetch(async () => response())
const ask = (response: () => Response) =>
  askRelay(() => answering(response)('https://relay.example'), json(v.object({ name: v.string() })))

const page = (status: number) => () =>
  new Response('<html>nginx</html>', { status, headers: { 'content-type': 'text/html' } })
const refused = (status: number, code: string) => () =>
  Response.json({ error: { code, message: 'because' } }, { status })

describe('an answer of the relay', () => {
  test('is what the protocol says', async () => {
    expect(await ask(() => Response.json({ name: 'Анна', new: 'field' }))).toEqual({
      ok: true,
      value: { name: 'Анна' },
    })
  })

  test.each<[string, () => Response, string]>([
    ['a refusal keeps its code', refused(403, 'forbidden'), 'forbidden'],
    ['a code that nobody knows was not said by a relay', refused(403, 'mood'), 'notARelay'],
    ['an HTML page was not said by a relay', page(200), 'notARelay'],
    ['an HTML page with an error neither', page(404), 'notARelay'],
    ['JSON of another shape neither', () => Response.json({ title: 'Анна' }), 'notARelay'],
    ['a proxy in front of a relay that is down is not another program', page(502), 'unreachable'],
  ])('%s', async (_sentence, response, code) => expect(await ask(response)).toMatchObject({ ok: false, code }))

  test('that does not come at all', async () => {
    const nobody = () => Promise.reject(new TypeError('fetch failed'))
    expect(await askRelay(nobody, nothing)).toMatchObject({ ok: false, code: 'unreachable' })
  })

  test('that says nothing is done; an HTML page in its place is not', async () => {
    expect(await askRelay(async () => new Response(null, { status: 204 }), nothing)).toEqual({ ok: true })
    expect(await askRelay(async () => page(200)(), nothing)).toMatchObject({ code: 'notARelay' })
  })

  test('that takes longer than anybody waits is given up', async () => {
    const never: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('timed out'))))
    expect(await askRelay(() => timedFetch(never, 1)('https://relay.example'), nothing)).toMatchObject({
      code: 'unreachable',
    })
  })
})
