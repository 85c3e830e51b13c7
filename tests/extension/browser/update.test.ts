import { beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { updateWhenUnseen } from '../../../extension/browser/update.ts'

const reload = vi.fn()
let news: () => void
let pages: object[]
beforeEach(() => {
  reload.mockClear()
  pages = []
  Object.assign(fakeBrowser.runtime, {
    reload,
    getContexts: async () => pages,
    onUpdateAvailable: { addListener: (listener: () => void) => (news = listener) },
  })
})

test('a new version waits until no page of ours is open, lest one closes under somebody’s hands', async () => {
  const { look } = updateWhenUnseen()
  pages = [{ contextType: 'SIDE_PANEL' }]
  news()
  await look()
  expect(reload).not.toHaveBeenCalled()
  pages = []
  await look()
  expect(reload).toHaveBeenCalled()
})

test('without a new version nothing is loaded anew, however often it is looked', async () => {
  const { look } = updateWhenUnseen()
  await look()
  await look()
  expect(reload).not.toHaveBeenCalled()
})
