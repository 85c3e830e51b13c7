import * as v from 'valibot'
import { settingsForOnecSchema } from '../../shared/commands.ts'
import { protocolVersion } from '../../shared/protocol-version.ts'
import { onecTimeSchema } from './onec-time.ts'
import { onecCursorSchema, onecEventSchema } from './packet-event.ts'
import { resultSchema } from './packet-result.ts'
import { type RefusalForOnec, refusalForOnec } from './refusal-for-onec.ts'

/* The two documents of the exchange (guides/onec.md 6). Pull or push, the same two travel; only who begins differs. */

/** Events, and outgoing, in one packet (rule 9). */
export const packetLimit = 50

/** Answers of one kind in one packet: 1C brings 50 at most. Each is looked up while everybody else waits to write. */
const mostAnswers = 1000

/** The longest that a pull may be held, in seconds; 1C's own timeout is 60. */
export const longestWaitSeconds = 20

/** What the relay has for 1C. */
export const relayPacketSchema = v.object({
  protocol: v.literal(protocolVersion),
  /** In the order of `seq`, all after the cursor that 1C gave. */
  events: v.pipe(v.array(onecEventSchema), v.maxLength(packetLimit)),
  results: v.array(resultSchema),
  /** There are more events: come again at once. */
  more: v.boolean(),
  /** Of the newest users and templates that the relay has from this base. */
  usersRevision: v.optional(v.string()),
  templatesRevision: v.optional(v.string()),
  /** What the administrator has set; 1C's job obeys it. */
  settings: settingsForOnecSchema,
})
export type RelayPacket = v.InferOutput<typeof relayPacketSchema>

/** Absent and null are an empty list. */
const list = <Item extends v.GenericSchema>(item: Item) => v.nullish(v.array(item), [])

/** Null is absent: 1C fills structures from queries. */
const orNothing = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(
    v.nullish(item),
    v.transform((value) => value ?? undefined),
  )

/** What a person reads as the reason for something: cut to what he reads, and 1C may leave it out. */
const wordsOf = (longest: number) =>
  v.pipe(
    v.nullish(v.string(), ''),
    v.transform((words) => words.slice(0, longest)),
  )

/** Everybody who may read or write, as the access group in 1C says: a full snapshot. Who is not in it has no rights at once. */
export const onecUsersSchema = v.object({
  revision: v.pipe(v.string(), v.maxLength(200)),
  /** Each is parsed alone (`users.ts`): a bad one is reported and spoils no other. */
  items: v.array(v.unknown()),
})

/** All templates that employees are offered. */
export const onecTemplatesSchema = v.object({
  revision: v.pipe(v.string(), v.maxLength(200)),
  items: v.array(v.unknown()),
})

/** What the base says of its own scheduled job, so that the relay can say why it is silent. */
export const onecJobSchema = v.object({
  /** The job is switched on. */
  enabled: v.boolean(),
  /** Scheduled jobs are blocked in the cluster or the base. */
  blocked: v.optional(v.boolean()),
  /** When it last ran, UTC. */
  lastRunAt: orNothing(onecTimeSchema),
  /** This base is a copy and keeps silent. */
  copy: v.optional(v.boolean()),
  /** The exchange is switched off in its settings. */
  off: v.optional(v.boolean()),
})
export type OnecJob = v.InferOutput<typeof onecJobSchema>

/** What 1C has for the relay. Only the frame: each item of `outgoing` is parsed alone, so that a bad one spoils no other. */
export const onecPacketSchema = v.object({
  protocol: v.literal(protocolVersion),
  /** How far 1C has applied the relay's journal. Its word is the truth: it goes back when 1C was restored from a backup. */
  cursor: onecCursorSchema,
  outgoing: list(v.unknown()),
  /** Replies that 1C stops, with a reason that the employee reads. */
  refused: list(v.object({ commandId: v.string(), reason: wordsOf(1000) })),
  /** Events that 1C could not apply; it has moved the cursor past them. */
  rejected: list(v.object({ seq: onecCursorSchema, code: wordsOf(100), message: wordsOf(1000) })),
  /** Answers to `clientLookup`, each parsed alone. */
  clients: list(v.unknown()),
  /** Sent when the revision differs from that of the relay's packet. What is not a snapshot counts as none. */
  users: v.fallback(orNothing(onecUsersSchema), undefined),
  templates: v.fallback(orNothing(onecTemplatesSchema), undefined),
  /** Answers to `documentLookup`, each parsed alone. */
  documents: list(v.unknown()),
  job: v.fallback(orNothing(onecJobSchema), undefined),
  /** Numbers in 1C that can never match a WhatsApp number, each parsed alone. A full list, sent when it has changed. */
  badPhones: v.fallback(orNothing(v.array(v.unknown())), undefined),
  /** How long 1C would wait for the first event; longer than the limit is cut to it. */
  waitSeconds: v.fallback(
    v.pipe(
      v.number(),
      v.transform((seconds) => Math.min(Math.max(seconds, 0), longestWaitSeconds)),
    ),
    0,
  ),
})
export type OnecPacket = v.InferOutput<typeof onecPacketSchema>

/** @param body JSON as it came from 1C. */
export function parseOnecPacket(body: unknown): { packet: OnecPacket } | { refusal: RefusalForOnec } {
  const spoken = v.safeParse(v.object({ protocol: v.number() }), body)
  if (spoken.success && spoken.output.protocol !== protocolVersion)
    return { refusal: refusalForOnec('protocolMismatch', `This relay speaks protocol ${protocolVersion}.`) }
  const parsed = v.safeParse(onecPacketSchema, body)
  if (!parsed.success) return { refusal: refusalForOnec('badRequest', wrongFields(parsed.issues)) }
  if (parsed.output.outgoing.length > packetLimit)
    return { refusal: refusalForOnec('tooLarge', `outgoing: at most ${packetLimit} in a packet.`) }
  const { refused, rejected } = parsed.output
  if (Math.max(refused.length, rejected.length) > mostAnswers)
    return { refusal: refusalForOnec('tooLarge', `refused, rejected: at most ${mostAnswers} of each in a packet.`) }
  return { packet: parsed.output }
}

const wrongFields = (issues: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string =>
  issues.map((issue) => `${v.getDotPath(issue) ?? 'packet'}: ${issue.message}`).join('; ')
