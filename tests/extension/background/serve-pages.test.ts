import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { inbox } from '../../../extension/background/ask-background.ts'
import { isFromOwnPage } from '../../../extension/browser/page-messages.ts'
import { fileKey } from '../../../extension/database/database.ts'
import { anna, fileId, ivan, message, messageId, wrote } from './cast.ts'
import { type Desk, linkOf, live, openDesk, until, untilLink } from './desk.ts'
import { refused, welcome } from './scripted-relay.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  fakeBrowser.runtime.onMessage.addListener((asked: unknown) => desk.background.answer(asked))
  desk.relay.answer('GET /healthz', () => ({ json: { product: 'messenger-panel', status: 'ok' } }))
})
afterEach(() => desk.close())

const stored = () => fakeBrowser.storage.local.get(['relayAddress', 'token'])
const emptySnapshot = () => ({ json: { cursor: 0, conversations: [] } })
const signedIn = { token: 'new-token', employee: anna }

describe('the relay’s address', () => {
  test('is taken when a relay answers there', async () => {
    expect(await inbox.useRelay(`${desk.relay.address}/ `)).toEqual({ ok: true })
    expect(await inbox.relayAddress()).toBe(desk.relay.address)
    await untilLink(desk, 'live')
  })

  test('is refused when something else answers there', async () => {
    desk.relay.answer('GET /healthz', () => ({ text: '<html>Роутер</html>' }))
    expect(await inbox.useRelay(`${desk.relay.address}/`)).toMatchObject({ ok: false, code: 'notARelay' })
    desk.relay.answer('GET /healthz', () => ({ json: { status: 'ok' } }))
    expect(await inbox.useRelay(`${desk.relay.address}/`)).toMatchObject({ ok: false, code: 'notARelay' })
  })

  test('is refused when nobody answers there, and the old one stays', async () => {
    expect(await inbox.useRelay('127.0.0.1:9')).toMatchObject({ ok: false, code: 'unreachable' })
    expect(await inbox.relayAddress()).toBe(desk.relay.address)
  })

  test('of another relay: the first one’s data is wiped, and the new one never sees its token', async () => {
    await fakeBrowser.storage.local.set({ relayAddress: 'https://old.example' })
    await inbox.useRelay(desk.relay.address)
    expect(await stored()).toEqual({ relayAddress: desk.relay.address, token: undefined })
    await untilLink(desk, 'signedOut')
    expect((await desk.database.here.get('here'))?.employee).toBeUndefined()
    expect(desk.relay.hellos).toEqual([])
  })

  test('set by the company’s policy wins, and nobody changes it here', async () => {
    await fakeBrowser.storage.managed.set({ relayAddress: `${desk.relay.address}/` })
    await fakeBrowser.storage.local.set({ relayAddress: 'https://old.example' })
    expect(await inbox.relayAddress()).toBe(desk.relay.address)
    expect(await inbox.useRelay('https://elsewhere.example')).toMatchObject({ ok: false, code: 'forbidden' })
  })
})

describe('signing in', () => {
  beforeEach(async () => {
    await fakeBrowser.storage.local.remove('token')
    desk.relay.onHello = (hello) => [welcome({ snapshotNeeded: hello.cursor === undefined })]
    desk.relay.answer('GET /snapshot', emptySnapshot)
  })

  test('with a good code connects with the new token', async () => {
    desk.relay.answer('POST /sign-in', ({ authorization }) =>
      authorization === undefined ? { json: signedIn } : { status: 400, json: refused('badRequest') },
    )
    expect(await inbox.signIn('ABCD-EFGH-JKLM')).toEqual({ ok: true })
    await untilLink(desk, 'live')
    expect(desk.relay.hellos.at(-1)).toMatchObject({ token: 'new-token' })
  })

  test('with a used code says so and stores nothing', async () => {
    desk.relay.answer('POST /sign-in', () => ({ status: 403, json: refused('codeUsed') }))
    expect(await inbox.signIn('ABCD-EFGH-JKLM')).toMatchObject({ ok: false, code: 'codeUsed' })
    expect((await stored()).token).toBeUndefined()
  })

  test('too often says how long to wait', async () => {
    const error = { code: 'tooManyAttempts', message: 'scripted', retryAfterSeconds: 900 }
    desk.relay.answer('POST /sign-in', () => ({ status: 429, json: { error } }))
    expect(await inbox.signIn('ABCD-EFGH-JKLM')).toMatchObject({ ok: false, retryAfterSeconds: 900 })
  })

  test('makes the first administrator with the setup code', async () => {
    desk.relay.answer('POST /setup', ({ body }) => ({
      json: { ...signedIn, employee: { ...anna, name: JSON.parse(body).name, rights: ['read', 'reply', 'admin'] } },
    }))
    desk.relay.onHello = () => []
    expect(await inbox.setUp('ABCD-EFGH-JKLM', 'Галина')).toEqual({ ok: true })
    expect((await desk.database.here.get('here'))?.employee).toMatchObject({ name: 'Галина' })
  })
})

test('signing out tells the relay, forgets the token and wipes everything, also when the relay is dead', async () => {
  await live(desk)
  desk.relay.happens(1, wrote(ivan, 1))
  await until(async () => expect(await desk.database.messages.count()).toBe(1))
  await inbox.signOut()
  expect(await linkOf(desk)).toBe('signedOut')
  expect(await desk.database.messages.count()).toBe(0)
  expect((await stored()).token).toBeUndefined()
  await until(() => expect(desk.relay.asked.at(-1)).toMatchObject({ authorization: 'Bearer token-of-anna' }))
  desk.background.rang()
  await untilLink(desk, 'signedOut')
  expect(desk.relay.open()).toBe(0)
})

describe('older messages', () => {
  beforeEach(async () => {
    await live(desk)
    desk.relay.happens(50, wrote(ivan, 50))
    await until(async () => expect(await desk.database.messages.count()).toBe(1))
  })
  const older = `GET /conversations/${ivan.id}/messages?before=${messageId(50)}`

  test('come from the relay into the store', async () => {
    const messages = [message(ivan, 40), message(ivan, 41)]
    desk.relay.answer(older, () => ({ json: { messages, more: true } }))
    expect(await inbox.fetchOlder(ivan.id, 'end')).toEqual({ ok: true, value: true })
    expect(await desk.database.messages.count()).toBe(3)
  })

  test('there are none', async () => {
    desk.relay.answer(older, () => ({ json: { messages: [], more: false } }))
    expect(await inbox.fetchOlder(ivan.id, 'end')).toEqual({ ok: true, value: false })
  })

  test('that come after everything was wiped are not stored', async () => {
    desk.relay.answer(older, async () => {
      await inbox.signOut()
      return { json: { messages: [message(ivan, 40)], more: true } }
    })
    await inbox.fetchOlder(ivan.id, 'end')
    await untilLink(desk, 'signedOut')
    expect(await desk.database.messages.count()).toBe(0)
  })
})

describe('a file', () => {
  const kept = async (size: 'whole' | 'small') => (await desk.database.files.get(fileKey(fileId(1), size)))?.bytes

  test('is kept for the page as it came, and asked for once', async () => {
    desk.relay.answer(`GET /files/${fileId(1)}`, () => ({ text: 'байты' }))
    expect(await inbox.fetchFile(fileId(1), 'whole')).toEqual({ ok: true, value: undefined })
    expect(await (await kept('whole'))?.text()).toBe('байты')
    await desk.clock.pass(1_000)
    await inbox.fetchFile(fileId(1), 'whole')
    expect(desk.relay.asked.filter(({ request }) => request.startsWith('GET /files/'))).toHaveLength(1)
  })

  test('has a small picture of its own', async () => {
    desk.relay.answer(`GET /files/${fileId(1)}/thumbnail`, () => ({ text: 'малая' }))
    await inbox.fetchFile(fileId(1), 'small')
    expect(await (await kept('small'))?.text()).toBe('малая')
    expect(await kept('whole')).toBeUndefined()
  })

  test('that comes after everything was wiped is not kept', async () => {
    desk.relay.answer(`GET /files/${fileId(1)}`, async () => {
      await inbox.signOut()
      return { text: 'байты' }
    })
    await inbox.fetchFile(fileId(1), 'whole')
    await untilLink(desk, 'signedOut')
    expect(await desk.database.files.count()).toBe(0)
  })
})

describe('the gate', () => {
  test('answers of the relay that are not what the protocol says are turned back', async () => {
    desk.relay.answer('GET /quick-replies', () => ({ json: { quick: ['Спасибо!'] } }))
    expect(await inbox.quickReplies()).toMatchObject({ ok: false, code: 'notARelay' })
  })

  test('a question that nobody knows, or with wrong arguments, is an error, not a crash', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(await desk.background.answer({ ask: 'formatDisk', args: [] })).toHaveProperty('threw')
    expect(await desk.background.answer({ ask: 'opened', args: ['../../etc'] })).toHaveProperty('threw')
  })

  test('a message that is no question is left to others', () => {
    expect(desk.background.answer({ hello: 'content script' })).toBeUndefined()
  })

  test('only pages of ours may ask: content scripts live in other people’s pages', () => {
    expect(isFromOwnPage({ url: fakeBrowser.runtime.getURL('/popup.html') })).toBe(true)
    expect(isFromOwnPage({ url: 'https://1c.example/base' })).toBe(false)
    expect(isFromOwnPage({})).toBe(false)
  })
})
