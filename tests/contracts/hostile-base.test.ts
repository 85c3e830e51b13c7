import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createAskTask } from '../../relay/inbox/ask-task.ts'
import { createPull } from '../../relay/onec/pull.ts'
import { insertFile } from '../../relay/store/files.ts'
import { lastMessages } from '../../relay/store/messages.ts'
import { type BaseId, fileIdSchema, messageIdSchema } from '../../shared/ids.ts'
import { annasPhone, type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'

describe.each(engines)('a 1C base that is broken, or means harm, on %s', (engine) => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice(engine, engine === 'postgres' ? inject('postgresServer') : undefined)
    await office.clientWrites('Здравствуйте')
  })
  afterEach(() => office.discard())

  const newId = () => v.parse(messageIdSchema, randomUUID())
  const asks = async (more: object, base: BaseId = office.base) =>
    await createPull(office)(base, { protocol: 1, cursor: await office.head(), ...more }, new AbortController().signal)
  const says = async (more: object, base?: BaseId) => {
    const answer = await asks(more, base)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }
  const messages = async () => await lastMessages(office.store.read, await office.conversation(), 50)
  const note = async () => (await messages()).find(({ kind }) => kind === 'note')
  const wantsTask = async () => {
    const [about] = await messages()
    const id = newId()
    await createAskTask(office.store, office.clock)(office.olga, { id, messageId: about?.id ?? id, text: 'Счёт' })
    return id
  }
  /** The office's number belongs to another base from now on. */
  const loses = async () => {
    const other = (await office.bases.link('Бухгалтерия')).base.id
    await office.bases.change(other, { channels: [office.channelId] })
    return other
  }
  const wantsDocument = async () => {
    const id = newId()
    const document = { documentRef: 'Документ.СчетНаОплату:7', title: 'Счет № 12' }
    await office.accept(office.olga, { id, conversationId: await office.conversation(), text: '', document })
    return id
  }

  it('still makes the task that it was asked for when the number is another’s meanwhile; that one cannot', async () => {
    const id = await wantsTask()
    const other = await loses()
    const conversationId = await office.conversation()
    await says({ outgoing: [{ outgoingId: id, note: true, text: 'Чужое', conversationId }] }, other)
    expect(await note()).toMatchObject({ text: 'Счёт', note: { task: { state: 'asked' } } })
    const { results } = await says({ outgoing: [{ outgoingId: id, note: true, text: 'Задача № 5' }] })
    expect(results).toMatchObject([{ status: 'accepted' }])
    expect(await note()).toMatchObject({ text: 'Задача № 5', note: { task: { state: 'made' } } })
  })

  it('may also refuse it then; another may not', async () => {
    const id = await wantsTask()
    const refused = [{ commandId: id, reason: 'Нет прав' }]
    expect((await says({ refused }, await loses())).results).toMatchObject([{ error: { code: 'unknownReply' } }])
    expect((await says({ refused })).results).toMatchObject([{ status: 'accepted' }])
    expect(await note()).toMatchObject({ note: { task: { state: 'refused', reason: 'Нет прав' } } })
  })

  it('gets nobody’s document asked of another: the reply fails when the number goes, or the base does', async () => {
    const [first, plain] = [await wantsDocument(), await office.olgaReplies('Добрый день')]
    const other = await loses()
    const failed = { stage: 'failed', reason: 'fileMissing' }
    expect((await office.message(first))?.stages.at(-1)).toMatchObject(failed)
    expect(await office.stagesOf(plain)).toEqual(['accepted'])
    const second = await wantsDocument()
    await office.bases.change(office.base, { channels: [] })
    await office.bases.remove(other)
    expect((await office.message(second))?.stages.at(-1)).toMatchObject(failed)
  })

  it('leads nobody by a note to anything but 1C', async () => {
    const links = [
      'javascript:alert(1)',
      'https://evil.example/#e1cib/data/x',
      'e1cib/data/x\njavascript:1',
      'e1cib/\u202Egpj',
    ]
    for (const url of [...links, 'e1cib/data/Задача.ЗадачаИсполнителя?ref=5']) {
      const [outgoingId, conversationId] = [newId(), await office.conversation()]
      await says({ outgoing: [{ outgoingId, conversationId, note: true, text: 'Долг', url }] })
      const shown = await office.message(outgoingId)
      expect(shown).toMatchObject({ kind: 'note', text: 'Долг' })
      expect(shown?.note?.url).toBe(links.includes(url) ? undefined : url)
    }
  })

  it('names nobody so that he reads as somebody else', async () => {
    const name = ' ООО\u202E «Ромашка»\n\u0007Директор '
    const card = { ref: 'x', name, kind: 'counterparty', url: 'e1cib/data/x y' }
    await says({ clients: [{ phone: annasPhone, matches: [card] }] })
    const row = await office.store.read.selectFrom('clients').select(['name', 'url']).executeTakeFirst()
    expect(row).toEqual({ name: 'ООО «Ромашка» Директор', url: null })
    const templates = { revision: 't', items: [{ templateId: '1', name, text: 'Две\nстроки' }] }
    await says({ templates })
    const template = await office.store.read.selectFrom('templates').select(['name', 'text']).executeTakeFirst()
    expect(template).toEqual({ name: 'ООО «Ромашка» Директор', text: 'Две\nстроки' })
  })

  it('is told when it refuses too much at once; a reason is cut to what people read, and may be missing', async () => {
    const refused = Array.from({ length: 1001 }, () => ({ commandId: newId(), reason: 'Нет' }))
    expect(await asks({ refused })).toMatchObject({ status: 413, body: { error: { code: 'tooLarge' } } })
    expect((await says({ refused: refused.slice(1) })).results).toHaveLength(1000)
    const [long, none] = [await office.olgaReplies('Скидка'), await office.olgaReplies('Ещё скидка')]
    await says({
      refused: [
        { commandId: long, reason: 'я'.repeat(200_000) },
        { commandId: none, reason: null },
      ],
      rejected: [{ seq: 1, code: null, message: 'ж'.repeat(200_000) }],
    })
    expect((await office.message(long))?.stages.at(-1)?.detail).toHaveLength(1000)
    expect((await office.message(none))?.stages.at(-1)).toMatchObject({ stage: 'rejected' })
    const kept = await office.store.read.selectFrom('onec_rejected').select('message').executeTakeFirst()
    expect(kept?.message).toHaveLength(1000)
  })

  it('may send one file fifty times in a packet, and twenty thousand strangers: each is done, and quickly', async () => {
    const fileId = office.newId(fileIdSchema)
    const file = { id: fileId, name: 'a.pdf', mime: 'application/pdf', size: 1, sha256: 'a', state: 'ready' as const }
    await office.store.write((tx) =>
      insertFile(tx, { ...file, channel_id: null, source: null, created_at: office.clock.now() }),
    )
    const conversationId = await office.conversation()
    const outgoing = Array.from({ length: 50 }, () => ({ outgoingId: newId(), conversationId, file: { fileId } }))
    const clients = Array.from({ length: 20_000 }, (_, n) => ({
      phone: `+7916${String(n).padStart(7, '0')}`,
      matches: [{ ref: `${n}`, name: 'Кто-то', kind: 'lead' }],
    }))
    const { results } = await says({ outgoing, clients, users: { revision: 'r'.repeat(200_000), items: [] } })
    expect(results.map(({ status }) => status)).toEqual(outgoing.map(() => 'accepted'))
    expect(await office.store.read.selectFrom('clients').select('ref').execute()).toEqual([])
  })

  it('whose cursor jumps back and forth hears the same again, and no reply moves back', async () => {
    const id = await office.olgaReplies('Добрый день')
    const head = await office.head()
    for (const cursor of [head, 0, head, 1, 0, head]) await says({ cursor })
    expect(await office.stagesOf(id)).toEqual(['accepted', 'collected'])
    const seqs = (await says({ cursor: 0 })).events.map(({ seq }) => seq)
    expect((await says({ cursor: 0 })).events.map(({ seq }) => seq)).toEqual(seqs)
    expect(await asks({ cursor: (await office.head()) + 1 })).toMatchObject({
      status: 409,
      body: { error: { code: 'cursorAhead' } },
    })
  })
})
