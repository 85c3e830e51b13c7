import { expect, it } from 'vitest'
import { realWhatsApp, webSocketAddress } from '../../../relay/whatsapp/settings.ts'

it('connects to WhatsApp by TLS, and to a stand-in on this machine without', () => {
  expect(webSocketAddress(realWhatsApp)).toBe('wss://web.whatsapp.com/ws/chat')
  expect(webSocketAddress({ webSocketUrl: 'ws://127.0.0.1:9/x', isStandIn: true })).toBe('ws://127.0.0.1:9/x')
})

it('refuses a plain address that is not a stand-in, or not on this machine', () => {
  expect(() => webSocketAddress({ webSocketUrl: 'ws://127.0.0.1:9/x', isStandIn: false })).toThrow('wss://')
  expect(() => webSocketAddress({ webSocketUrl: 'ws://10.0.0.1:9/x', isStandIn: true })).toThrow('wss://')
})
