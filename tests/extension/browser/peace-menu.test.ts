import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { saveDoNotDisturb } from '../../../extension/browser/notification-storage.ts'
import { offerPeace } from '../../../extension/browser/peace-menu.ts'
import { until } from '../../world/until.ts'
import { morning } from '../background/cast.ts'
import { speak } from '../design/speak.ts'

/** What stands in the menu of the toolbar's button. */
let menu: Set<string>
beforeEach(() => {
  fakeBrowser.reset()
  speak('ru')
  menu = new Set()
  vi.spyOn(Date, 'now').mockReturnValue(morning)
  Object.assign(fakeBrowser.contextMenus, {
    create: ({ id }: { id: string }) => void menu.add(id),
    remove: async (id: string) => void menu.delete(id),
    onClicked: { addListener: () => undefined },
  })
})
afterEach(() => vi.restoreAllMocks())

const hour = 3_600_000

test('«Снова беспокоить» goes from the menu when the hour is over, without anybody doing anything', async () => {
  await saveDoNotDisturb({ until: morning + hour })
  const peace = offerPeace()
  await until(() => expect(menu).toContain('peace:off'))
  vi.mocked(Date.now).mockReturnValue(morning + hour)
  peace.look()
  await until(() => expect([...menu]).toEqual(['peace:hour', 'peace:tomorrow', 'peace:switchedOff']))
})

test('and stays until then', async () => {
  await saveDoNotDisturb({ until: morning + hour })
  const peace = offerPeace()
  await until(() => expect(menu).toContain('peace:off'))
  const removed = vi.spyOn(fakeBrowser.contextMenus, 'remove')
  vi.mocked(Date.now).mockReturnValue(morning + hour - 1)
  peace.look()
  expect(removed).not.toHaveBeenCalled()
  expect(menu).toContain('peace:off')
})
