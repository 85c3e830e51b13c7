import { expect, it } from 'vitest'
import { troubleOf } from '../../../relay/whatsapp/link-trouble.ts'

const ended = (message: string, saidByWhatsApp = false) => ({
  code: undefined,
  saidByWhatsApp,
  codesUsedUp: false,
  message,
})

it.each([
  ['WebSocket Error (getaddrinfo ENOTFOUND web.whatsapp.com)', false, 'unreachable'],
  ['WebSocket Error (Opening handshake has timed out)', false, 'unreachable'],
  ['WebSocket Error (connect ECONNREFUSED 127.0.0.1:3128)', true, 'proxyUnreachable'],
  ['WebSocket Error (Unexpected server response: 407)', true, 'proxyRefused'],
  ['WebSocket Error (Socks5 Authentication failed)', true, 'proxyRefused'],
  ['WebSocket Error (Unexpected server response: 502)', true, 'proxyUnreachable'],
] as const)('says of “%s” with a proxy: %s that it is %s', (message, proxied, trouble) => {
  expect(troubleOf(ended(message), proxied)).toBe(trouble)
})

it.each(['Connection was lost', 'Connection Terminated', 'WebSocket Error (Unexpected server response: 400)'])(
  'does not blame the network for “%s”',
  (message) => {
    expect(troubleOf(ended(message), false)).toBeUndefined()
  },
)

it('does not blame the proxy for what WhatsApp itself has said', () => {
  expect(troubleOf(ended('Connection Failure', true), true)).toBeUndefined()
})
