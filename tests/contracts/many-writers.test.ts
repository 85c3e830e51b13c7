import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { RelayProcess } from '../world/relay-process.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'

const company = '+74951234567'

describe('clients who write for the first time at the same moment', () => {
  let whatsapp: WhatsAppStandIn
  let relay: RelayProcess
  let peer: ExtensionPeer
  beforeAll(async () => {
    whatsapp = await startWhatsApp()
    relay = await RelayProcess.start({ whatsapp })
    const setUp = await fetch(`${relay.address}/api/v1/setup`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: relay.setupCode, name: 'Мария' }),
    })
    const { token }: { token: string } = await setUp.json()
    peer = await ExtensionPeer.connect(relay.address, { token, cursor: 0 })
    const { code } = await peer.frame('pairing', (frame) => frame.code !== undefined)
    await whatsapp.phone(company).scan(code?.qr ?? '')
    await peer.frame('channel', (frame) => frame.channel.state === 'online')
  })
  afterAll(async () => {
    peer?.close()
    await relay?.stop()
    await whatsapp?.close()
  })

  it('are all heard, each message once', async () => {
    const clients = ['+79160000001', '+79160000002', '+79160000003'].map((number) => whatsapp.client(number))
    const written: string[] = []
    for (let number = 0; number < 6; number += 1) {
      for (const [index, client] of clients.entries()) {
        const text = `клиент ${index}, сообщение ${number}`
        written.push(text)
        void client.sendText(company, text)
      }
      await new Promise(setImmediate)
    }
    for (const text of written) await peer.event('message', (event) => event.message.text === text)
    const heard = peer.events.flatMap((event) => (event.type === 'message' ? [event.message.text] : []))
    expect([...heard].sort()).toEqual([...written].sort())
  })
})
