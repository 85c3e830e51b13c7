import { randomUUID } from 'node:crypto'
import type { RejectedEvent } from './accept-packet.ts'
import { cursorOf, type Infobase } from './infobase.ts'
import type { Mode } from './mode.ts'
import type { ToSend } from './onec.ts'

/** The largest number of outgoing in a packet (guides/onec.md 6, rule 9). */
const limit = 50

interface MessageRow {
  key: string
  conversation: string | null
  phone: string | null
  author: string | null
  text: string | null
  file: string | null
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
  }))
  return { protocol: 1, cursor: cursorOf(base), outgoing, refused: refusals(base, mode), rejected }
}

/** Whether something waits to be sent or refused. */
export const hasToSend = (base: Infobase, mode: Mode): boolean =>
  rowsToSend(base, { ...mode, repeats: false }).length > 0 || refusals(base, mode).length > 0

/** The relay has surely read these refusals: it answered the packet in which they stood. */
export function noteRefusalsTold(base: Infobase, refused: readonly { commandId: string }[]): void {
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
      `select key, conversation, phone, author, text, file from messages where decision = 'toSend' ${again} order by rowid limit ?`,
    )
    .all(limit)
}

const refusals = (base: Infobase, { refusalReason }: Mode) =>
  base
    .prepare<[number], { key: string }>("select key from messages where decision = 'refused' order by rowid limit ?")
    .all(limit)
    .map(({ key }) => ({ commandId: key, reason: refusalReason }))

/** Puts a message of the base's own on its way. @returns its outgoingId. */
export function putToSend(base: Infobase, { conversationId, phone, text, file }: ToSend): string {
  const key = randomUUID()
  base
    .prepare(
      "insert into messages (key, conversation, phone, text, file, direction, decision) values (?, ?, ?, ?, ?, 'out', 'toSend')",
    )
    .run(key, conversationId, phone, text, file && JSON.stringify(file))
  return key
}
