import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import { indexStep } from '../../relay/search/index-step.ts'
import { addChannel } from '../../relay/store/channels.ts'
import type { Eyes } from '../../relay/store/eyes.ts'
import { findInPostgres, type Reach } from '../../relay/store/find-in-postgres.ts'
import type { Store } from '../../relay/store/open.ts'
import { type ConversationId, channelIdSchema, employeeIdSchema, type MessageId } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { standingClock } from '../world/clock.ts'
import { countingIds } from '../world/ids.ts'
import { freshStore } from '../world/stores.ts'

/** Among so few messages no way of looking would be left but one: each is made to be gone. */
const ways: [string, Reach][] = [
  ['as far as it usually goes', { newest: 16_000, furtherBack: 100_000, rare: 1_500 }],
  ['everything that has the words', { newest: 4, furtherBack: 8, rare: 1_000 }],
  ['a few of the newest, then everything', { newest: 4, furtherBack: 5, rare: 0 }],
  ['the newest, then further back', { newest: 20, furtherBack: 1_000, rare: 0 }],
  ['the newest, then not far enough back', { newest: 20, furtherBack: 45, rare: 0 }],
]

/** A word that is out of use, one that has come back, words that meet and that do not, and one of each message. */
const textOf = (n: number) =>
  [
    `заказ ${n}`,
    ...(n < 25 ? ['печать'] : []),
    ...(n < 25 || n > 84 ? ['срочно'] : []),
    n % 2 ? 'доска' : 'лист',
    ...(n % 3 ? [] : ['труба']),
  ].join(' ')
const written = 90

describe('what PostgreSQL finds is the same and in the same order, whichever way it looks', () => {
  let store: Store
  let discard: () => Promise<void>
  const newId = countingIds()
  const clock = standingClock()
  const channelId = newId(channelIdSchema)
  const olga = newId(employeeIdSchema)
  const hers: ConversationId[] = []
  const textWith = new Map<MessageId, string>()

  beforeAll(async () => {
    const fresh = await freshStore('postgres', inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    await store.write((tx) => addChannel(tx, { id: channelId, name: 'Номер', createdAt: clock.now() }))
    const receive = createReceiveMessage(store, clock, newId)
    for (let n = 0; n < written; n += 1) {
      const client = { phone: v.parse(phoneNumberSchema, `+7916000000${n % 9}`), name: 'Анна' }
      const message = { channelId, client, origin: 'client', whatsappId: `A${n}`, at: clock.now() + n * 1000 } as const
      await receive({ ...message, kind: 'text', text: textOf(n) }, async () => {})
    }
    // Olga sees two of nine.
    const all = await store.read.selectFrom('conversations').select('id').orderBy('id').execute()
    for (const [n, { id }] of all.entries()) {
      if (n % 5 === 0) hers.push(id)
      const seen_by = n % 5 === 0 ? ` ${olga} ` : ''
      await store.write(
        async (tx) => void (await tx.updateTable('conversations').set({ seen_by }).where('id', '=', id).execute()),
      )
    }
    while (await indexStep(store, 10));
    const messages = await store.read.selectFrom('messages').select(['id', 'text']).execute()
    for (const { id, text } of messages) textWith.set(id, text)
  })
  afterAll(() => discard())

  /** All pages, of seven each. */
  async function textsOf(lists: string[][], who: { eyes: Eyes; only?: ConversationId[] }, reach: Reach) {
    const [texts, limit]: [string[], number] = [[], 7]
    let before: number | undefined
    for (;;) {
      const page = await findInPostgres(
        store.read,
        { anyOf: lists, eyes: who.eyes, only: who.only, before, limit },
        reach,
      )
      for (const { messageId } of page) texts.push(textWith.get(messageId) ?? '')
      if (page.length < limit) return texts
      before = page.at(-1)?.number
    }
  }

  const queries: [string, string[][], (n: number) => boolean][] = [
    ['a word that all have', [['заказ']], () => true],
    ['a word out of use', [['печа']], (n) => n < 25],
    ['a word that has come back', [['срочн']], (n) => n < 25 || n > 84],
    ['two words that meet', [['доск'], ['труб']], (n) => n % 2 === 1 && n % 3 === 0],
    ['two words that never meet', [['доск'], ['лист']], () => false],
    ['either of two words', [['доск', 'труб']], (n) => n % 2 === 1 || n % 3 === 0],
    ['a word that one has', [['17']], (n) => n === 17],
    ['no such word', [['нет']], () => false],
  ]
  describe.each(ways)('%s', (_way, reach) => {
    it.each(queries)('%s', async (_name, lists, has) => {
      const all = Array.from({ length: written }, (_, place) => written - 1 - place).filter(has)
      expect(await textsOf(lists, { eyes: 'all' }, reach)).toEqual(all.map(textOf))
      // The first client wrote first: his conversation is the first one.
      const visible = all.filter((n) => (n % 9) % 5 === 0).map(textOf)
      expect(await textsOf(lists, { eyes: olga }, reach)).toEqual(visible)
      expect(await textsOf(lists, { eyes: olga, only: hers }, reach)).toEqual(visible)
      expect(await textsOf(lists, { eyes: newId(employeeIdSchema) }, reach)).toEqual([])
    })
  })
})
