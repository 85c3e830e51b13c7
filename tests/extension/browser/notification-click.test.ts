import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { followNotification } from '../../../extension/browser/notification-click.ts'
import { showNotification, showSummary } from '../../../extension/browser/notifications.ts'
import { until } from '../../world/until.ts'
import { ivan, olga } from '../background/cast.ts'

const text = { title: 'Иван', message: 'Здравствуйте' }
const pageAt = (client: typeof ivan) => `#/conversation/${client.id}`
const setPopup = vi.fn(async () => {})
const openPopup = vi.fn(async () => {})
/** The browser opens its popup only while one of its windows is in front. */
const anotherProgramIsInFront = () => void openPopup.mockRejectedValue(new Error('an inactive window'))

beforeEach(() => {
  fakeBrowser.reset()
  openPopup.mockReset()
  setPopup.mockClear()
  Object.assign(fakeBrowser.action, { setPopup, openPopup })
  vi.spyOn(fakeBrowser.windows, 'update')
  vi.spyOn(fakeBrowser.windows, 'create')
  vi.spyOn(fakeBrowser.tabs, 'create')
})
afterEach(() => vi.restoreAllMocks())

const raised = () => vi.mocked(fakeBrowser.windows.update).mock.calls
const opened = () => vi.mocked(fakeBrowser.windows.create).mock.calls.map(([how]) => how?.url)
const asked = async () => (await fakeBrowser.storage.session.get('placeAsked')).placeAsked
async function click(client: typeof ivan): Promise<void> {
  await showNotification({ conversationId: client.id, seq: 1 }, text)
  const ids = Object.keys(await fakeBrowser.notifications.getAll())
  followNotification(ids.find((id) => id.includes(client.id)) ?? '')
}
const ownPage = 'chrome-extension://test-extension-id/popup.html?window'

describe('a click on a notification while the browser is in front', () => {
  test('opens the popup at the conversation, and the button opens the list again', async () => {
    await click(ivan)
    await until(() => expect(setPopup).toHaveBeenCalledTimes(2))
    expect(setPopup.mock.calls).toEqual([[{ popup: `popup.html${pageAt(ivan)}` }], [{ popup: 'popup.html' }]])
    expect(openPopup).toHaveBeenCalledOnce()
    expect(opened()).toEqual([])
  })

  test('about many conversations opens the list', async () => {
    await showSummary(text)
    followNotification('waiting')
    await until(() => expect(setPopup).toHaveBeenCalledWith({ popup: 'popup.html#/' }))
  })
})

describe('a click on a notification while 1C is in front', () => {
  beforeEach(anotherProgramIsInFront)

  test('opens a window, which comes to the front, and no tab behind', async () => {
    await click(ivan)
    await until(() => expect(opened()).toEqual([ownPage + pageAt(ivan)]))
    expect(fakeBrowser.tabs.create).not.toHaveBeenCalled()
  })

  test('goes on in the window that is open, and raises it: the second click opens no second one', async () => {
    await click(ivan)
    await until(() => expect(fakeBrowser.storage.session.get('ownWindow')).resolves.toEqual({ ownWindow: 1 }))
    await click(olga)
    await until(async () => expect(await asked()).toMatchObject({ place: pageAt(olga), windowId: 1 }))
    expect(raised()).toEqual([[1, { focused: true }]])
    expect(opened()).toHaveLength(1)
  })

  test('brings a window back that was put away', async () => {
    const { id } = await fakeBrowser.windows.create({ state: 'minimized' })
    await fakeBrowser.storage.session.set({ ownWindow: id })
    await click(ivan)
    await until(() => expect(raised()).toEqual([[id, { focused: true, state: 'normal' }]]))
  })

  test('opens a new window when the one before was closed', async () => {
    await fakeBrowser.storage.session.set({ ownWindow: 77 })
    await click(ivan)
    await until(() => expect(opened()).toEqual([ownPage + pageAt(ivan)]))
    expect(raised()).toEqual([])
  })
})

test('who has the inbox in a window of its own gets no popup beside it', async () => {
  const { id } = await fakeBrowser.windows.create({})
  await fakeBrowser.storage.session.set({ ownWindow: id })
  await click(ivan)
  await until(async () => expect(await asked()).toMatchObject({ place: pageAt(ivan), windowId: id }))
  expect(openPopup).not.toHaveBeenCalled()
})

describe('a click on a notification of somebody who likes the side panel', () => {
  const open = vi.fn(async (_where: object) => {})
  beforeEach(() => {
    open.mockReset()
    Object.assign(fakeBrowser, { sidePanel: { open } })
    Object.assign(fakeBrowser.sidebarAction, { isOpen: async () => false })
  })
  afterEach(() => Reflect.deleteProperty(fakeBrowser, 'sidePanel'))
  const clickIn = async (windowId: number) => {
    await showNotification({ conversationId: ivan.id, seq: 1, windowId }, text)
    followNotification(Object.keys(await fakeBrowser.notifications.getAll())[0] ?? '')
  }

  test('raises the window in which the side panel has opened', async () => {
    const { id = 0 } = await fakeBrowser.windows.create({})
    await clickIn(id)
    await until(() => expect(raised()).toEqual([[id, { focused: true }]]))
  })

  test('raises no window of the browser over the inbox where the side panel was refused', async () => {
    anotherProgramIsInFront()
    open.mockRejectedValue(new Error('a click is wanted'))
    await clickIn(7)
    await until(() => expect(opened()).toEqual([ownPage + pageAt(ivan)]))
    expect(raised()).toEqual([])
  })
})
