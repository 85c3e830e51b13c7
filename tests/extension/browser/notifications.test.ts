import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import {
  conversationOf,
  hideAllNotifications,
  hideNotification,
  showNotification,
} from '../../../extension/browser/notifications.ts'
import { openConversation } from '../../../extension/browser/open-conversation.ts'
import { ivan, olga } from '../background/cast.ts'

beforeEach(() => fakeBrowser.reset())

const text = { title: 'Иван', message: 'Здравствуйте' }
const shown = async () => Object.keys(await fakeBrowser.notifications.getAll())

describe('notifications', () => {
  test('there is one for each conversation, however often it is shown', async () => {
    await showNotification(ivan.id, text)
    await showNotification(ivan.id, { ...text, message: 'Вы здесь?' })
    await showNotification(olga.id, text)
    expect(await shown()).toHaveLength(2)
  })

  test('hiding one leaves the other', async () => {
    await showNotification(ivan.id, text)
    await showNotification(olga.id, text)
    await hideNotification(ivan.id)
    expect((await shown()).map(conversationOf)).toEqual([olga.id])
  })

  test('hiding all leaves none', async () => {
    await showNotification(ivan.id, text)
    await showNotification(olga.id, text)
    await hideAllNotifications()
    expect(await shown()).toEqual([])
  })

  test('one that is not ours belongs to no conversation', () => {
    expect(conversationOf('something-else')).toBeUndefined()
  })
})

describe('a click on a notification', () => {
  const page = `popup.html#/conversation/${ivan.id}`

  test('opens the popup at the conversation, and the button opens the list again', async () => {
    const setPopup = vi.fn(async () => {})
    const openPopup = vi.fn(async () => {})
    Object.assign(fakeBrowser.action, { setPopup, openPopup })
    await openConversation(ivan.id)
    expect(setPopup.mock.calls).toEqual([[{ popup: page }], [{ popup: 'popup.html' }]])
    expect(openPopup).toHaveBeenCalledOnce()
    expect(await fakeBrowser.tabs.query({ url: `*${page}` })).toEqual([])
  })

  test('opens a tab of its own where the browser does not let us open the popup', async () => {
    const create = vi.spyOn(fakeBrowser.tabs, 'create')
    const openPopup = () => Promise.reject(new Error('a click is wanted'))
    Object.assign(fakeBrowser.action, { setPopup: async () => {}, openPopup })
    await openConversation(ivan.id)
    expect(create).toHaveBeenCalledWith({ url: `chrome-extension://test-extension-id/${page}` })
  })
})
