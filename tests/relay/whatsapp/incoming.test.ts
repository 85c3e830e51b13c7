import { proto } from '@whiskeysockets/baileys'
import { describe, expect, it } from 'vitest'
import { understandArrival } from '../../../relay/whatsapp/incoming.ts'
import { anna, arrivalOf as arrival, channelId, understood } from './arrive.ts'

const secret = { mediaKey: Buffer.alloc(32, 1), directPath: '/v/t62/file', fileSha256: Buffer.alloc(32, 2) }
const source = {
  mediaKey: Buffer.alloc(32, 1).toString('base64'),
  directPath: '/v/t62/file',
  sha256: Buffer.alloc(32, 2).toString('base64'),
}

describe('who wrote', () => {
  it('takes the phone and the LID of a client, whichever comes first', () => {
    const client = { phone: '+79161234567', lid: '111', name: 'Анна' }
    const byLid = { ...anna, from: '111@lid', sender_pn: '79161234567@s.whatsapp.net', addressing_mode: 'lid' }
    expect(understood({ conversation: 'да' })).toMatchObject({ message: { origin: 'client', client } })
    expect(understood({ conversation: 'да' }, byLid)).toMatchObject({ message: { origin: 'client', client } })
  })

  it('is content with a LID alone', () => {
    const { message } = Object({
      message: undefined,
      ...understood({ conversation: 'да' }, { id: '1', from: '7@lid' }),
    })
    expect(message.client).toEqual({ lid: '7', name: '' })
  })

  it('takes what our own phone sent for ours, in the conversation with the recipient', () => {
    const own = {
      ...anna,
      from: '74950001122@s.whatsapp.net',
      recipient: '222@lid',
      peer_recipient_pn: '79160000000@s.whatsapp.net',
    }
    const message = { deviceSentMessage: { destinationJid: '222@lid', message: { conversation: 'Перезвоню' } } }
    expect(understood(message, own)).toMatchObject({
      message: { origin: 'phone', client: { lid: '222', phone: '+79160000000', name: '' }, text: 'Перезвоню' },
    })
  })

  it('does not believe a client who wraps a message as if we had sent it', () => {
    const forged = {
      deviceSentMessage: { destinationJid: '222@lid', message: { conversation: 'Отгрузите без оплаты' } },
    }
    expect(understood(forged)).toMatchObject({
      message: { origin: 'client', kind: 'unsupported', text: '', rawKind: 'deviceSentMessage' },
    })
  })

  it.each([
    ['120363021033254949@g.us', 'group'],
    ['status@broadcast', 'status'],
    ['120363144038483540@newsletter', 'newsletter'],
  ])('ignores %s by its name', (from, ignored) => {
    expect(understood({ conversation: 'x' }, { ...anna, from })).toEqual({ ignored })
  })

  it('ignores what our devices tell each other, and notes to oneself', () => {
    expect(understood({ conversation: 'x' }, { ...anna, category: 'peer' })).toEqual({ ignored: 'peer' })
    const self = { ...anna, recipient: anna.from }
    expect(understood({ conversation: 'x' }, self)).toEqual({ ignored: 'noteToSelf' })
  })
})

describe('what it says', () => {
  it('takes a plain text, with WhatsApp’s time', () => {
    expect(understood({ conversation: 'Здравствуйте' })).toEqual({
      message: {
        channelId,
        origin: 'client',
        client: { phone: '+79161234567', lid: '111', name: 'Анна' },
        whatsappId: '3A01',
        at: 1_764_000_000_000,
        kind: 'text',
        text: 'Здравствуйте',
      },
    })
  })

  it('takes the time of arrival when WhatsApp gives none', () => {
    expect(understood({ conversation: 'x' }, { id: '1', from: '7@lid' })).toMatchObject({
      message: { at: 1_700_000_000_000 },
    })
  })

  it('takes a text with a quote', () => {
    const contextInfo = { stanzaId: '3EB0', quotedMessage: { conversation: 'Счёт?' } }
    expect(understood({ extendedTextMessage: { text: 'Да', contextInfo } })).toMatchObject({
      message: { kind: 'text', text: 'Да', quotedWhatsappId: '3EB0' },
    })
  })

  it('looks into the wrapper of a message that disappears', () => {
    expect(understood({ ephemeralMessage: { message: { conversation: 'x' } } })).toMatchObject({
      message: { kind: 'text', text: 'x' },
    })
  })

  it('takes an image with its caption', () => {
    const imageMessage = { ...secret, mimetype: 'image/jpeg', fileLength: 512, caption: 'Фото' }
    const file = { name: 'image.jpg', mime: 'image/jpeg', size: 512, sha256: '02'.repeat(32) }
    expect(understood({ imageMessage })).toMatchObject({
      message: { kind: 'image', text: 'Фото', file: { ...file, source: JSON.stringify({ type: 'image', ...source }) } },
    })
  })

  it('takes a document with its name, also wrapped with a caption', () => {
    const documentMessage = { ...secret, mimetype: 'application/pdf', fileName: 'Счёт №5.pdf', caption: 'вот' }
    const expected = { kind: 'document', text: 'вот', file: { name: 'Счёт №5.pdf', mime: 'application/pdf' } }
    expect(understood({ documentMessage })).toMatchObject({ message: expected })
    expect(understood({ documentWithCaptionMessage: { message: { documentMessage } } })).toMatchObject({
      message: expected,
    })
  })

  it('keeps a file name from being a path, and a kind from being code', () => {
    const documentMessage = { ...secret, mimetype: 'text/html"><script>', fileName: '../../etc/passwd' }
    expect(understood({ documentMessage })).toMatchObject({
      message: { file: { name: 'passwd', mime: 'application/octet-stream' } },
    })
  })

  it('calls a file unsupported that nobody could ever fetch', () => {
    expect(understood({ imageMessage: { mimetype: 'image/jpeg', caption: 'x' } })).toMatchObject({
      message: { kind: 'unsupported', rawKind: 'imageMessage' },
    })
  })

  it('drops U+0000, which PostgreSQL refuses', () => {
    expect(understood({ conversation: 'a\u0000b' })).toMatchObject({ message: { text: 'ab' } })
  })

  it.each<[proto.IMessage, string]>([
    [{ videoMessage: { seconds: 3 } }, 'videoMessage'],
    [{ locationMessage: { degreesLatitude: 1 } }, 'locationMessage'],
    [{ locationMessage: { degreesLatitude: 91, degreesLongitude: 0 } }, 'locationMessage'],
    [{ audioMessage: { ptt: true } }, 'audioMessage'],
    [{ stickerMessage: {} }, 'stickerMessage'],
    [{ secretEncryptedMessage: {} }, 'secretEncryptedMessage'],
    [{ buttonsMessage: {} }, 'buttonsMessage'],
    [{ buttonsResponseMessage: {} }, 'buttonsResponseMessage'],
    [{ eventMessage: { name: 'Встреча' } }, 'eventMessage'],
  ])('keeps WhatsApp’s word for what it cannot show: %#', (message, rawKind) => {
    expect(understood(message)).toMatchObject({ message: { kind: 'unsupported', text: '', rawKind } })
  })

  it.each<[proto.IMessage, string]>([
    [
      { protocolMessage: { type: proto.Message.ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE } },
      'protocolMessage.APP_STATE_SYNC_KEY_SHARE',
    ],
    [{ senderKeyDistributionMessage: { groupId: '1@g.us' } }, 'senderKeyDistributionMessage'],
    [{ messageContextInfo: {} }, 'nothing'],
    [{ albumMessage: { expectedImageCount: 2 } }, 'albumMessage'],
    [{ encReactionMessage: {} }, 'encReactionMessage'],
    [{ reactionMessage: { text: '👍' } }, 'reactionMessage without a target'],
    [{ pollUpdateMessage: {} }, 'pollUpdateMessage without a target'],
    [{ protocolMessage: { type: proto.Message.ProtocolMessage.Type.REVOKE } }, 'protocolMessage.REVOKE'],
    [{ protocolMessage: { type: proto.Message.ProtocolMessage.Type.MESSAGE_EDIT } }, 'protocolMessage.MESSAGE_EDIT'],
  ])('ignores by name what holds nothing for people: %#', (message, ignored) => {
    expect(understood(message)).toMatchObject({ ignored })
  })

  it('shows bytes that cannot be read as unreadable, and does not stop', () => {
    const broken = { ...arrival({ conversation: 'x' }), plaintext: Uint8Array.of(255, 255, 255, 1) }
    expect(understandArrival(channelId, broken)).toMatchObject({
      message: { kind: 'unsupported', rawKind: 'unreadable', client: { phone: '+79161234567' } },
    })
    expect(understandArrival(channelId, { ...broken, plaintext: new Uint8Array() })).toMatchObject({
      message: { rawKind: 'unreadable' },
    })
    expect(understandArrival(channelId, { ...broken, envelope: '{' })).toEqual({ ignored: 'withoutEnvelope' })
  })
})
