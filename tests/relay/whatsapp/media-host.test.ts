import { expect, it } from 'vitest'
import { mediaAddress } from '../../../relay/whatsapp/media-host.ts'
import { realWhatsApp } from '../../../relay/whatsapp/settings.ts'

const source = { type: 'image' as const, mediaKey: 'AA==', sha256: 'AA==', directPath: '/v/1?x=2' }
const fetched = (url?: string) => mediaAddress({ ...source, ...(url ? { url } : {}) }, realWhatsApp)

it('asks the host that the message names, when it is WhatsApp’s', () => {
  expect(fetched('https://media-arn2-1.cdn.whatsapp.net/v/1')).toBe('https://media-arn2-1.cdn.whatsapp.net/v/1?x=2')
  expect(fetched()).toBe('https://mmg.whatsapp.net/v/1?x=2')
})

it.each(['https://10.0.0.5/v/1', 'https://127.0.0.1:9000/v/1', 'https://evil-whatsapp.net/v', 'not an address'])(
  'never asks %s, whatever a message says',
  (url) => {
    expect(fetched(url)).toBe('https://mmg.whatsapp.net/v/1?x=2')
  },
)

it('asks this machine only for a stand-in', () => {
  const standIn = { webSocketUrl: 'ws://127.0.0.1:1/', isStandIn: true }
  expect(mediaAddress({ ...source, url: 'https://127.0.0.1:9000/v/1' }, standIn)).toBe('https://127.0.0.1:9000/v/1?x=2')
})
