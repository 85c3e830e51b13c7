import { randomUUID } from 'node:crypto'
import type { RejectedEvent } from './accept-packet.ts'
import { constant, cursorOf, type Infobase } from './infobase.ts'
import { jobWords } from './job-words.ts'
import { asMap, type JsonMap, textOf } from './json-map.ts'
import type { Mode } from './mode.ts'
import type { ToSend } from './onec.ts'
import { parts, type RelayWord } from './parts.ts'

/** The largest number of outgoing in a packet (guides/onec.md 6, rule 9). */
const limit = 50

interface MessageRow {
  key: string
  conversation: string | null
  phone: string | null
  author: string | null
  text: string | null
  file: string | null
  extra: string | null
}

/** What the base has for the relay now. Replies that wait are decided first, as its mode wants it. */
export function packetToSend(base: Infobase, mode: Mode, rejected: RejectedEvent[]) {
  decide(base, mode)
  const rows = rowsToSend(base, mode)
  for (const { key } of rows) base.prepare('update messages set sent_times = sent_times + 1 where key = ?').run(key)
  const outgoing = rows.map((row) => ({
    outgoingId: row.key,
    conversationId: row.conversation,
    phone: row.phone ?? undefined,
    userId: row.author,
    text: row.text,
    ...(row.file === null ? {} : { file: JSON.parse(row.file) }),
    ...asMap(JSON.parse(row.extra ?? '{}')),
  }))
  const ofParts = partsToSend(base, mode)
  const job = jobWords(base, mode)
  return { ...ofParts, protocol: 1, cursor: cursorOf(base), outgoing, refused: refusals(base, mode), rejected, job }
}

/** What the other subjects of the base have for the relay. */
function partsToSend(base: Infobase, mode: Mode): JsonMap {
  const said = asMap(JSON.parse(constant(base, 'relay') ?? '{}'))
  const relay: RelayWord = {
    usersRevision: textOf(said, 'usersRevision'),
    templatesRevision: textOf(said, 'templatesRevision'),
  }
  return Object.assign({}, ...parts.map((part) => part.toSend?.(base, mode, relay) ?? {}))
}

/** The relay has surely read this packet: it answered it. */
export function noteRead(base: Infobase, packet: { refused: readonly { commandId: string }[] }): void {
  noteRefusalsTold(base, packet.refused)
  for (const part of parts) part.sent?.(base, asMap(packet))
}

/** Whether something waits to be sent or refused. */
export const hasToSend = (base: Infobase, mode: Mode): boolean =>
  rowsToSend(base, { ...mode, repeats: false }).length > 0 ||
  refusals(base, mode).length > 0 ||
  Object.keys(partsToSend(base, mode)).length > 0

/** The relay has surely read these refusals: it answered the packet in which they stood. */
function noteRefusalsTold(base: Infobase, refused: readonly { commandId: string }[]): void {
  const settle = base.prepare("update messages set decision = 'settled' where key = ? and decision = 'refused'")
  for (const { commandId } of refused) settle.run(commandId)
}

function decide(base: Infobase, { replies, rewrite }: Mode): void {
  if (replies === 'hold') return
  const decision = replies === 'approve' ? 'toSend' : 'refused'
  base
    .prepare(
      "update messages set decision = ?, text = replace(?, '{text}', coalesce(text, '')) where decision = 'waiting'",
    )
    .run(decision, rewrite)
}

function rowsToSend(base: Infobase, { repeats }: Mode): MessageRow[] {
  const again = repeats ? 'or sent_times > 0' : ''
  return base
    .prepare<[number], MessageRow>(
      `select key, conversation, phone, author, text, file, extra from messages where decision = 'toSend' ${again} order by rowid limit ?`,
    )
    .all(limit)
}

const refusals = (base: Infobase, { refusalReason }: Mode) =>
  base
    .prepare<[number], { key: string }>("select key from messages where decision = 'refused' order by rowid limit ?")
    .all(limit)
    .map(({ key }) => ({ commandId: key, reason: refusalReason }))

/** Messages that are not settled. */
export function countWaiting(base: Infobase): number {
  const row = base
    .prepare<[], { n: number }>("select count(*) as n from messages where decision in ('waiting', 'toSend', 'refused')")
    .get()
  return row?.n ?? 0
}

/** Puts a message of the base's own on its way. @returns its outgoingId. */
export function putToSend(base: Infobase, { conversationId, phone, text, file, ...extra }: ToSend): string {
  const key = randomUUID()
  base
    .prepare(
      "insert into messages (key, conversation, phone, text, file, extra, direction, decision) values (?, ?, ?, ?, ?, ?, 'out', 'toSend')",
    )
    .run(key, conversationId, phone, text, file && JSON.stringify(file), JSON.stringify(extra))
  return key
}
