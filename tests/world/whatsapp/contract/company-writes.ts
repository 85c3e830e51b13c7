import { randomBytes } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import type { Stage } from './stage.ts'

const DELIVERED = 3
const READ = 4

export function companyWritesContract(stage: Stage): void {
  describe('the company writes', () => {
    it('a text to a number it never saw before, and the person gets it once', async () => {
      const boris = stage.whatsapp.client('+375291112233', { name: 'Boris' })
      const id = await stage.sendFrom('Добрый день', boris)
      expect(boris.received).toMatchObject([{ id, text: 'Добрый день', from: '74950001122' }])
      expect(boris.deliveries(id)).toBe(1)
    })

    it('and sees the ticks: delivered, then read', async () => {
      const id = await stage.sendFrom('ticks')
      await stage.companion.until(() => stage.statusOf(id) === DELIVERED)
      stage.anna.markRead(id)
      await stage.companion.until(() => stage.statusOf(id) === READ)
    })

    it('a text that the person cannot decrypt, and sends it again, under its id, when asked', async () => {
      const { peer } = stage.anna
      const failure = vi.spyOn(peer, 'decrypt').mockRejectedValueOnce(new Error('Bad MAC'))
      const id = await stage.sendFrom('second try')
      expect(failure).toHaveBeenCalledTimes(2)
      expect(stage.anna.received.filter((message) => message.id === id)).toHaveLength(1)
      failure.mockRestore()
    })

    it('a document, and the person gets its bytes and name', async () => {
      const bytes = randomBytes(50_000)
      const id = await stage.sendFrom({ document: bytes, fileName: 'договор.docx', mimetype: 'application/msword' })
      const got = await stage.anna.waitForMessage((message) => message.id === id)
      expect(got.file).toMatchObject({ name: 'договор.docx', mime: 'application/msword' })
      expect(got.file?.bytes.equals(bytes)).toBe(true)
    })

    it('and its own phone sees the message too', async () => {
      const id = await stage.sendFrom('also on the phone')
      expect(await stage.phone.waitForMessage((message) => message.id === id)).toMatchObject({
        text: 'also on the phone',
      })
    })

    it('on the phone itself, and the companion sees it as its own message to that client', async () => {
      const { id } = await stage.phone.typeMessage(stage.anna.number, 'typed on the phone')
      const { message } = await stage.arrival(id)
      expect(message.key).toMatchObject({ remoteJid: stage.anna.jid, fromMe: true })
      expect(message.message?.conversation).toBe('typed on the phone')
    })

    it('only to people who are on WhatsApp: a stranger is not', async () => {
      const found = await stage.companion.socket.onWhatsApp(stage.anna.number, '79990000000')
      expect(found).toEqual([{ exists: true, jid: stage.anna.jid }])
    })
  })
}
