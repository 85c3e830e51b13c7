import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createAskDocuments } from '../../relay/inbox/ask-documents.ts'
import { createAskTask } from '../../relay/inbox/ask-task.ts'
import { createLearnIdentity } from '../../relay/inbox/learn-identity.ts'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import { createPull } from '../../relay/onec/pull.ts'
import { conversationById, showConversation } from '../../relay/store/conversations.ts'
import { lastMessages } from '../../relay/store/messages.ts'
import { allTemplates } from '../../relay/store/templates.ts'
import type { Employee } from '../../shared/employee.ts'
import {
  type ConversationId,
  employeeIdSchema,
  fileIdSchema,
  type MessageId,
  messageIdSchema,
} from '../../shared/ids.ts'
import type { OnecDocument } from '../../shared/onec-document.ts'
import { annasPhone, type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'
import { listConversations } from '../world/whole-inbox.ts'

describe.each(engines)('what employees get from 1C, on %s', (engine) => {
  let office: Office
  let conversation: ConversationId
  let question: MessageId
  let told: { employee: string; lookupId: MessageId; documents: OnecDocument[] }[]

  beforeEach(async () => {
    office = await openOffice(engine, engine === 'postgres' ? inject('postgresServer') : undefined)
    await office.clientWrites('Пришлите, пожалуйста, счёт')
    conversation = await office.conversation()
    question = (await messages()).at(-1)?.id ?? newId()
    told = []
  })
  afterEach(() => office.discard())

  const newId = () => v.parse(messageIdSchema, randomUUID())
  const messages = async () => await lastMessages(office.store.read, conversation, 50)
  const notes = async () => (await messages()).filter(({ kind }) => kind === 'note')
  const row = async () => await conversationById(office.store.read, conversation)

  /** 1C comes with this, having applied everything or what `cursor` says. */
  const onecSays = async (more: object) => {
    const pull = createPull(office)
    const packet = { protocol: 1, cursor: await office.head(), ...more }
    const { status, body } = await pull(office.base, packet, new AbortController().signal)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  const onecIsTold = async (type: string) =>
    (await onecSays({ cursor: 0 })).events.filter((event) => event.type === type)

  const askTask = (text: string, id = newId(), by: Employee = office.olga) =>
    createAskTask(office.store, office.clock)(by, { id, messageId: question, text })
  const desk = () =>
    createAskDocuments({
      store: office.store,
      clock: office.clock,
      tell: (answer, concerns) => {
        for (const { id } of [office.olga, { ...office.olga, id: newId() as never }].filter(concerns))
          told.push({ employee: id, ...answer })
      },
      onError: (error) => office.errors.push(error),
    })
  const knowsAnna = (ref = 'Справочник.Контрагенты:1', name = 'ООО «Анна»') =>
    office.store.write((tx) =>
      tx
        .insertInto('clients')
        .values({
          base_id: office.base,
          phone: annasPhone,
          ref,
          position: 0,
          name,
          kind: 'counterparty',
          url: null,
          responsible_id: null,
        })
        .execute(),
    )

  describe('templates', () => {
    const snapshot = (revision: string, ...items: unknown[]) => ({ templates: { revision, items } })
    const hello = {
      templateId: 't1',
      name: 'Приветствие',
      text: 'Здравствуйте, {client.name}!',
      fields: ['{client.name}', '{x}'],
    }

    it('are taken whole, and the revision goes back with every packet', async () => {
      const second = { templateId: 't2', name: 'Адрес', text: 'Москва, Тверская, 1' }
      expect((await onecSays(snapshot('r1', hello, second))).templatesRevision).toBe('r1')
      expect(await allTemplates(office.store.read)).toEqual([
        { baseId: office.base, id: 't1', name: 'Приветствие', text: hello.text, fields: ['{client.name}'] },
        { baseId: office.base, id: 't2', name: 'Адрес', text: 'Москва, Тверская, 1', fields: [] },
      ])
      expect((await onecSays({})).templatesRevision).toBe('r1')
    })

    it('go when they are no longer in the snapshot; under the same revision nothing changes', async () => {
      await onecSays(snapshot('r1', hello))
      await onecSays(snapshot('r1'))
      expect(await allTemplates(office.store.read)).toHaveLength(1)
      await onecSays(snapshot('r2'))
      expect(await allTemplates(office.store.read)).toEqual([])
    })

    it('are read one by one: a bad one spoils no other', async () => {
      await onecSays(
        snapshot('r1', 'чепуха', { templateId: 5, name: 'x', text: 'y' }, hello, hello, {
          ...hello,
          templateId: 't3',
          text: '',
        }),
      )
      expect((await allTemplates(office.store.read)).map(({ id }) => id)).toEqual(['t1'])
    })
  })

  describe('documents', () => {
    const invoice = { documentRef: 'Документ.СчетНаОплату:7', title: 'Счет № 12', date: '2026-11-20', sum: '12 000 ₽' }

    it('are asked for by the shown card, once, and told to whoever asked', async () => {
      await knowsAnna()
      const id = newId()
      const asking = desk()
      expect((await asking.ask(office.olga, conversation, id)).documents).toBeUndefined()
      await asking.ask(office.olga, conversation, id)
      expect(await onecIsTold('documentLookup')).toMatchObject([
        { lookupId: id, clientRef: 'Справочник.Контрагенты:1', userId: office.olga.id },
      ])
      await onecSays({ documents: [{ lookupId: id, items: [invoice, { title: 'без ссылки' }, null] }] })
      await expect.poll(() => told).toEqual([{ employee: office.olga.id, lookupId: id, documents: [invoice] }])
      expect((await asking.look(office.olga, id)).documents).toEqual([invoice])
    })

    it('are shown to nobody else, and taken from no other base', async () => {
      await knowsAnna()
      const id = newId()
      const asking = desk()
      await asking.ask(office.olga, conversation, id)
      const other = await office.bases.link('Чужая база')
      const pull = createPull(office)
      await pull(
        other.base.id,
        { protocol: 1, cursor: 0, documents: [{ lookupId: id, items: [invoice] }] },
        new AbortController().signal,
      )
      expect((await asking.look(office.olga, id)).documents).toBeUndefined()
      const stranger = { ...office.olga, id: v.parse(employeeIdSchema, randomUUID()) }
      await expect(asking.look(stranger, id)).rejects.toMatchObject({ code: 'notFound' })
      await expect(asking.ask(stranger, conversation, id)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('cannot be asked for before it is known who this is, or without a base', async () => {
      await expect(desk().ask(office.olga, conversation, newId())).rejects.toMatchObject({ code: 'noClientCard' })
      await knowsAnna()
      await knowsAnna('Справочник.Контрагенты:2', 'ИП Анна')
      await expect(desk().ask(office.olga, conversation, newId())).rejects.toMatchObject({ code: 'noClientCard' })
      await office.bases.remove(office.base)
      await expect(desk().ask(office.olga, conversation, newId())).rejects.toMatchObject({ code: 'noBase' })
    })
  })

  describe('a document that is to leave', () => {
    const document = { documentRef: 'Документ.СчетНаОплату:7', title: 'Счет № 12 от 20.11.2026' }
    const wants = async (route: 'through1c' | 'direct' = 'through1c') => {
      await office.set({ replyRoute: route })
      const id = newId()
      await office.accept(office.olga, { id, conversationId: conversation, text: 'Ваш счёт', document })
      return id
    }
    const putFile = async () => {
      const id = v.parse(fileIdSchema, randomUUID())
      await office.store.write((tx) =>
        tx
          .insertInto('files')
          .values({
            id,
            name: 'Счет № 12.pdf',
            mime: 'application/pdf',
            size: 9,
            sha256: 'a'.repeat(64),
            state: 'ready',
            channel_id: null,
            source: null,
            created_at: office.clock.now(),
            trouble: null,
            width: null,
            height: null,
            thumbnail: null,
            asked_phone_at: null,
          })
          .execute(),
      )
      return id
    }

    it('is asked of 1C, which lets it go with the file', async () => {
      const id = await wants()
      expect(await office.message(id)).toMatchObject({ kind: 'document', text: 'Ваш счёт', document })
      expect(await onecIsTold('documentRequest')).toMatchObject([
        { commandId: id, documentRef: document.documentRef, conversationId: conversation, userId: office.olga.id },
      ])
      expect(await onecIsTold('replyCommand')).toEqual([])
      const fileId = await putFile()
      expect((await onecSays({ outgoing: [{ outgoingId: id, file: { fileId } }] })).results).toEqual([
        { outgoingId: id, status: 'accepted', messageId: id },
      ])
      expect(await office.message(id)).toMatchObject({ kind: 'document', text: 'Ваш счёт', file: { id: fileId } })
      expect(await office.leaving()).toEqual([id])
    })

    it('is called by its title in the list while its file is to come', async () => {
      const id = newId()
      await office.accept(office.olga, { id, conversationId: conversation, text: '', document })
      const shown = await showConversation(office.store.read, conversation)
      expect(shown?.lastMessage).toMatchObject({ id, kind: 'document', text: '', fileName: document.title })
    })

    it('does not leave without its file, and may yet leave with it', async () => {
      const id = await wants()
      const missing = [{ outgoingId: id, status: 'failed', error: { code: 'fileMissing', retryable: true } }]
      expect((await onecSays({ outgoing: [{ outgoingId: id, text: 'Вот' }] })).results).toMatchObject(missing)
      const unknown = { outgoingId: id, file: { fileId: randomUUID() } }
      expect((await onecSays({ outgoing: [unknown] })).results).toMatchObject(missing)
      expect(await office.leaving()).toEqual([])
      const fileId = await putFile()
      await onecSays({ outgoing: [{ outgoingId: id, file: { fileId } }] })
      expect(await office.leaving()).toEqual([id])
    })

    it('waits for 1C also where replies leave at once', async () => {
      const id = await wants('direct')
      expect(await office.stagesOf(id)).toEqual(['accepted'])
      expect(await office.leaving()).toEqual([])
      expect(await onecIsTold('documentRequest')).toMatchObject([{ commandId: id }])
    })

    it('is refused with 1C’s reason, and without a base at once', async () => {
      const id = await wants()
      await onecSays({ refused: [{ commandId: id, reason: 'Счёт не проведён' }] })
      expect((await office.message(id))?.stages.at(-1)).toMatchObject({ stage: 'rejected', detail: 'Счёт не проведён' })
      await office.bases.remove(office.base)
      await expect(wants()).rejects.toMatchObject({ code: 'noBase' })
    })
  })

  describe('a task', () => {
    it('is asked of 1C once, and a note says so in the conversation', async () => {
      const id = newId()
      await askTask('Выставить счёт', id)
      await askTask('Выставить счёт', id)
      expect(await onecIsTold('taskRequest')).toMatchObject([
        {
          requestId: id,
          conversationId: conversation,
          messageId: question,
          text: 'Выставить счёт',
          userId: office.olga.id,
        },
      ])
      expect(await notes()).toMatchObject([
        {
          id,
          origin: 'employee',
          text: 'Выставить счёт',
          quotedMessageId: question,
          note: { task: { state: 'asked' } },
        },
      ])
    })

    it('becomes a note with its link; told again, it is the same', async () => {
      const id = newId()
      await askTask('Выставить счёт', id)
      const answer = {
        outgoingId: id,
        note: true,
        text: 'Задача № 5',
        url: 'e1cib/data/Задача.ЗадачаИсполнителя?ref=5',
      }
      const accepted = { outgoingId: id, status: 'accepted', messageId: id }
      expect((await onecSays({ outgoing: [answer] })).results).toEqual([accepted])
      expect((await onecSays({ outgoing: [answer] })).results).toEqual([{ ...accepted, duplicate: true }])
      expect(await notes()).toMatchObject([
        {
          id,
          origin: 'onec',
          text: 'Задача № 5',
          note: { url: answer.url, baseId: office.base, task: { state: 'made' } },
        },
      ])
    })

    it('is refused with 1C’s reason', async () => {
      const id = newId()
      await askTask('Выставить счёт', id)
      await onecSays({ refused: [{ commandId: id, reason: 'Нет прав на задачи' }] })
      expect(await notes()).toMatchObject([
        { text: 'Выставить счёт', note: { task: { state: 'refused', reason: 'Нет прав на задачи' } } },
      ])
    })

    it('is asked under somebody else’s id by nobody, and of nobody without a base', async () => {
      const id = newId()
      await askTask('Выставить счёт', id)
      const boris = { ...office.olga, id: v.parse(employeeIdSchema, randomUUID()) }
      await expect(askTask('Другое', id, boris)).rejects.toMatchObject({ code: 'conflict' })
      await expect(askTask('Другое', question)).rejects.toMatchObject({ code: 'conflict' })
      await office.bases.remove(office.base)
      await expect(askTask('Ещё')).rejects.toMatchObject({ code: 'noBase' })
    })

    it('that 1C answers without the word note does not reach the client', async () => {
      const id = newId()
      await askTask('Выставить счёт', id)
      const { results } = await onecSays({
        outgoing: [{ outgoingId: id, conversationId: conversation, text: 'Задача № 5' }],
      })
      expect(results).toMatchObject([{ status: 'failed', error: { code: 'badRequest' } }])
      expect(await office.leaving()).toEqual([])
    })
  })

  describe('a note of 1C’s', () => {
    const note = (more: object = {}) => ({
      outgoingId: randomUUID(),
      conversationId: conversation,
      note: true,
      text: 'Долг 5 000 ₽',
      ...more,
    })

    it('stands in the conversation, and that is all: nothing leaves, nobody is answered, the list shows the client’s words', async () => {
      const before = await row()
      const journal = await office.head()
      await onecSays({ outgoing: [note()] })
      expect(await notes()).toMatchObject([
        { origin: 'onec', text: 'Долг 5 000 ₽', stages: [], note: { baseId: office.base } },
      ])
      expect(await office.leaving()).toEqual([])
      expect(await row()).toEqual({ ...before, revision: journal + 1 })
    })

    it('is not told to 1C', async () => {
      const all = async () => (await onecSays({ cursor: 0 })).events.length
      const before = await all()
      await onecSays({ outgoing: [note()] })
      await askTask('Выставить счёт')
      expect(await all()).toBe(before + 1)
      const ofNotes = await office.store.read
        .selectFrom('journal')
        .innerJoin('messages', 'messages.id', 'journal.message_id')
        .select('journal.audience')
        .where('messages.kind', '=', 'note')
        .execute()
      expect(ofNotes.map(({ audience }) => audience)).toEqual(['employees', 'employees'])
    })

    it('follows when two contacts turn out to be one person, as does a task that waits', async () => {
      const channelId = (await row())?.channel_id
      if (channelId === undefined) throw new Error('Anna has written.')
      const { store, clock, newId: officeId } = office
      const byLid = { channelId, client: { lid: '20000001', name: 'Анна' }, origin: 'client', at: clock.now() } as const
      const text = { kind: 'text', text: 'С другого адреса' } as const
      await createReceiveMessage(store, clock, officeId)({ ...byLid, ...text, whatsappId: 'L1' }, async () => {})
      const other = (await listConversations(store.read, 5)).find(({ id }) => id !== conversation)
      const asked = (await lastMessages(store.read, other?.id ?? conversation, 5)).at(-1)
      if (!other || !asked) throw new Error('She has written by her LID too.')
      question = asked.id
      const task = newId()
      await askTask('Перезвонить', task)
      await onecSays({ outgoing: [note({ conversationId: other.id })] })
      await createLearnIdentity(store, clock, officeId)('20000001', annasPhone, 'usync')
      const [one, none] = await listConversations(store.read, 5)
      expect(none).toBeUndefined()
      conversation = one?.id ?? conversation
      const late = note({ conversationId: other.id, text: 'Вслед' })
      const answers = await onecSays({ outgoing: [{ outgoingId: task, note: true, text: 'Задача № 5' }, late] })
      expect(answers.results.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
      expect((await notes()).map(({ text }) => text).sort()).toEqual(['Вслед', 'Долг 5 000 ₽', 'Задача № 5'])
      expect(one?.lastMessage?.kind).toBe('text')
    })

    it('is no answer: when the reply is refused, the client waits as before', async () => {
      const waits = (await row())?.waiting_since
      await askTask('Выставить счёт')
      const reply = await office.olgaReplies('Скидка 90 %')
      expect((await row())?.waiting_since).toBeNull()
      await onecSays({ refused: [{ commandId: reply, reason: 'Стоп-лист' }] })
      expect((await row())?.waiting_since).toBe(waits)
      expect(waits).not.toBeNull()
    })

    it('cannot be quoted to the client', async () => {
      const own = note()
      await onecSays({ outgoing: [own] })
      const id = newId()
      const quotedMessageId = v.parse(messageIdSchema, own.outgoingId)
      await office.accept(office.olga, { id, conversationId: conversation, text: 'Здравствуйте', quotedMessageId })
      expect((await office.message(id))?.quotedMessageId).toBeUndefined()
    })

    it('fails where nobody knows the conversation, says nothing, or has the id of a message', async () => {
      const failures = await onecSays({
        outgoing: [
          note({ conversationId: undefined }),
          note({ conversationId: randomUUID() }),
          note({ text: '' }),
          note({ outgoingId: question }),
        ],
      })
      expect(failures.results.map(({ error }) => error?.code)).toEqual([
        'unknownConversation',
        'unknownConversation',
        'badRequest',
        'idTaken',
      ])
      expect(await notes()).toEqual([])
    })
  })
})
