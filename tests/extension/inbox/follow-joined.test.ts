// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { noteJoined } from '../../../extension/database/joined.ts'
import { type ConversationRoute, createConversationRoute } from '../../../extension/inbox/conversation-route.ts'
import { followJoined } from '../../../extension/inbox/follow-joined.ts'
import { until } from '../../world/until.ts'
import { ivan, olga } from '../background/cast.ts'

let database: InboxDatabase
let databases = 0
let route: ConversationRoute
let stop: () => void
beforeEach(() => {
  databases += 1
  database = new InboxDatabase(`follow-joined-${databases}`)
  window.location.hash = '#/'
  route = createConversationRoute(window)
  stop = followJoined(database, route, window)
})
afterEach(() => stop())

const opens = (id: typeof ivan.id) => until(() => expect(route.open.value).toBe(id))

test('a conversation that is open when it is joined with another becomes that other', async () => {
  route.goTo(olga.id)
  await opens(olga.id)
  await noteJoined(database, olga.id, ivan.id)
  await opens(ivan.id)
})

test('an old address opens where its conversation has gone', async () => {
  await noteJoined(database, olga.id, ivan.id)
  route.goTo(olga.id)
  await opens(ivan.id)
})

test('others stay where they are', async () => {
  route.goTo(ivan.id)
  await opens(ivan.id)
  await noteJoined(database, olga.id, ivan.id)
  expect(await database.joined.count()).toBe(1)
  await opens(ivan.id)
  expect(window.location.hash).toContain(ivan.id)
})
