import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPull, type Pull } from '../../../relay/onec/pull.ts'
import { outgoingMessage } from '../../../relay/outbox/outgoing-message.ts'
import { insertFile } from '../../../relay/store/files.ts'
import type { Reply } from '../../../shared/commands.ts'
import { type FileId, fileIdSchema, type MessageId, messageIdSchema } from '../../../shared/ids.ts'
import { type Office, openOffice } from './office.ts'

describe('a reply that is no text, through 1C', () => {
  let office: Office
  let pull: Pull
  const exchange = async (more: object, cursor = 0) => {
    const { status, body } = await pull(office.base, { protocol: 1, cursor, ...more }, new AbortController().signal)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  const approve = async (outgoing: object) => await exchange({ outgoing: [outgoing] }, await office.head())
  const reply = async (said: Partial<Reply>): Promise<MessageId> => {
    const id = office.newId(messageIdSchema)
    await office.accept(office.olga, { id, conversationId: await office.conversation(), text: '', ...said })
    return id
  }
  /** As 1C is told of it. */
  const toldOf = async (id: MessageId) => {
    const { events } = await exchange({})
    return events.find((event) => 'commandId' in event && event.commandId === id)
  }
  const leaving = (id: MessageId) => outgoingMessage(office.store.read, id, (sha256) => `/media/${sha256}`)
  const file = async (mime: string, name: string): Promise<FileId> => {
    const id = office.newId(fileIdSchema)
    const described = { id, name, mime, size: 100, sha256: 'a'.repeat(64), width: 512, height: 512 }
    await office.store.write((tx) =>
      insertFile(tx, {
        ...described,
        ...{ state: 'ready', channel_id: null, source: null, created_at: 0, uploaded_by: office.olga.id },
      }),
    )
    return id
  }

  beforeEach(async () => {
    office = await openOffice()
    pull = createPull(office)
    await office.clientWrites('Здравствуйте')
  })
  afterEach(() => office.discard())

  const place = { latitude: 55.75, longitude: 37.61, name: 'Склад' }
  const contacts = [{ name: 'Пётр', phones: ['+79165554433'] }]
  const poll = { question: 'Когда?', multiple: false, options: ['Утром', 'Днём'] }

  it.each([
    [{ place }, 'Местоположение\nСклад\ngeo:55.75,37.61', { type: 'place', ...place }],
    [{ contacts }, 'Контакт: Пётр, +79165554433', { type: 'contacts', people: contacts }],
    [
      { poll },
      'Опрос: Когда?\n• Утром\n• Днём',
      { type: 'poll', ...poll, secret: Buffer.alloc(32, 7).toString('base64') },
    ],
  ])('%o is told to 1C in words, and these words coming back change nothing of it', async (said, words, part) => {
    const id = await reply(said)
    expect(await toldOf(id)).toMatchObject({ type: 'replyCommand', text: words })
    await approve({ outgoingId: id, text: words })
    expect(await leaving(id)).toMatchObject({ text: '', part })
    expect(await office.leaving()).toEqual([id])
  })

  it('1C may still put a file in its place', async () => {
    const id = await reply({ poll })
    const fileId = await file('application/pdf', 'Опрос.pdf')
    const bytes = { fileId, name: 'Опрос.pdf', mime: 'application/pdf', size: 100, sha256: 'a'.repeat(64) }
    await approve({ outgoingId: id, text: 'Ответьте в файле', file: bytes })
    const message = await leaving(id)
    expect(message).toMatchObject({ text: 'Ответьте в файле', file: { kind: 'document', name: 'Опрос.pdf' } })
    expect(message?.part).toBeUndefined()
    expect((await office.message(id))?.poll).toBeUndefined()
  })

  it('a voice message comes back from 1C with its own file and stays one', async () => {
    const fileId = await file('audio/ogg; codecs=opus', 'голос.ogg')
    const id = await reply({ fileId, voice: { seconds: 3, waveform: [1, 2, 3] } })
    const told = await toldOf(id)
    expect(told).toMatchObject({ file: { fileId, name: 'голос.ogg' } })
    await approve({ outgoingId: id, text: 'Голосовое', file: told && 'file' in told ? told.file : undefined })
    expect(await leaving(id)).toMatchObject({
      text: '',
      file: { kind: 'voice', playback: { seconds: 3, waveform: [1, 2, 3] } },
    })
  })

  it('a GIF takes new words from 1C and stays a GIF', async () => {
    const fileId = await file('video/mp4', 'танец.mp4')
    const id = await reply({ fileId, as: 'gif', text: 'ура' })
    await approve({ outgoingId: id, text: 'Ура!' })
    expect(await leaving(id)).toMatchObject({ text: 'Ура!', file: { kind: 'gif' } })
  })
})
