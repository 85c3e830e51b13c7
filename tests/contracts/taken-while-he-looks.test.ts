import type { KyselyPlugin } from 'kysely'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messagesFor } from '../../relay/inbox/messages-for.ts'
import { snapshotPage } from '../../relay/inbox/snapshot.ts'
import { indexStep } from '../../relay/search/index-step.ts'
import { createSearch } from '../../relay/search/search.ts'
import type { Store } from '../../relay/store/open.ts'
import { messageIdSchema } from '../../shared/ids.ts'
import { type Colleagues, type OneConversation, openColleagues } from './colleagues.ts'

const secret = 'Скрытый комментарий'
/** No reading asks the database more often. */
const mostQueries = 14

/** A colleague takes the conversation, and writes in it, between two of the queries that a reading consists of. Where one connection does all, there is no «between». */
describe('who looks at the very moment at which a conversation is taken from him', () => {
  let office: Colleagues
  beforeEach(async () => {
    office = await openColleagues('postgres')
  })
  afterEach(() => office.discard())

  /** Olga takes it after so many queries. */
  function takenAfter(queries: number, it: OneConversation): Store {
    let asked = 0
    const plugin: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        asked += 1
        if (asked === queries) {
          await it.takes(office.olga)
          await it.writes(secret)
          await it.notes(office.olga, secret)
          while (await indexStep(office.store, 100));
        }
        return result
      },
    }
    return { ...office.store, read: office.store.read.withPlugin(plugin) }
  }

  it.each<[string, (store: Store, it: OneConversation) => Promise<unknown>]>([
    ['the snapshot', (store) => snapshotPage(store, office.pyotr, undefined)],
    [
      'its messages',
      (store, { id }) =>
        messagesFor(store.read, office.pyotr, id, { limit: 50, part: { at: 'end' } }).catch(() => 'none'),
    ],
    ...(['after', 'around'] as const).map((at): [string, (store: Store, it: OneConversation) => Promise<unknown>] => [
      `its messages ${at} the first one`,
      async (store, { id }) => {
        const { messages } = await messagesFor(office.store.read, office.olga, id, { limit: 1, part: { at: 'end' } })
        const part = { at, anchor: v.parse(messageIdSchema, messages[0]?.id) }
        return messagesFor(store.read, office.pyotr, id, { limit: 50, part }).catch(() => 'none')
      },
    ]),
    ['the search', (store) => createSearch(store)(office.pyotr, 'здравствуйте', undefined)],
    ['the search for his name', (store) => createSearch(store)(office.pyotr, 'клиент', undefined)],
  ])('is shown by %s what was there before, or nothing', async (_, read) => {
    for (let queries = 1; queries <= mostQueries; queries += 1) {
      const it = await office.aClientWrites()
      while (await indexStep(office.store, 100));
      const shown = JSON.stringify(await read(takenAfter(queries, it), it))
      expect(shown, `taken after ${queries} queries`).not.toContain(secret)
      expect(shown, `taken after ${queries} queries`).not.toContain(office.olga.id)
      // For the next one it has gone.
      await it.takes(office.olga)
    }
  })
})
