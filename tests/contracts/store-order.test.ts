import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createTakeReceipt } from '../../relay/outbox/take-receipts.ts'
import { forgetJournal, journalTail } from '../../relay/store/journal.ts'
import { lastMessages, messageById } from '../../relay/store/messages.ts'
import { headsOfOutbox, removeFromOutbox } from '../../relay/store/outbox.ts'
import { messageIdSchema } from '../../shared/ids.ts'
import { type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'
import { listConversations } from '../world/whole-inbox.ts'

describe.each(engines)('what is kept on %s', (engine) => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice(engine, inject('postgresServer'))
    await office.clientWrites('Здравствуйте')
  })
  afterEach(() => office.discard())

  const waitingSince = async () => (await listConversations(office.store.read, 1))[0]?.waitingSince

  it('shows `sent` as the last stage, although WhatsApp tells its time in whole seconds', async () => {
    const id = await office.olgaReplies('Добрый день')
    office.clock.forward(500)
    await office.reaches(id, 'sending')
    const channelId = (await messageById(office.store.read, id))?.channel_id
    if (!channelId) throw new Error('unreachable: it was stored')
    const at = Math.floor(office.clock.now() / 1000) * 1000
    await createTakeReceipt(office.store)({ channelId, whatsappIds: [`3EB0${id}`], stage: 'sent', at })
    expect(await office.stagesOf(id)).toEqual(['accepted', 'sending', 'sent'])
  })

  it('lets the client wait again when WhatsApp refuses a reply late', async () => {
    const since = await waitingSince()
    const id = await office.olgaReplies('Добрый день')
    expect(await waitingSince()).toBeUndefined()
    const channelId = (await messageById(office.store.read, id))?.channel_id
    if (!channelId) throw new Error('unreachable: it was stored')
    const at = office.clock.now()
    await createTakeReceipt(office.store)({ channelId, whatsappIds: [`3EB0${id}`], stage: 'failed', at })
    expect(await waitingSince()).toBe(since)
  })

  it('lets the client wait again when 1C refuses a reply, also after a reminder of its own', async () => {
    const since = await waitingSince()
    office.clock.forward(1000)
    await ownMessage('Напоминание')
    office.clock.forward(1000)
    const id = await office.olgaReplies('Добрый день')
    await office.store.write((tx) => office.effects.refuse(tx, id, 'Нельзя'))
    expect(await waitingSince()).toBe(since)
  })

  it('keeps the order of what 1C sends within a millisecond, on the screen and on the way out', async () => {
    const texts = Array.from({ length: 9 }, (_, index) => `${index}`)
    for (const text of texts) await ownMessage(text)
    const shown = await lastMessages(office.store.read, await office.conversation(), 9)
    expect(shown.map((message) => message.text)).toEqual(texts)
    expect(await leave()).toEqual(texts)
  })

  it('asks for a snapshot when nothing of the journal is left', async () => {
    const head = await office.head()
    await office.store.write((tx) => forgetJournal(tx, { upTo: head, olderThan: office.clock.now() + 1, limit: 1_000 }))
    expect(await journalTail(office.store.read)).toBe(head + 1)
  })

  it.runIf(engine === 'sqlite')('says that the disk is full, and goes on when there is space again', async () => {
    const mostPages = (pages: number) => sql.raw(`pragma max_page_count = ${pages}`).execute(office.store.read)
    await mostPages(1) // SQLite makes of it what it uses now
    await expect(ownMessage('x'.repeat(100_000))).rejects.toMatchObject({ code: 'SQLITE_FULL' })
    await mostPages(1_000_000)
    await ownMessage('Место есть')
  })

  async function ownMessage(text: string) {
    const outgoingId = v.parse(messageIdSchema, randomUUID())
    const conversationId = await office.conversation()
    await office.store.write((tx) => office.effects.sendFromOnec(tx, { outgoingId, conversationId, text }, () => true))
  }

  /** The texts in the order in which they leave. */
  async function leave(): Promise<string[]> {
    const left: string[] = []
    const [conversation] = await listConversations(office.store.read, 1)
    if (!conversation) throw new Error('unreachable: Anna has written')
    for (;;) {
      const [next] = await headsOfOutbox(office.store.read, conversation.channelId)
      const message = next && (await messageById(office.store.read, next.message_id))
      if (!message) return left
      left.push(message.text)
      await office.store.write((tx) => removeFromOutbox(tx, message.id))
    }
  }
})
