import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { inbox } from '../../../extension/background/ask-background.ts'
import { quickReplyIdSchema } from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'
import { speak } from '../design/speak.ts'
import { boris, conversation, ivan, message, messageId, olga } from './cast.ts'
import { type Desk, live, openDesk, until } from './desk.ts'
import { refused, welcome } from './scripted-relay.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  fakeBrowser.runtime.onMessage.addListener((asked: unknown) => desk.background.answer(asked))
})
afterEach(() => desk.close())

const at = (deed: string) => `POST /conversations/${ivan.id}/${deed}`
const asked = (request: string) =>
  desk.relay.asked.filter((each) => each.request === request).map(({ body }) => JSON.parse(body || '{}'))
const nowHis = () => ({ json: { conversation: conversation(ivan, { state: 'inWork', ownerId: boris.id }) } })

describe('what employees do with conversations', () => {
  test.each(['claim', 'close', 'reopen'] as const)('is asked of the relay: %s', async (deed) => {
    desk.relay.answer(at(deed), nowHis)
    expect(await inbox[deed](ivan.id)).toEqual({ ok: true })
  })

  test('is told apart when a colleague was faster: with his name', async () => {
    const error = { ...refused('takenByOther').error, takenBy: 'Борис' }
    desk.relay.answer(at('claim'), () => ({ status: 409, json: { error } }))
    expect(await inbox.claim(ivan.id)).toMatchObject({ ok: false, code: 'takenByOther', takenBy: 'Борис' })
  })

  test('is done also when the conversation is not to be seen any more afterwards', async () => {
    desk.relay.answer(at('hand-over'), () => ({ status: 204 }))
    desk.relay.answer(`DELETE /conversations/${ivan.id}/observers/me`, () => ({ status: 204 }))
    const target = { to: 'employee' as const, employeeId: boris.id }
    expect(await inbox.handOver(ivan.id, { target, comment: 'Твой' })).toEqual({ ok: true })
    expect(await inbox.stopObserving(ivan.id)).toEqual({ ok: true })
    expect(asked(at('hand-over'))).toMatchObject([{ target, comment: 'Твой', id: expect.any(String) }])
  })

  test('that comes too late loses no word: the comment is kept once the conversation is gone; as long as it is here its form has it', async () => {
    speak('ru')
    const late = { code: 'takenByOther', message: 'taken', takenBy: 'Ольга' }
    desk.relay.answer(at('hand-over'), () => ({ status: 409, json: { error: late } }))
    const wanted = { target: { to: 'queue' as const }, comment: 'Ждёт счёт' }
    await desk.database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })
    expect(await inbox.handOver(ivan.id, wanted)).toMatchObject({ ok: false })
    expect(await desk.database.taken.count()).toBe(0)
    await desk.database.conversations.delete(ivan.id)
    await inbox.handOver(ivan.id, wanted)
    expect(await desk.database.taken.toArray()).toMatchObject([{ text: 'Ждёт счёт', takenBy: 'Ольга' }])
  })

  test('has the id that a page has chosen, so that to ask twice does it once', async () => {
    desk.relay.answer(at('notes'), () => ({ json: { note: message(ivan, 5, { kind: 'note', origin: 'employee' }) } }))
    const note = { id: messageId(5), text: '@Борис', mentions: [boris.id] }
    expect(await inbox.writeNote(ivan.id, note)).toEqual({ ok: true })
    await inbox.writeNote(ivan.id, note)
    expect(asked(at('notes'))).toEqual([note, note])
  })

  test('is not taken for done when a page of another answers', async () => {
    desk.relay.answer(at('claim'), () => ({ text: '<html>Роутер</html>' }))
    expect(await inbox.claim(ivan.id)).toMatchObject({ ok: false, code: 'notARelay' })
  })
})

describe('that somebody writes', () => {
  test('is told every three seconds at most, and at once in another conversation', async () => {
    await live(desk)
    await inbox.writing(ivan.id)
    await inbox.writing(olga.id)
    await inbox.writing(ivan.id)
    desk.clock.pass(2_999)
    await inbox.writing(ivan.id)
    desk.clock.pass(1)
    await inbox.writing(ivan.id)
    await until(() => expect(desk.relay.writings).toEqual([ivan.id, olga.id, ivan.id]))
  })

  test('is not told without a line, and not made up for later', async () => {
    await inbox.writing(ivan.id)
    await live(desk)
    await inbox.writing(olga.id)
    await until(() => expect(desk.relay.writings).toEqual([olga.id]))
  })
})

describe('quick replies', () => {
  const newId = countingIds()
  const [hello, thanks] = ['Здравствуйте', 'Спасибо'].map((name) => ({
    id: newId(quickReplyIdSchema),
    name,
    text: `${name}!`,
  }))
  if (!hello || !thanks) throw new Error('unreachable')

  test('lie here in the order of the relay, in the place of those of before', async () => {
    desk.relay.answer('GET /quick-replies', () => ({ json: { quickReplies: [thanks, hello] } }))
    expect(await inbox.quickReplies()).toEqual({ ok: true, value: [thanks, hello] })
    expect(await desk.database.quickReplies.orderBy('id').toArray()).toEqual([
      { ...hello, position: 1 },
      { ...thanks, position: 0 },
    ])
    desk.relay.answer('PUT /quick-replies', ({ body }) => ({ json: JSON.parse(body) }))
    await inbox.setQuickReplies([hello])
    expect(await desk.database.quickReplies.toArray()).toEqual([{ ...hello, position: 0 }])
  })

  test('stay as they are when the relay does not take them', async () => {
    await desk.database.quickReplies.put({ ...hello, position: 0 })
    desk.relay.answer('PUT /quick-replies', () => 'cut')
    expect(await inbox.setQuickReplies([])).toMatchObject({ ok: false, code: 'unreachable' })
    expect(await desk.database.quickReplies.count()).toBe(1)
  })

  test('of somebody who has signed out meanwhile do not come here', async () => {
    desk.relay.onHello = () => [welcome()]
    desk.relay.answer('GET /quick-replies', async () => {
      await inbox.signOut()
      return { json: { quickReplies: [hello] } }
    })
    await inbox.quickReplies()
    expect(await desk.database.quickReplies.count()).toBe(0)
  })
})
