import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type CompanionEffects, createServeCompanion } from '../../../extension/background/serve-companion.ts'
import { phonePlace } from '../../../extension/inbox/phone-place.ts'

const openPage = 'https://relay.example/open?phone=79161234567'
const effects = {
  openInbox: vi.fn(async () => undefined),
  moved: vi.fn(async () => undefined),
  isOpenPage: async (url: string) => url === openPage,
} satisfies CompanionEffects
const serve = createServeCompanion(effects)
const in1c = { url: 'https://1c.example.ru/trade/', windowId: 7 }
beforeEach(() => vi.clearAllMocks())

describe('a content script', () => {
  test('may bring the inbox to the front, in the very turn of the click', () => {
    void serve({ companion: 'openInbox' }, in1c)
    expect(effects.openInbox).toHaveBeenCalledExactlyOnceWith({ windowId: 7 })
  })

  test('may say where its button was put, within the window', async () => {
    await serve({ companion: 'moved', height: 0.3 }, in1c)
    expect(effects.moved).toHaveBeenCalledExactlyOnceWith(0.3)
    expect(serve({ companion: 'moved', height: 30 }, in1c)).toBeUndefined()
  })

  test('of the relay’s page may show a conversation, but begin none', async () => {
    expect(await serve({ companion: 'openPhone', phone: '+79161234567' }, { url: openPage, windowId: 7 })).toBe(true)
    expect(effects.openInbox).toHaveBeenCalledExactlyOnceWith({
      windowId: 7,
      place: phonePlace('show', '+79161234567'),
    })
  })

  test('of any other page may not, and what is no phone is nothing', async () => {
    expect(await serve({ companion: 'openPhone', phone: '+79161234567' }, in1c)).toBe(false)
    expect(serve({ companion: 'openPhone', phone: '#/conversation/1' }, { url: openPage })).toBeUndefined()
    expect(effects.openInbox).not.toHaveBeenCalled()
  })

  test.each([
    { ask: 'signOut', args: [] },
    { ask: 'openConversation', args: ['channel', '+79161234567'] },
    { companion: 'reply', text: 'Привет' },
    'openInbox',
    null,
  ])('may ask nothing else: %j', (message) => {
    expect(serve(message, in1c)).toBeUndefined()
  })
})
