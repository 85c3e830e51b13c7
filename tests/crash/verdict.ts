import type { Stage } from '../../shared/stage.ts'
import type { Written } from './clients-who-write.ts'
import type { Replied } from './replies-in-flight.ts'

/** What was said to the relay and what became of it, gathered when everything is quiet. */
export interface Evidence {
  written: readonly Written[]
  /** The clients' messages as people see them in the conversations, each conversation in its order. */
  shown: readonly { id: string; conversationId: string; kind: string; text: string }[]
  /** The texts of the clients' messages, in the order in which the journal told of each for the first time. */
  journal: readonly string[]
  /** Stanzas that WhatsApp still holds for us. */
  owed: number
  replied: readonly Replied[]
  /** What stands on the clients' phones; a phone shows an id once. */
  received: readonly { client: string; id: string; text: string; deliveries: number }[]
  /** How far each reply has come, by its text. */
  stages: ReadonlyMap<string, Stage>
  /** Why a reply waits, by its text. */
  holds?: ReadonlyMap<string, string>
}

export interface Verdict {
  /** Messages and replies that are nowhere. */
  lost: number
  /** What somebody sees twice. */
  doubled: number
  /** Messages that still wait to be readable, replies on a client's phone that the relay still thinks to be on their way, stanzas that WhatsApp holds. */
  pending: number
  /** Messages that the journal, and so 1C, got behind a later one of the same client. */
  behindLater: number
  /** The same in the list that people see. */
  shownBehindLater: number
  /** Clients whose messages stand in more than one conversation. */
  scattered: number
  /** Replies that came to the client more than once under their id, which he does not see. */
  deliveredAgain: number
  /** Replies that the client has and of which no tick says so. */
  withoutTick: number
  /** Some of what is wrong, to begin to look for its cause. */
  examples: string[]
}

const good: readonly (Stage | undefined)[] = ['sent', 'delivered', 'read', 'played']
const ticked: readonly (Stage | undefined)[] = ['delivered', 'read', 'played']

/** What the evidence says. Pure. */
export function verdictOn(evidence: Evidence): Verdict {
  const { written, shown, replied, received, stages, holds } = evidence
  const standOf = (text: string) => `${text}: ${stages.get(text)} ${holds?.get(text) ?? ''}`
  const inbox = countsOf(shown.map(({ text }) => text))
  const phones = countsOf(received.map(({ client, text }) => `${client} ← ${text}`))
  const copies = [
    ...written.map(({ text }) => [text, inbox.get(text) ?? 0] as const),
    ...replied.map(({ client, text }) => [`${client} ← ${text}`, phones.get(`${client} ← ${text}`) ?? 0] as const),
  ]
  const lost = copies.filter(([, count]) => count === 0)
  const doubled = copies.filter(([, count]) => count > 1)
  const unread = shown.filter(({ kind }) => kind === 'pending')
  const arrived = replied.filter(({ client, text }) => phones.has(`${client} ← ${text}`))
  const onTheirWay = arrived.filter(({ text }) => !good.includes(stages.get(text)))
  const late = behindLater(evidence.journal, written)
  return {
    lost: lost.length,
    doubled: doubled.reduce((sum, [, count]) => sum + count - 1, 0),
    pending: unread.length + onTheirWay.length + evidence.owed,
    behindLater: late.length,
    shownBehindLater: behindLater(
      shown.map(({ text }) => text),
      written,
    ).length,
    scattered: clientsInSeveral(shown, written),
    deliveredAgain: received.filter(({ deliveries }) => deliveries > 1).length,
    withoutTick: arrived.filter(({ text }) => !ticked.includes(stages.get(text))).length,
    examples: [
      ...some(
        'lost',
        lost.map(([text]) => standOf(text.split(' ← ').at(-1) ?? text)),
      ),
      ...some(
        'doubled',
        doubled.map(([text]) => text),
      ),
      ...some('pending', [...unread.map(({ id }) => id), ...onTheirWay.map(({ text }) => standOf(text))]),
      ...some('behind a later one', late),
    ],
  }
}

/** Texts that stand behind one that the same client wrote later. */
function behindLater(texts: readonly string[], written: readonly Written[]): string[] {
  const byText = new Map(written.map((each) => [each.text, each]))
  const highest = new Map<string, number>()
  return texts.filter((text) => {
    const message = byText.get(text)
    if (!message) return false
    const before = highest.get(message.client) ?? -1
    highest.set(message.client, Math.max(before, message.number))
    return message.number < before
  })
}

function clientsInSeveral(shown: Evidence['shown'], written: readonly Written[]): number {
  const clientOf = new Map(written.map(({ text, client }) => [text, client]))
  const conversations = new Map<string, Set<string>>()
  for (const { text, conversationId } of shown) {
    const client = clientOf.get(text)
    if (client === undefined) continue
    conversations.set(client, (conversations.get(client) ?? new Set()).add(conversationId))
  }
  return [...conversations.values()].filter((each) => each.size > 1).length
}

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

const fewEnough = 10
const some = (what: string, of: readonly string[]): string[] => of.slice(0, fewEnough).map((each) => `${what}: ${each}`)
