// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { addressOf, conversationIn } from '../../../extension/inbox/conversation-address.ts'
import { createConversationRoute } from '../../../extension/inbox/conversation-route.ts'
import { ivan } from '../background/cast.ts'

test('a notification opens its conversation by the address', () => {
  expect(conversationIn(addressOf(ivan.id))).toBe(ivan.id)
})

test('a broken or foreign address opens the list', () => {
  expect(conversationIn('#/conversation/"><img>')).toBeUndefined()
  expect(conversationIn('#/')).toBeUndefined()
  expect(conversationIn('')).toBeUndefined()
})

test('going to a conversation and back shows in the address', async () => {
  const route = createConversationRoute(window)
  const changed = () => new Promise((done) => window.addEventListener('hashchange', done, { once: true }))
  let wait = changed()
  route.goTo(ivan.id)
  await wait
  expect(route.open.value).toBe(ivan.id)
  wait = changed()
  route.goToList()
  await wait
  expect(route.open.value).toBeUndefined()
})
