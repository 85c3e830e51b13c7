import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import * as answers from '../../shared/answers.ts'
import { auditPageSchema } from '../../shared/audit.ts'
import { badPhonesSchema } from '../../shared/bad-phone.ts'
import { channelStates, channelTroubles } from '../../shared/channel-status.ts'
import * as commands from '../../shared/commands.ts'
import * as events from '../../shared/events.ts'
import * as inboxCommands from '../../shared/inbox-commands.ts'
import { groupsSchema, inboxSettingsSchema } from '../../shared/inbox-settings.ts'
import { messageDetailsSchema, messageKinds } from '../../shared/message.ts'
import { refusalSchema } from '../../shared/refusal.ts'
import { searchPageSchema } from '../../shared/search.ts'

/** Messages of every sort, and what becomes of them later. */
const messageSamples = [
  ...['reply', 'picture', 'file-gone', 'voice', 'location', 'live-location', 'contacts', 'poll', 'call', 'edited'],
  ...[
    'deleted',
    'reaction',
    'pending',
    'filled',
    'unsupported',
    'from-history',
    'hold',
    'note',
    'document-request',
    'handed-over',
    'automatic',
  ],
].map((name) => `event-message-${name}`)

/** Every document of the wire: its schema and the golden sample that stands for it. */
const documents: Record<string, v.GenericSchema> = {
  'frame-hello': commands.extensionFrameSchema,
  'frame-ping': commands.extensionFrameSchema,
  'frame-welcome': events.relayFrameSchema,
  'frame-events': events.relayFrameSchema,
  'frame-channel': events.relayFrameSchema,
  'frame-channels': events.relayFrameSchema,
  'frame-alerts': events.relayFrameSchema,
  'frame-upload': events.relayFrameSchema,
  'frame-pairing': events.relayFrameSchema,
  'frame-pairing-by-phone': events.relayFrameSchema,
  'frame-onec': events.relayFrameSchema,
  'frame-onecAlerts': events.relayFrameSchema,
  'frame-documents': events.relayFrameSchema,
  'frame-employee': events.relayFrameSchema,
  'frame-office': events.relayFrameSchema,
  'frame-typing': events.relayFrameSchema,
  'frame-writing': commands.extensionFrameSchema,
  'frame-pong': events.relayFrameSchema,
  'frame-refused': events.relayFrameSchema,
  'event-message': events.journalEventSchema,
  ...Object.fromEntries(messageSamples.map((name) => [name, events.journalEventSchema])),
  'event-stage': events.journalEventSchema,
  'event-conversation': events.journalEventSchema,
  'event-joined': events.journalEventSchema,
  'event-gone': events.toldEventSchema,
  'command-set-up': commands.setUpSchema,
  'command-sign-in': commands.signInSchema,
  'command-sign-in-with-onec': commands.signInWithOnecSchema,
  'command-reply': commands.replySchema,
  'command-reply-place': commands.replySchema,
  'command-reply-contacts': commands.replySchema,
  'command-reply-poll': commands.replySchema,
  'command-reply-voice': commands.replySchema,
  'command-task': commands.taskSchema,
  'command-hand-over': inboxCommands.handOverSchema,
  'command-write-note': inboxCommands.writeNoteSchema,
  'command-quick-replies': inboxCommands.quickRepliesSchema,
  'command-groups': groupsSchema,
  'command-inbox-settings': inboxSettingsSchema,
  'command-document-lookup': commands.documentLookupSchema,
  'command-choose-client': commands.chooseClientSchema,
  'command-invite': commands.inviteSchema,
  'command-employee-change': commands.employeeChangeSchema,
  'command-link-base': commands.linkBaseSchema,
  'command-push-target': commands.pushTargetSchema,
  'command-synchronisation': commands.synchronisationSchema,
  'command-base-change': commands.baseChangeSchema,
  'command-add-channel': commands.addChannelSchema,
  'command-channel-change': commands.channelChangeSchema,
  'command-start-pairing': commands.startPairingSchema,
  'command-other-number': commands.otherNumberSchema,
  'answer-channel-row': answers.channelRowSchema,
  'answer-signed-in': answers.signedInSchema,
  'answer-snapshot': answers.snapshotSchema,
  'answer-changes': answers.changesSchema,
  'answer-messages-page': answers.messagesPageSchema,
  'answer-reply-accepted': answers.replyAcceptedSchema,
  'answer-file-stored': answers.fileStoredSchema,
  'answer-employee-row': answers.employeeRowSchema,
  'answer-employee-list': answers.employeeListSchema,
  'answer-sign-in-ways': answers.signInWaysSchema,
  'answer-templates': answers.templatesSchema,
  'answer-document-list': answers.documentListSchema,
  'answer-task-asked': answers.taskAskedSchema,
  'answer-invited': answers.invitedSchema,
  'answer-base-row': answers.baseRowSchema,
  'answer-base-check': answers.baseCheckSchema,
  'answer-rejected-events': answers.rejectedEventsSchema,
  'answer-bad-phones': badPhonesSchema,
  'answer-base-linked': answers.baseLinkedSchema,
  'answer-search-page': searchPageSchema,
  'answer-file-progress': answers.fileProgressSchema,
  'answer-audit-page': auditPageSchema,
  refusal: refusalSchema,
}

const folder = new URL('./samples/', import.meta.url)
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
const protocol = readFileSync(new URL('../../shared/PROTOCOL.md', import.meta.url), 'utf8')

describe('the wire between relay and extension', () => {
  it.each(Object.keys(documents))('reads its golden sample of %s and loses nothing of it', (name) => {
    const schema = documents[name]
    if (!schema) throw new Error('unreachable')
    expect(v.parse(schema, sample(name))).toEqual(sample(name))
  })

  it.each(Object.keys(documents))('refuses %s with one field missing', (name) => {
    const schema = documents[name]
    const whole = sample(name)
    if (!schema || typeof whole !== 'object' || whole === null) throw new Error('unreachable')
    const withoutEach = Object.keys(whole).map((field) =>
      Object.fromEntries(Object.entries(whole).filter(([key]) => key !== field)),
    )
    const optionalOnly = [
      'command-employee-change',
      'command-base-change',
      'command-channel-change',
      'command-start-pairing',
      'answer-document-list',
    ].includes(name)
    expect(withoutEach.some((part) => !v.safeParse(schema, part).success)).toBe(!optionalOnly)
  })

  it('has no sample without a schema', () => {
    expect(
      readdirSync(folder)
        .map((file) => file.replace('.json', ''))
        .sort(),
    ).toEqual(Object.keys(documents).sort())
  })

  it('has a sample for each frame and each event that is told', () => {
    const types = (options: readonly { entries: { type: { literal: string } } }[]) =>
      options.map((option) => option.entries.type.literal)
    const frames = [...types(events.relayFrameSchema.options), ...types(commands.extensionFrameSchema.options)]
    for (const type of frames) expect(Object.keys(documents)).toContain(`frame-${type}`)
    for (const type of types(events.toldEventSchema.options)) expect(Object.keys(documents)).toContain(`event-${type}`)
  })

  it('has a sample for each detail of a message and each way in which one changes, and tells of them in PROTOCOL.md', () => {
    const sampled = messageSamples.map((name) => v.parse(events.messageEventSchema, sample(name)))
    const changes = events.messageEventSchema.entries.change.wrapped.options
    const details = [...Object.keys(messageDetailsSchema.entries), 'hold', 'rawKind']
    for (const detail of details)
      expect(
        sampled.some(({ message }) => detail in message),
        detail,
      ).toBe(true)
    for (const change of changes.filter((each) => each !== 'content'))
      expect(
        sampled.some((event) => event.change === change),
        change,
      ).toBe(true)
    for (const name of [...details, ...changes, ...messageKinds]) expect(protocol, name).toContain(`\`${name}\``)
  })

  it('tells of each frame and journal event in PROTOCOL.md', () => {
    const untold = Object.keys(documents).filter((name) => {
      const [kind, type] = [name.slice(0, name.indexOf('-')), name.slice(name.indexOf('-') + 1)]
      if (kind === 'frame')
        return type !== 'pairing-by-phone' && !new RegExp(`^\\| \`${type}\` +\\|`, 'm').test(protocol)
      return kind === 'event' && !messageSamples.includes(name) && !protocol.includes(`\`${type}\``)
    })
    expect(untold).toEqual([])
  })

  it('tells of each question and command over HTTP', () => {
    const ofOthers = ['onec-routes.ts', 'open-page.ts', 'http.ts', 'live.ts'] // 1C's own wire, pages outside /api/v1, and section 1
    const routes = readdirSync('relay/api')
      .filter((file) => !ofOthers.includes(file))
      .flatMap((file) => [
        ...readFileSync(`relay/api/${file}`, 'utf8').matchAll(/\.(get|post|put|patch|delete)\(\s*'(\/[^']*)'/g),
      ])
      .map(([, method, path]) => `${method?.toUpperCase()} ${path?.replaceAll(':id', '{id}')}`)
    const told = (route: string) => ['`', '?'].some((end) => protocol.includes(`\`${route}${end}`))
    expect(routes.length).toBeGreaterThan(50)
    expect(routes.filter((route) => !told(route))).toEqual([])
  })

  it('tells of each state of a number, of each trouble and of each alert', () => {
    const kinds = events.alertsFrameSchema.entries.alerts.item.entries.kind.options
    for (const name of [...channelStates, ...channelTroubles, ...kinds]) expect(protocol, name).toContain(`\`${name}\``)
  })
})
