import { randomBytes } from 'node:crypto'
import { downloadMediaMessage } from '@whiskeysockets/baileys'
import { describe, expect, it } from 'vitest'
import { COMPANY, type Stage } from './stage.ts'

export function clientWritesContract(stage: Stage): void {
  describe('a client writes', () => {
    it('and the companion reads the text, with phone number, LID and name of the sender', async () => {
      const { id } = await stage.anna.sendText(COMPANY, 'Здравствуйте!')
      const { message, how } = await stage.arrival(id)
      expect(message.message?.conversation).toBe('Здравствуйте!')
      expect(message.key).toMatchObject({ remoteJid: stage.anna.jid, remoteJidAlt: stage.anna.lid })
      expect([message.pushName, how]).toEqual(['Anna', 'notify'])
    })

    it('from a chat that WhatsApp addresses by LID', async () => {
      const lida = stage.whatsapp.client('+79001112233', { addressing: 'lid' })
      const { id } = await lida.sendText(COMPANY, 'hello')
      const { message } = await stage.arrival(id)
      expect(message.key).toMatchObject({ remoteJid: lida.lid, remoteJidAlt: lida.jid })
    })

    it('and learns that the message was delivered, and read', async () => {
      const { id } = await stage.anna.sendText(COMPANY, 'seen?')
      const { message } = await stage.arrival(id)
      await stage.anna.waitForReceipt(id, 'deliveredAt')
      expect(stage.anna.receiptsFor(id).readAt).toBeUndefined()
      await stage.companion.socket.readMessages([message.key])
      await stage.anna.waitForReceipt(id, 'readAt')
    })

    it('an image, and its bytes can be downloaded', async () => {
      const bytes = randomBytes(70_000)
      const { id } = await stage.anna.sendImage(COMPANY, bytes, { caption: 'my cat', mime: 'image/png' })
      const { message } = await stage.arrival(id)
      expect(message.message?.imageMessage).toMatchObject({ caption: 'my cat', mimetype: 'image/png' })
      expect(bytes.equals(await downloadMediaMessage(message, 'buffer', {}))).toBe(true)
    })

    it('a document, and its bytes and name arrive', async () => {
      const bytes = randomBytes(1_000)
      const { id } = await stage.anna.sendDocument(COMPANY, bytes, { fileName: 'счёт.pdf', mime: 'application/pdf' })
      const { message } = await stage.arrival(id)
      expect(message.message?.documentMessage).toMatchObject({ fileName: 'счёт.pdf', mimetype: 'application/pdf' })
      expect(bytes.equals(await downloadMediaMessage(message, 'buffer', {}))).toBe(true)
    })

    it('an image that WhatsApp has lost meanwhile, and the phone uploads it again when asked', async () => {
      const bytes = randomBytes(500)
      const { id } = await stage.anna.sendImage(COMPANY, bytes)
      const { message } = await stage.arrival(id)
      stage.whatsapp.media.forgetAll()
      await expect(downloadMediaMessage(message, 'buffer', {})).rejects.toThrow('Failed to fetch')
      await stage.companion.socket.refreshMediaConn(false)
      const renewed = await stage.companion.socket.updateMediaMessage(message)
      expect(bytes.equals(await downloadMediaMessage(renewed, 'buffer', {}))).toBe(true)
    })

    it('while the companion is away, and it gets everything once at its next login, as append', async () => {
      await stage.companion.disconnect()
      const sent = [await stage.anna.sendText(COMPANY, 'one'), await stage.anna.sendText(COMPANY, 'two')]
      stage.companion.connect()
      for (const { id } of sent) expect((await stage.arrival(id)).how).toBe('append')
      await stage.settled()
      expect(
        stage.companion.messages.filter(({ message }) => sent.some(({ id }) => id === message.key.id)),
      ).toHaveLength(2)
    })

    it('and what the companion did not confirm comes again at its next login', async () => {
      const { keys } = stage.companion.auth
      const get = keys.get.bind(keys)
      keys.get = () => new Promise(() => undefined)
      const { id } = await stage.anna.sendText(COMPANY, 'not lost')
      await stage.companion.disconnect()
      keys.get = get
      stage.companion.connect()
      expect((await stage.arrival(id)).how).toBe('append')
    })

    it('and what WhatsApp holds back comes when it lets go, even after another login', async () => {
      const control = stage.whatsapp.companion(COMPANY)
      control.pauseInbound()
      const { id } = await stage.anna.sendText(COMPANY, 'kept')
      await stage.companion.disconnect()
      stage.companion.connect()
      await stage.isOpen()
      expect(stage.companion.messages.some(({ message }) => message.key.id === id)).toBe(false)
      control.resumeInbound()
      await stage.arrival(id)
    })

    it('and sends the message again, under its id, when the companion has lost the session', async () => {
      await stage.sendFrom('so that the session is answered')
      await stage.companion.auth.keys.set({ session: { [`${stage.anna.lidUser}_1.0`]: null } })
      const { id } = await stage.anna.sendText(COMPANY, 'again, please')
      const { message } = await stage.arrival(id, ({ message }) => message.message?.conversation === 'again, please')
      expect(message.key.id).toBe(id)
      await stage.settled()
    })
  })
}
