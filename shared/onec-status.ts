import * as v from 'valibot'
import { settingsForOnecSchema } from './commands.ts'
import { baseIdSchema, channelIdSchema, instantSchema } from './ids.ts'

/**
 * What is wrong with a base, as far as the relay can know. A closed list; the extension has a sentence for each, and what to do.
 * `neverCame`: linked and never heard of; `missedRuns`: its job has stopped coming; `jobsBlocked`: scheduled jobs are blocked in the cluster or the base;
 * `jobOff`: its own job is switched off; `syncOff`: the exchange is switched off in 1C's settings; `isCopy`: a copy of the base, which keeps silent;
 * `noLicence`, `publication`, `wrongLogin`, `noRole`, `certificate`, `unreachable`, `serverError`: what calling the base came to.
 */
export const onecTroubles = [
  'neverCame',
  'missedRuns',
  'jobsBlocked',
  'jobOff',
  'syncOff',
  'isCopy',
  'noLicence',
  'publication',
  'wrongLogin',
  'noRole',
  'certificate',
  'unreachable',
  'serverError',
] as const
export const onecTroubleSchema = v.picklist(onecTroubles)
export type OnecTrouble = v.InferOutput<typeof onecTroubleSchema>

/** One base in the status. */
export const onecBaseSchema = v.object({
  id: baseIdSchema,
  name: v.string(),
  /** Where people open it in the browser. */
  webAddress: v.optional(v.string()),
  /** The numbers about whose replies it decides. */
  channels: v.optional(v.array(channelIdSchema)),
  /** Of the templates that it has given: with another one GET /templates answers otherwise. */
  templatesRevision: v.optional(v.string()),
  state: v.optional(v.picklist(['inTouch', 'silent'])),
  lastExchangeAt: v.optional(instantSchema),
  trouble: v.optional(onecTroubleSchema),
})
export type OnecBase = v.InferOutput<typeof onecBaseSchema>

/** How the exchange with 1C goes, for the strip under a waiting reply. */
export const onecStatusSchema = v.object({
  /** `none`: no base is linked; `silent`: 1C has not been heard of for longer than it should. */
  state: v.picklist(['none', 'inTouch', 'silent']),
  /** Whether replies go through 1C or leave at once. */
  replyRoute: v.picklist(['through1c', 'direct']),
  /** When 1C was last heard of. */
  lastExchangeAt: v.optional(instantSchema),
  /** When its job should run next, as it was when this was told; later ones follow from `schedule`. */
  nextRunAt: v.optional(instantSchema),
  /** When replies leave, in the time of `timeZone`. Absent while synchronising is off. */
  schedule: v.optional(settingsForOnecSchema.entries.schedule),
  /** The office's, like Europe/Moscow. */
  timeZone: v.optional(v.string()),
  /** A waiting reply leaves without a silent 1C after so long; absent: never. */
  withoutOnecAfterMinutes: v.optional(v.number()),
  /** Why it is silent, as far as that can be known: the first of all bases. */
  trouble: v.optional(onecTroubleSchema),
  /** Each base; cards and tasks open in them. */
  bases: v.optional(v.array(onecBaseSchema)),
})
export type OnecStatus = v.InferOutput<typeof onecStatusSchema>
