import * as v from 'valibot'
import { channelIdSchema, employeeIdSchema, groupIdSchema } from './ids.ts'

const timeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like 08:00 is wanted'))
/** 1 to a day. */
const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60))
const weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))

/**
 * The texts that leave by themselves. `greeting`: a client writes for the first time, or after his conversation was closed; `missedCall`: he has called, and nobody took it;
 * `nobodyAnswers`: he has waited for so long; `closing`: an employee has closed it; `outsideHours`: he writes when nobody works.
 */
export const automaticTextKinds = ['greeting', 'missedCall', 'nobodyAnswers', 'closing', 'outsideHours'] as const
export const automaticTextKindSchema = v.picklist(automaticTextKinds)
export type AutomaticTextKind = v.InferOutput<typeof automaticTextKindSchema>

export const automaticTextSchema = v.object({
  enabled: v.boolean(),
  text: v.pipe(v.string(), v.trim(), v.maxLength(1000)),
})

const missedCall = {
  enabled: false,
  text: 'Здравствуйте! Мы не смогли ответить на звонок. Напишите, пожалуйста, сюда, и мы поможем.',
}

/** Where a rule sends a conversation. `responsible`: to the client's manager in 1C, when there is one. */
export const routeTargetSchema = v.variant('to', [
  v.object({ to: v.literal('employee'), employeeId: employeeIdSchema }),
  v.object({ to: v.literal('group'), groupId: groupIdSchema }),
  v.object({ to: v.literal('responsible') }),
])
export type RouteTarget = v.InferOutput<typeof routeTargetSchema>

/** A rule fits when everything that it names fits; what it leaves empty fits always. */
export const routingRuleSchema = v.object({
  /** Any of these words, in any Russian form. */
  words: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))), v.maxLength(50)),
  channels: v.array(channelIdSchema),
  /** Only clients whose responsible in 1C is this employee. */
  responsibleId: v.optional(employeeIdSchema),
  target: routeTargetSchema,
})
export type RoutingRule = v.InferOutput<typeof routingRuleSchema>

const allInboxSettingsSchema = v.object({
  /** A client waits for so long: the others are alerted, then the supervisors; `null`: never. */
  alertOthersAfterMinutes: v.nullable(minutes),
  alertSupervisorsAfterMinutes: v.nullable(minutes),
  /** In the office's time zone. An end that is not after the beginning lies on the next day: 00:00 to 00:00 is round the clock. */
  workingHours: v.object({ from: timeOfDay, to: timeOfDay, weekdays: v.pipe(v.array(weekday), v.minLength(1)) }),
  automaticTexts: v.object({
    greeting: automaticTextSchema,
    /** Absent in what a version before it has kept or asks for. */
    missedCall: v.optional(automaticTextSchema, missedCall),
    nobodyAnswers: v.object({ ...automaticTextSchema.entries, afterMinutes: minutes }),
    closing: automaticTextSchema,
    outsideHours: automaticTextSchema,
  }),
  /** The first that fits wins; without one the conversation stands in the queue. */
  routing: v.pipe(v.array(routingRuleSchema), v.maxLength(200)),
})
export type InboxSettings = v.InferOutput<typeof allInboxSettingsSchema>

/** GET, PUT /api/v1/settings/inbox — how the queue works. */
export const inboxSettingsSchema = v.pipe(
  allInboxSettingsSchema,
  v.check((settings) => supervisorsAfterOthers(settings), 'the supervisors have to be alerted later than the others'),
  v.check(
    ({ automaticTexts }) => emptyTextIn(automaticTexts) === undefined,
    'an automatic text that is switched on must not be empty',
  ),
)

/** Supervisors are the last who are told, so their minutes are more than those of the others. */
export function supervisorsAfterOthers({
  alertOthersAfterMinutes: others,
  alertSupervisorsAfterMinutes: supervisors,
}: Pick<InboxSettings, 'alertOthersAfterMinutes' | 'alertSupervisorsAfterMinutes'>): boolean {
  return others === null || supervisors === null || supervisors > others
}

/** A text that would leave and says nothing. */
export const emptyTextIn = (texts: InboxSettings['automaticTexts']): AutomaticTextKind | undefined =>
  automaticTextKinds.find((kind) => texts[kind].enabled && texts[kind].text.trim() === '')

/** A group of employees that conversations can be routed or handed over to: its members are told instead of the whole queue. */
export const groupSchema = v.object({
  id: groupIdSchema,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  members: v.array(employeeIdSchema),
})
export type Group = v.InferOutput<typeof groupSchema>
/** PUT /api/v1/groups — all groups in their order; GET answers the same shape. */
export const groupsSchema = v.object({ groups: v.pipe(v.array(groupSchema), v.maxLength(100)) })
export type Groups = v.InferOutput<typeof groupsSchema>

export const defaultInboxSettings: InboxSettings = {
  alertOthersAfterMinutes: 15,
  alertSupervisorsAfterMinutes: 30,
  workingHours: { from: '09:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] },
  automaticTexts: {
    greeting: { enabled: false, text: 'Здравствуйте! Спасибо за сообщение, мы скоро ответим.' },
    missedCall,
    nobodyAnswers: {
      enabled: false,
      text: 'Извините за ожидание: мы помним о вас и ответим, как только сможем.',
      afterMinutes: 10,
    },
    closing: { enabled: false, text: 'Спасибо за обращение! Если появятся вопросы, просто напишите сюда.' },
    outsideHours: {
      enabled: false,
      text: 'Здравствуйте! Сейчас мы не работаем и ответим в рабочее время.',
    },
  },
  routing: [],
}
