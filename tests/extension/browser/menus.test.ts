import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { speak } from '../design/speak.ts'
import { fileOf } from '../design/words-of-file.ts'

/** What stands in the browser's menus, by id. */
let menu: Map<string, string>

beforeEach(() => {
  vi.resetModules()
  fakeBrowser.reset()
  speak('ru')
  menu = new Map()
  vi.stubGlobal('fetch', async () => new Response(fileOf('en')))
  const deaf = { addListener: () => undefined }
  Object.assign(fakeBrowser.contextMenus, {
    onClicked: deaf,
    remove: async (id: string) => void menu.delete(id),
    create: ({ id, title }: { id: string; title: string }) => void menu.set(id, title),
  })
  Object.assign(fakeBrowser.runtime.onConnect, deaf)
  Object.assign(fakeBrowser.permissions, { contains: async () => true, onAdded: deaf, onRemoved: deaf })
  Object.assign(fakeBrowser.scripting, {
    getRegisteredContentScripts: async () => [],
    registerContentScripts: async () => undefined,
  })
})
afterEach(() => vi.unstubAllGlobals())

/** «Не беспокоить» under the toolbar's button, and «Написать в WhatsApp» for what is selected beside 1C. */
const entries = () => ({ peace: menu.get('peace:hour'), write: menu.get('write-in-whatsapp') })
const inRussian = { peace: 'Не беспокоить час', write: 'Написать в WhatsApp' }
const inEnglish = { peace: 'Do not disturb for an hour', write: 'Write in WhatsApp' }

async function workerBegins(): Promise<void> {
  await fakeBrowser.storage.local.set({ allowedPages: { onec: ['https://1c.example.ru/trade'] } })
  const { i18n } = await import('#i18n')
  const { Companions } = await import('../../../extension/browser/companions.ts')
  const { offerPeace } = await import('../../../extension/browser/peace-menu.ts')
  const { standInPages } = await import('../../../extension/browser/stand-in-pages.ts')
  standInPages({ companions: new Companions(), menuTitle: () => i18n.t('companion.write') })
  offerPeace()
}

describe('the browser’s menus', () => {
  test('speak as the browser does', async () => {
    await workerBegins()
    await expect.poll(entries).toEqual(inRussian)
  })

  test('speak the language that was chosen, also for a worker that has just begun', async () => {
    await fakeBrowser.storage.local.set({ language: 'en' })
    await workerBegins()
    await expect.poll(entries).toEqual(inEnglish)
  })

  test('are written anew when another is chosen, and when the choice is taken back', async () => {
    await workerBegins()
    await expect.poll(entries).toEqual(inRussian)
    await fakeBrowser.storage.local.set({ language: 'en' })
    await expect.poll(entries).toEqual(inEnglish)
    await fakeBrowser.storage.local.remove('language')
    await expect.poll(entries).toEqual(inRussian)
  })
})
