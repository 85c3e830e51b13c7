import { expect, it } from 'vitest'
import { causeOf, closeOf } from '../../../relay/whatsapp/close-cause.ts'

const closed = (message: string, statusCode: number) =>
  causeOf(closeOf({ error: Object.assign(new Error(message), { output: { statusCode } }), date: new Date(0) }))

it.each([
  ['Stream Errored (conflict)', 401, 'unlinked'],
  ['Connection Failure', 401, 'unlinked'],
  ['Stream Errored (conflict)', 440, 'replaced'],
  ['Connection Failure', 402, 'banned'],
  ['Connection Failure', 403, 'banned'],
  ['Connection Failure', 406, 'banned'],
  ['Connection Failure', 405, 'versionRefused'],
  ['Connection Failure', 409, 'versionRefused'],
  ['Connection Failure', 418, 'versionRefused'],
  ['Multi-device beta not joined', 411, 'versionRefused'],
  ['Stream Errored (restart required)', 515, 'restartRequired'],
  ['QR refs attempts ended', 408, 'codesUsedUp'],
])('takes “%s” with %i for %s', (message, code, cause) => {
  expect(closed(message, code)).toBe(cause)
})

it.each([
  ['Connection was lost', 408],
  ['Connection Terminated', 428],
  ['Stream Errored (unknown)', 503],
  ['Connection Failure', 500],
  ['Stream Errored (unknown)', 500],
  ['Connection Failure', 501],
])('takes “%s” with %i for a lost connection', (message, code) => {
  expect(closed(message, code)).toBe('lost')
})

it.each([401, 403, 405])('does not take a proxy that answers %i for WhatsApp', (code) => {
  expect(closed(`WebSocket Error (Unexpected server response: ${code})`, code)).toBe('lost')
})

it('does not take an error of Baileys’ own for a word of WhatsApp', () => {
  expect(closed('Cannot proceed: socket is not authenticated yet', 401)).toBe('lost')
})

it('takes an end without an error, and one of unknown shape, for a lost connection', () => {
  expect(causeOf(closeOf(undefined))).toBe('lost')
  expect(causeOf(closeOf({ error: new Error('?'), date: new Date(0) }))).toBe('lost')
})

it('takes a removed device for unlinked, also where Baileys calls it a conflict', () => {
  const conflict = (type: string) =>
    causeOf(
      closeOf({
        error: Object.assign(new Error('Stream Errored (conflict)'), {
          output: { statusCode: 440 },
          data: { tag: 'conflict', attrs: { type } },
        }),
        date: new Date(0),
      }),
    )
  expect(conflict('device_removed')).toBe('unlinked')
  expect(conflict('replaced')).toBe('replaced')
})
