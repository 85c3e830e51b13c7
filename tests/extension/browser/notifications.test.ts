import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { followNotification } from '../../../extension/browser/notification-click.ts'
import {
  hideAllNotifications,
  hideNotification,
  noticeOf,
  noticesOnScreen,
  showNotification,
} from '../../../extension/browser/notifications.ts'
import { type Client, ivan, olga } from '../background/cast.ts'

beforeEach(() => fakeBrowser.reset())

const text = { title: 'Иван', message: 'Здравствуйте' }
const of = ({ id }: Client, seq: number) => ({ conversationId: id, seq })
const shown = async () => Object.keys(await fakeBrowser.notifications.getAll())

describe('notifications', () => {
  test('there is one for each conversation, however often it is shown', async () => {
    await showNotification(of(ivan, 1), text)
    await showNotification(of(ivan, 2), { ...text, message: 'Вы здесь?' })
    await showNotification(of(olga, 3), text)
    expect((await noticesOnScreen()).onScreen).toEqual([of(ivan, 2), of(olga, 3)])
  })

  test('hiding one leaves the other', async () => {
    await showNotification(of(ivan, 1), text)
    await showNotification(of(olga, 1), text)
    await hideNotification(ivan.id)
    expect((await shown()).map(noticeOf)).toEqual([of(olga, 1)])
  })

  test('hiding all leaves none', async () => {
    await showNotification(of(ivan, 1), text)
    await showNotification(of(olga, 1), text)
    await hideAllNotifications()
    expect(await shown()).toEqual([])
  })

  test('one that is not ours belongs to no conversation', () => {
    expect(noticeOf('something-else')).toBeUndefined()
    expect(noticeOf('alert:1:down:5')).toBeUndefined()
  })
})

describe('a click on a notification of somebody who likes the side panel', () => {
  const open = vi.fn(async (_where: object) => {})
  beforeEach(() => {
    open.mockClear()
    Object.assign(fakeBrowser, { sidePanel: { open } })
  })
  afterEach(() => Reflect.deleteProperty(fakeBrowser, 'sidePanel'))
  const click = async (windowId?: number) => {
    await showNotification({ ...of(ivan, 1), windowId }, text)
    followNotification((await shown())[0] ?? '')
  }

  test('opens it at once: a moment later the browser would not let us', async () => {
    await click(7)
    expect(open).toHaveBeenCalledWith({ windowId: 7 })
    await vi.waitFor(async () =>
      expect(await fakeBrowser.storage.session.get('placeAsked')).toMatchObject({
        placeAsked: { place: `#/conversation/${ivan.id}` },
      }),
    )
  })

  test('of anybody else leaves it closed', async () => {
    const openPopup = vi.fn(async () => {})
    Object.assign(fakeBrowser.action, { setPopup: async () => {}, openPopup })
    await click()
    await vi.waitFor(() => expect(openPopup).toHaveBeenCalled())
    expect(open).not.toHaveBeenCalled()
  })
})
