import sharp from 'sharp'
import * as v from 'valibot'
import type { Conversation } from '../../../shared/conversation.ts'
import type { Message } from '../../../shared/message.ts'
import { onecStatusSchema } from '../../../shared/onec-status.ts'
import { channelId, conversationId, fileId, message, messageId } from '../../extension/background/cast.ts'
import { office } from '../../extension/background/office.ts'
import { type ScriptedRelay, startScriptedRelay, welcome } from '../../extension/background/scripted-relay.ts'
import { everyKind } from '../one-of-every-kind.ts'
import type { Office } from '../screens/stage.ts'
import { baseId, conversations } from './chats.ts'
import { kotova, maria, orlov } from './people.ts'
import { answerSettings, number } from './settings.ts'
import { talk } from './talk.ts'

/** A relay in the middle of a day on which a little of everything has happened: so each screen can be looked at with something on it. */
export async function startBusyDay(): Promise<Office> {
  const relay = await startScriptedRelay()
  const now = Date.now()
  const open = conversations(now)
  answerSigningIn(relay)
  answerInbox(relay, open, now)
  answerSettings(relay, now)
  answerSearch(relay, open, now)
  const colleagues = [maria, orlov, kotova].map(({ id, name, rights }) => ({
    ...{ id, name },
    mayReply: rights.includes('reply'),
  }))
  relay.onHello = ({ cursor }) => [
    welcome({ snapshotNeeded: cursor === undefined, cursor: cursor ?? 1, channels: [number], onec: onec(now) }, maria),
    { type: 'office', ...office, colleagues },
  ]
  return { relay, chats: open }
}

function answerSigningIn(relay: ScriptedRelay): void {
  relay.answer('GET /healthz', () => ({ json: { product: 'messenger-panel' } }))
  relay.answer('GET /sign-in/ways', () => ({ json: { onec: false } }))
  relay.answer('POST /sign-in', () => ({ json: { token: 'token-of-maria', employee: maria } }))
}

const nothingMore = { messages: [], more: false }

function answerInbox(relay: ScriptedRelay, open: Conversation[], now: number): void {
  const messages = talk(now)
  const kinds = everyKindHere(now)
  relay.answer('GET /snapshot', () => ({
    json: {
      cursor: 1,
      conversations: open.map((conversation, place) => ({ conversation, messages: [messages, kinds][place] ?? [] })),
    },
  }))
  for (const { id } of open) {
    relay.answer(`POST /conversations/${id}/read`, () => ({ status: 204 }))
    relay.answer(`GET /conversations/${id}/messages`, () => ({ json: nothingMore }))
  }
  for (const [place, first] of [messages[0], kinds[0]].entries()) {
    const before = `GET /conversations/${conversationId(place + 1)}/messages?before=${first?.id}`
    relay.answer(before, () => ({ json: nothingMore }))
  }
  relay.answer(`GET /files/${fileId(1)}`, async () => ({ bytes: await crushedBox(), mime: 'image/png' }))
  relay.answer(`GET /files/${fileId(1)}/thumbnail`, async () => ({ bytes: await crushedBox(), mime: 'image/png' }))
}

/** Everything that can be sent, in the second conversation. */
const everyKindHere = (now: number): Message[] =>
  everyKind(now).map((each, place) => ({
    ...each,
    ...{ id: messageId(300 + place), conversationId: conversationId(2) },
    ...(each.quotedMessageId === undefined ? {} : { quotedMessageId: messageId(300) }),
  }))

/** What the client has photographed. */
const crushedBox = (): Promise<Buffer> =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="225"><rect width="400" height="225" fill="#c9c6be"/>
      <path d="M110 90 L205 60 L300 92 L212 128 Z" fill="#c99b62"/><path d="M110 90 L212 128 L208 200 L122 158 Z" fill="#a97c45"/>
      <path d="M212 128 L300 92 L290 162 L208 200 Z" fill="#8f6737"/><path d="M140 102 L175 140 L150 150 L168 178" fill="none" stroke="#6d4c26" stroke-width="3"/></svg>`),
  )
    .png()
    .toBuffer()

/** What is found for «договор». */
function answerSearch(relay: ScriptedRelay, open: Conversation[], now: number): void {
  const texts = ['Нужен договор на подпись', 'Пришлите, пожалуйста, договор поставки на кирпич', 'Договор получили']
  const messages = texts.map((text, place) => {
    const conversation = open[place * 3 + 2]
    const from = text.toLowerCase().indexOf('договор')
    const excerpt = { text, hits: [[from, from + 'договор'.length]] }
    const id = conversation?.id ?? conversationId(1)
    const at = now - (place + 1) * 86_400_000
    return { message: message({ id, name: '', phone: '' }, 800 + place, { text, at }), conversation, excerpt }
  })
  relay.answer(`GET /search?q=${encodeURIComponent('договор')}`, () => ({ json: { conversations: [], messages } }))
}

const onec = (now: number) =>
  v.parse(onecStatusSchema, {
    ...{ state: 'inTouch', replyRoute: 'through1c', lastExchangeAt: now, timeZone: 'Europe/Moscow' },
    schedule: { everySeconds: 15, from: '00:00', to: '00:00', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    bases: [
      {
        id: baseId,
        name: 'Управление торговлей',
        webAddress: 'https://1c.example.ru/trade',
        ...{ state: 'inTouch', channels: [channelId], templatesRevision: 'r1' },
      },
    ],
  })
