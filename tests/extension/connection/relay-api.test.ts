import { expect, test } from 'vitest'
import { createRelayClient } from '../../../extension/connection/relay-api.ts'
import { fileIdSchema } from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'

test('a part of a file goes to the relay with its bytes, its place, its kind and the token', async () => {
  const asked: Request[] = []
  const relay = createRelayClient({
    address: 'https://relay.example',
    token: 'secret',
    fetch: async (input, init) => {
      asked.push(new Request(input, init))
      return new Response(null, { status: 500 })
    },
  })
  const bytes = new Blob(['%PDF'])
  const part = { id: countingIds()(fileIdSchema), name: 'Счёт.pdf', mime: 'application/pdf', from: 8, total: 12, bytes }
  await relay.putPart(part, new AbortController().signal)
  expect(new URL(asked[0]?.url ?? '').searchParams.get('from')).toBe('8')
  expect(asked[0]?.method).toBe('PUT')
  expect(asked[0]?.headers.get('authorization')).toBe('Bearer secret')
  expect(asked[0]?.headers.get('content-type')).toBe('application/pdf')
  expect(await asked[0]?.text()).toBe('%PDF')
})
