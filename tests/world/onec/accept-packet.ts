import { countRepeat, type Effect, knownEvents, recordEffect } from './effects.ts'
import { cursorOf, type Infobase, setConstant } from './infobase.ts'
import { asMap, type JsonMap, mapsOf, numberOf, textOf } from './json-map.ts'
import type { Mode } from './mode.ts'
import { parts } from './parts.ts'

/** What the base could not apply; the relay is told, and the line goes on (guides/onec.md 6, rule 3). */
export interface RejectedEvent {
  seq: number
  code: string
  message: string
}

export interface Accepted {
  /** Events that had an effect. */
  applied: number
  rejected: RejectedEvent[]
  more: boolean
}

/** Applies the relay's packet: results, events and the cursor in one transaction. */
export function acceptPacket(base: Infobase, body: unknown, { stumblesOver }: Pick<Mode, 'stumblesOver'>): Accepted {
  const packet = asMap(body)
  const rejected: RejectedEvent[] = []
  let applied = 0
  const apply = base.transaction(() => {
    for (const result of mapsOf(packet, 'results')) noteResult(base, result)
    for (const event of mapsOf(packet, 'events')) {
      const seq = numberOf(event, 'seq') ?? 0
      if (seq <= cursorOf(base)) {
        countRepeat(base, 'events')
        continue
      }
      const isTooMuch = stumblesOver !== '' && textOf(event, 'text') === stumblesOver
      const wrong = isTooMuch ? 'Справочник «Чаты» заблокирован' : applyEvent(base, event)
      if (wrong === undefined) applied += 1
      else rejected.push({ seq, code: 'badEvent', message: wrong })
      setConstant(base, 'cursor', String(seq))
    }
    setConstant(base, 'settings', JSON.stringify(packet.settings ?? {}))
    setConstant(base, 'relay', JSON.stringify({ ...packet, events: [], results: [] }))
  })
  apply.immediate()
  return { applied, rejected, more: packet.more === true }
}

function noteResult(base: Infobase, result: JsonMap): void {
  const key = textOf(result, 'outgoingId')
  const before = base.prepare('select decision from messages where key = ?').pluck().get(key)
  if (result.duplicate === true) countRepeat(base, 'results')
  if (before === 'toSend') recordEffect(base, 'result', result)
  const status = textOf(result, 'status') ?? ''
  base
    .prepare("update messages set decision = 'settled', status = ? where key = ? and decision = 'toSend'")
    .run(status, key)
  // So the relay says that it has read a refusal.
  base.prepare("update messages set decision = 'settled' where key = ? and decision = 'refused'").run(key)
}

/** @returns what is wrong with an event that cannot be applied. */
function applyEvent(base: Infobase, event: JsonMap): string | undefined {
  const type = textOf(event, 'type')
  if (type === 'message') return storeMessage(base, event, 'message', textOf(event, 'messageId'))
  if (type === 'replyCommand') return storeMessage(base, event, 'replyCommand', textOf(event, 'commandId'))
  if (type === 'status') {
    const ids = [textOf(event, 'status'), textOf(event, 'outgoingId')]
    base.prepare('update messages set status = ? where key = ?').run(...ids)
    recordEffect(base, 'status', event)
    return undefined
  }
  const wrong = parts.flatMap(({ events }) => (type === undefined ? [] : (events?.[type]?.(base, event) ?? [])))
  if (wrong.length === 0) recordEffect(base, knownEvents.find((known) => known === type) ?? 'unknown', event)
  return wrong[0]
}

function storeMessage(
  base: Infobase,
  event: JsonMap,
  kind: Effect['kind'],
  key: string | undefined,
): string | undefined {
  if (key === undefined) return `${kind} without its id`
  const wentOut = kind === 'replyCommand' || event.fromPhone === true || textOf(event, 'userId') !== undefined
  const { changes } = base
    .prepare(
      `insert into messages (key, conversation, phone, author, text, file, direction, decision)
       values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do nothing`,
    )
    .run(
      key,
      textOf(event, 'conversationId'),
      textOf(event, 'phone'),
      textOf(event, 'userId'),
      textOf(event, 'text'),
      event.file === undefined ? null : JSON.stringify(event.file),
      wentOut ? 'out' : 'in',
      kind === 'replyCommand' ? 'waiting' : 'settled',
    )
  if (changes === 0) countRepeat(base, 'keys')
  else recordEffect(base, kind, event)
  return undefined
}
