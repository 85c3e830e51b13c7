import { beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { updateWhenUnseen } from '../../../extension/browser/update.ts'
import { until } from '../../world/until.ts'

const reload = vi.fn()
let news: () => void
let pages: object[]
let isOutdated: boolean
const worker = () => updateWhenUnseen(async () => isOutdated)
beforeEach(() => {
  fakeBrowser.reset()
  isOutdated = false
  reload.mockClear()
  pages = []
  Object.assign(fakeBrowser.runtime, {
    reload,
    getContexts: async () => pages,
    onUpdateAvailable: { addListener: (listener: () => void) => (news = listener) },
  })
})

/** The browser says so once. */
async function tellOfIt(): Promise<void> {
  news()
  await until(async () => expect(await fakeBrowser.storage.session.get(null)).not.toEqual({}))
}

test('a new version waits until no page of ours is open, lest one closes under somebody’s hands', async () => {
  const { look } = worker()
  pages = [{ contextType: 'SIDE_PANEL' }]
  await tellOfIt()
  await look()
  expect(reload).not.toHaveBeenCalled()
  pages = []
  await look()
  expect(reload).toHaveBeenCalled()
})

test('without a new version nothing is loaded anew, however often it is looked', async () => {
  const { look } = worker()
  await look()
  await look()
  expect(reload).not.toHaveBeenCalled()
})

test('a new version that waits for a page to close is not forgotten with the worker', async () => {
  worker()
  pages = [{ contextType: 'SIDE_PANEL' }]
  await tellOfIt()
  const { look } = worker()
  await look()
  expect(reload).not.toHaveBeenCalled()
  pages = []
  await look()
  expect(reload).toHaveBeenCalled()
})

test('where the relay takes this version no more, the new one does not wait for the side panel to close', async () => {
  const { look } = worker()
  pages = [{ contextType: 'SIDE_PANEL' }]
  await tellOfIt()
  await look()
  expect(reload).not.toHaveBeenCalled()
  isOutdated = true
  await look()
  expect(reload).toHaveBeenCalled()
})

test('a version that the relay takes no more is not loaded anew while there is no other', async () => {
  isOutdated = true
  await worker().look()
  expect(reload).not.toHaveBeenCalled()
})
