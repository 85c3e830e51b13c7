import { describe, expect, it } from 'vitest'
import { startControl } from '../control.ts'
import { pushMany } from '../push-many.ts'
import { RemoteWhatsApp } from '../remote-whatsapp.ts'
import { COMPANY, type Stage } from './stage.ts'

export function remoteControlContract(stage: Stage): void {
  describe('the stand-in is driven from another process', () => {
    it('which scans, writes as a client, reads what the client got, and sees the state', async () => {
      const control = await startControl(stage.whatsapp)
      const remote = new RemoteWhatsApp(control.url)
      const { stranger, qr } = await stage.unpaired(stage.whatsapp)
      await remote.scan(COMPANY, qr)
      await stranger.until(() => stranger.state.connection === 'open')
      stage.companion = stranger
      const { id } = await remote.sendText(stage.anna.number, COMPANY, 'from afar')
      expect((await stage.arrival(id)).message.message?.conversation).toBe('from afar')
      const reply = await stage.sendFrom('answered')
      expect(await remote.waitForMessage(stage.anna.number, { id: reply })).toMatchObject({
        text: 'answered',
        deliveries: 1,
      })
      expect((await remote.state()).phones).toMatchObject([{ companionState: 'online' }])
      await control.close()
    })

    it('which sends anything a client can send, changes it, and rings', async () => {
      const control = await startControl(stage.whatsapp)
      const remote = new RemoteWhatsApp(control.url)
      const [from, company] = [stage.anna.number, COMPANY]
      const content = { locationMessage: { degreesLatitude: 55.5, degreesLongitude: 37.5 } }
      const { id } = await remote.call('client/send-content', { from, company, content })
      expect((await stage.arrival(id)).message.message?.locationMessage?.degreesLatitude).toBe(55.5)
      const reaction = await remote.call('client/react', { from, company, id, emoji: '👍' })
      expect((await stage.arrival(reaction.id)).message.message?.reactionMessage?.key?.id).toBe(id)
      const rung = stage.whatsapp.events.next('settled', ({ tag }) => tag === 'call')
      await remote.call('client/ring', { from, company })
      await rung
      const typed = await remote.call('phone/react', { number: stage.phone.number, to: from, id, emoji: '🤝' })
      expect((await stage.arrival(typed.id)).message.key.fromMe).toBe(true)
      await control.close()
    })

    it('and is told what was wrong with a call', async () => {
      const control = await startControl(stage.whatsapp)
      await expect(new RemoteWhatsApp(control.url).scan(COMPANY, 'no code')).rejects.toThrow(
        'not a WhatsApp pairing code',
      )
      await control.close()
    })

    it('pushes many messages and says when each one left', async () => {
      const clients = ['79005550001', '79005550002'].map((number) => stage.whatsapp.client(number))
      const sent = await pushMany({ company: stage.phone.number, count: 100, clients, perSecond: 1_000 })
      const last = await stage.arrival(sent.at(-1)?.id ?? '')
      expect(last.message.message?.conversation).toContain('bench 99')
      expect(sent.map(({ sentAt }) => sentAt)).toEqual(sent.map(({ sentAt }) => sentAt).sort((a, b) => a - b))
    })
  })
}
