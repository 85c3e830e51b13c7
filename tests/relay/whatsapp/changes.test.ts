import { createCipheriv, createHash, createHmac } from 'node:crypto'
import { proto } from '@whiskeysockets/baileys'
import { describe, expect, it } from 'vitest'
import type { MessageChange } from '../../../relay/inbox/incoming-message.ts'
import { readVotes } from '../../../relay/whatsapp/incoming/vote.ts'
import { anna, fromOurPhone, understood } from './arrive.ts'

const { Type } = proto.Message.ProtocolMessage

describe('whose message changes', () => {
  const deletion = (fromMe: boolean) => ({ protocolMessage: { type: Type.REVOKE, key: { id: '3A00', fromMe } } })

  it('is the client’s own, when he says so', () => {
    expect(understood(deletion(true))).toMatchObject({
      change: { origin: 'client', target: { whatsappId: '3A00', fromUs: false }, change: { type: 'deleted' } },
    })
  })

  it('is ours, when the client names a message of ours', () => {
    expect(understood(deletion(false))).toMatchObject({ change: { origin: 'client', target: { fromUs: true } } })
  })

  it('is ours, when our own phone calls it its own', () => {
    const message = { deviceSentMessage: { destinationJid: anna.from, message: deletion(true) } }
    expect(understood(message, fromOurPhone)).toMatchObject({
      change: { origin: 'phone', client: { phone: '+79161234567', lid: '111' }, target: { fromUs: true } },
    })
  })

  it('is not our own phone’s, when a client wraps his as if it were', () => {
    const message = { deviceSentMessage: { destinationJid: anna.from, message: deletion(true) } }
    expect(understood(message)).toMatchObject({ message: { kind: 'unsupported', rawKind: 'deviceSentMessage' } })
  })
})

describe('a live location', () => {
  const place = { degreesLatitude: 55, degreesLongitude: 37 }

  it('is a message at first, and changes that message later', () => {
    expect(understood({ liveLocationMessage: place })).toMatchObject({ message: { kind: 'location' } })
    const contextInfo = { stanzaId: '3A00' }
    expect(understood({ liveLocationMessage: { ...place, timeOffset: 60, contextInfo } })).toMatchObject({
      change: { target: { whatsappId: '3A00', fromUs: false }, change: { type: 'location' } },
    })
  })

  it('changes the message of its own id when it names none', () => {
    expect(understood({ liveLocationMessage: { ...place, timeOffset: 60 } })).toMatchObject({
      change: { target: { whatsappId: '3A01' } },
    })
  })
})

describe('a vote', () => {
  const secret = Buffer.alloc(32, 7)
  const options = ['Утром', 'Вечером', 'Никогда']

  /** As WhatsApp's apps encrypt it (whatsmeow: msgsecret.go). */
  function vote(chosen: string[], creator: string, voter: string): proto.IMessage {
    const selectedOptions = chosen.map((option) => createHash('sha256').update(option).digest())
    const hmac = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest()
    const use = Buffer.concat([Buffer.from(`3EB0POLL${creator}${voter}Poll Vote`), Buffer.of(1)])
    const cipher = createCipheriv('aes-256-gcm', hmac(hmac(new Uint8Array(32), secret), use), Buffer.alloc(12, 1))
    cipher.setAAD(Buffer.from(`3EB0POLL\u0000${voter}`))
    const plain = proto.Message.PollVoteMessage.encode({ selectedOptions }).finish()
    const encPayload = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    const pollCreationMessageKey = { id: '3EB0POLL', fromMe: false, remoteJid: '74950001122@s.whatsapp.net' }
    return { pollUpdateMessage: { pollCreationMessageKey, vote: { encPayload, encIv: Buffer.alloc(12, 1) } } }
  }

  function read(message: proto.IMessage, own?: string[]) {
    const understanding = understood(message, anna, own)
    const change: MessageChange | undefined = 'change' in understanding ? understanding.change.change : undefined
    if (change?.type !== 'votes') throw new Error('no vote')
    return readVotes(change.vote, secret.toString('base64'), options)
  }

  it.each([
    ['phone and phone', '74950001122@s.whatsapp.net', '79161234567@s.whatsapp.net'],
    ['phone and LID', '74950001122@s.whatsapp.net', '111@lid'],
    ['LID and LID', '222@lid', '111@lid'],
  ])('is read under whichever names it was encrypted: %s', (_, creator, voter) => {
    expect(read(vote(['Вечером', 'Утром'], creator, voter), ['222:4@lid'])).toEqual(['Утром', 'Вечером'])
  })

  it('is read as none when it was taken back', () => {
    expect(read(vote([], '74950001122@s.whatsapp.net', '111@lid'))).toEqual([])
  })

  it('is not read under the name of somebody else, nor with another secret', () => {
    expect(read(vote(['Утром'], '74950001122@s.whatsapp.net', '999@lid'))).toBeUndefined()
  })

  it('counts no option that the poll does not have', () => {
    expect(read(vote(['Утром', 'Ночью'], '74950001122@s.whatsapp.net', '111@lid'))).toEqual(['Утром'])
  })
})
