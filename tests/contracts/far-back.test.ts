import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { messagesFor, type WantedPart } from '../../relay/inbox/messages-for.ts'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import { addChannel } from '../../relay/store/channels.ts'
import { listConversations, lockConversation, saveConversation } from '../../relay/store/conversations.ts'
import type { Store } from '../../relay/store/open.ts'
import type { Employee } from '../../shared/employee.ts'
import { type ConversationId, channelIdSchema, employeeIdSchema, messageIdSchema } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { standingClock } from '../world/clock.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'

describe.each(engines)('what is far back in a conversation, on %s', (engine) => {
  let store: Store
  let discard: () => Promise<void>
  let ivans: ConversationId
  let said: Message[]
  const clock = standingClock()
  const newId = countingIds()
  const employee = (name: string): Employee => ({
    ...{ id: newId(employeeIdSchema), name, rights: ['read', 'reply'], inQueue: true },
  })
  const [anna, olga] = [employee('Анна'), employee('Ольга')]

  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    ;({ store, discard } = fresh)
    const channelId = newId(channelIdSchema)
    await store.write((tx) => addChannel(tx, { id: channelId, name: 'Номер', createdAt: clock.now() }))
    const receive = createReceiveMessage(store, clock, newId)
    const writes = (phone: string, number: number) =>
      receive(
        {
          ...{
            channelId,
            client: { phone: v.parse(phoneNumberSchema, phone), name: phone },
            origin: 'client',
            kind: 'text',
          },
          // WhatsApp counts in seconds: three of them have the same moment.
          ...{ whatsappId: `${phone}.${number}`, at: clock.now() + Math.floor(number / 3) * 1000, text: `${number}` },
        },
        async () => {},
      )
    for (let number = 0; number < 30; number += 1) await writes('+79161234567', number)
    const [conversation] = await listConversations(store.read, anna, 1)
    if (conversation === undefined) throw new Error('Ivan’s conversation was expected.')
    ivans = conversation.id
    await writes('+79167654321', 1)
    said = (await part({ at: 'end' }, 200)).messages
  })
  afterEach(() => discard())

  const part = (wanted: WantedPart, limit = 8, by = anna) => messagesFor(store.read, by, ivans, { limit, part: wanted })
  const at = (place: number) => said[place]?.id ?? newId(messageIdSchema)
  const textsOf = ({ messages }: { messages: Message[] }) => messages.map(({ text }) => text)

  it('a page around a message has it in the middle, its neighbours on both sides, and says what else there is', async () => {
    const page = await part({ at: 'around', anchor: at(15) })
    expect(page.messages).toEqual(said.slice(11, 20))
    expect(page).toMatchObject({ more: true, newer: true })
  })

  it('at either end it says that there is nothing more on that side', async () => {
    const first = await part({ at: 'around', anchor: at(0) })
    expect(first.messages).toEqual(said.slice(0, 5))
    expect(first).toMatchObject({ more: false, newer: true })
    const last = await part({ at: 'around', anchor: at(29) })
    expect(last.messages).toEqual(said.slice(25))
    expect(last).toMatchObject({ more: true, newer: false })
  })

  it('from there everything comes page by page, each message once, upwards and downwards', async () => {
    const middle = await part({ at: 'around', anchor: at(15) })
    let all = middle.messages
    for (let isMore = middle.more; isMore; ) {
      const page = await part({ at: 'before', anchor: all[0]?.id ?? at(0) })
      all = [...page.messages, ...all]
      isMore = page.more
    }
    for (let isMore = middle.newer; isMore; ) {
      const page = await part({ at: 'after', anchor: all.at(-1)?.id ?? at(0) })
      all = [...all, ...page.messages]
      isMore = page.newer
    }
    expect(all).toEqual(said)
    expect(all).toHaveLength(30)
  })

  it('a message of another conversation, or of none, is not there', async () => {
    const [other] = (await listConversations(store.read, anna, 2)).filter(({ id }) => id !== ivans)
    if (other === undefined) throw new Error('There are two conversations.')
    const [elsewhere] = (await messagesFor(store.read, anna, other.id, { limit: 1, part: { at: 'end' } })).messages
    for (const wanted of ['after', 'around'] as const)
      for (const anchor of [elsewhere?.id ?? at(0), newId(messageIdSchema)])
        await expect(part({ at: wanted, anchor })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('a colleague who does not see the conversation gets none of it, and its owner all', async () => {
    await store.write(async (tx) => {
      const row = await lockConversation(tx, ivans)
      if (row) await saveConversation(tx, { ...row, state: 'inWork', owner_id: anna.id })
    })
    for (const wanted of ['before', 'after', 'around'] as const) {
      const asked = { at: wanted, anchor: at(15) }
      await expect(part(asked, 8, olga)).rejects.toMatchObject({ code: 'notFound' })
      expect(textsOf(await part(asked))).not.toEqual([])
    }
  })
})
