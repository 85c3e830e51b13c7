import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { revoke } from '../../relay/access/revoke.ts'
import { createAskDocuments } from '../../relay/inbox/ask-documents.ts'
import { createAskTask } from '../../relay/inbox/ask-task.ts'
import { createChooseClient } from '../../relay/inbox/choose-client.ts'
import { createChangeOwn } from '../../relay/outbox/change-own.ts'
import { createOpenConversation } from '../../relay/outbox/open-conversation.ts'
import { insertEmployee, saveEmployee } from '../../relay/store/employees.ts'
import type { Writer } from '../../relay/store/open.ts'
import { messageIdSchema } from '../../shared/ids.ts'
import { annasPhone, type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'

/** Each is asked with the employee as he was when his token was looked at. */
describe.each(engines)('an employee whose access is taken away while he asks, on %s', (engine) => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice(engine, engine === 'postgres' ? inject('postgresServer') : undefined)
    await office.clientWrites('Здравствуйте')
    await office.store.write((tx) => insertEmployee(tx, office.olga, office.clock.now()))
  })
  afterEach(() => office.discard())

  const newId = () => v.parse(messageIdSchema, randomUUID())
  const isRemoved = (tx: Writer) => revoke(tx, [office.olga.id], { at: office.clock.now(), because: 'notInOnec' })
  const forbidden = { code: 'forbidden' }
  const whoWaits = async () => {
    const waiting = sql<{ n: string }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    return Number((await waiting.execute(office.store.read)).rows[0]?.n)
  }
  const deedsOf = async () => {
    const { store, clock, olga } = office
    const conversation = await office.conversation()
    const about = (await office.conversationRow())?.last_message_id ?? newId()
    const change = createChangeOwn({ store, clock, newChangeId: newId, whatsappIdOf: (id) => id })
    const open = createOpenConversation({
      ...office,
      readPhone: () => annasPhone,
      hasChannel: () => true,
      settingsOf: () => ({ writeFirst: true }),
      phoneOf: () => undefined,
    })
    const desk = createAskDocuments({ store, clock, tell: () => {}, onError: () => {} })
    return {
      replies: () => office.accept(olga, { id: newId(), conversationId: conversation, text: 'Добрый день' }),
      reacts: () => change.react(olga, about, '👍'),
      edits: () => change.edit(olga, about, 'Другое'),
      deletes: () => change.remove(olga, about),
      'opens a conversation': () => open(olga, office.channelId, annasPhone),
      'asks for a task': () => createAskTask(store, clock)(olga, { id: newId(), messageId: about, text: '' }),
      'asks for documents': () => desk.ask(olga, conversation, newId()),
      'chooses a card': async () => {
        const contact = await store.read.selectFrom('contacts').select('id').executeTakeFirstOrThrow()
        return createChooseClient(store, clock)(olga, contact.id, null)
      },
    }
  }

  it('does not become the owner by a reply that was under way: the conversation stays in the queue', async () => {
    const { replies } = await deedsOf()
    let commit = () => {}
    let isWritten = () => {}
    const written = new Promise<void>((resolve) => {
      isWritten = resolve
    })
    const removal = office.store.write(async (tx) => {
      await isRemoved(tx)
      isWritten()
      await new Promise<void>((resolve) => {
        commit = resolve
      })
    })
    await written
    const reply = expect(replies()).rejects.toMatchObject(forbidden)
    // SQLite lets it begin only after the commit.
    if (engine === 'postgres') await expect.poll(whoWaits).toBe(1)
    commit()
    await removal
    await reply
    expect(await office.conversationRow()).toMatchObject({ state: 'queued', owner_id: null })
  })

  it('owns nothing either when his reply was quicker', async () => {
    const { replies } = await deedsOf()
    await replies()
    expect(await office.conversationRow()).toMatchObject({ state: 'inWork', owner_id: office.olga.id })
    await office.store.write(isRemoved)
    expect(await office.conversationRow()).toMatchObject({ state: 'queued', owner_id: null })
  })

  it('does nothing else either', async () => {
    await office.store.write(isRemoved)
    for (const deed of Object.values(await deedsOf())) await expect(deed()).rejects.toMatchObject(forbidden)
  })

  it('does nothing when only the right to reply was taken away', async () => {
    await office.store.write((tx) => saveEmployee(tx, { ...office.olga, rights: ['read'] }))
    for (const deed of Object.values(await deedsOf())) await expect(deed()).rejects.toMatchObject(forbidden)
  })
})
