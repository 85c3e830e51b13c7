import { describe, expect, it } from 'vitest'
import { startWhatsApp } from '../whatsapp.ts'
import { COMPANY, type Stage } from './stage.ts'

export function pairingContract(stage: Stage): void {
  describe('pairing', () => {
    it('makes the scanned device the open companion of the phone, named after the company', () => {
      expect(stage.phone.companionState).toBe('online')
      expect(stage.companion.auth.creds.me).toMatchObject({ id: '74950001122:1@s.whatsapp.net', name: 'Romashka' })
    })

    it('refuses a picture of some other QR code', async () => {
      await expect(stage.phone.scan('https://example.org/menu')).rejects.toThrow('not a WhatsApp pairing code')
    })

    it('refuses the QR code of a device that went away', async () => {
      const { stranger, qr } = await stage.unpaired()
      const seen = stage.whatsapp.events.next('pairing-withdrawn')
      await stranger.disconnect()
      await seen
      await expect(stage.phone.scan(qr)).rejects.toThrow('not valid any more')
      expect(stage.phone.companionState).toBe('online')
    })

    it('answers the pings of a device that waits: else it would give up before its second code', async () => {
      const { stranger } = await stage.unpaired()
      const ping = {
        tag: 'iq',
        attrs: { to: 's.whatsapp.net', type: 'get', xmlns: 'w:p' },
        content: [{ tag: 'ping', attrs: {} }],
      }
      expect(await stranger.socket.query(ping)).toMatchObject({ tag: 'iq', attrs: { type: 'result' } })
      await stranger.disconnect()
    })

    it('refuses a QR code that was on the screen a minute ago', async () => {
      const clock = { time: Date.now(), now: () => clock.time }
      const slow = await startWhatsApp({ clock })
      const { stranger, qr } = await stage.unpaired(slow)
      clock.time += 61_000
      await expect(slow.phone(COMPANY).scan(qr)).rejects.toThrow('too old')
      await stranger.disconnect()
      await slow.close()
    })
  })
}
