import type { ChannelId, ConversationId, Instant } from '../../shared/ids.ts'
import type { InboxSettings } from '../../shared/inbox-settings.ts'
import type { OffsetAt } from '../../shared/schedule.ts'
import { keepLooking, type LookOut } from '../outbox/keep-looking.ts'
import { createSignal, type Signal } from '../signal.ts'
import { automaticTextsOf, saidLast } from '../store/automatic-texts.ts'
import { wasBegunByUs } from '../store/first-messages.ts'
import type { Store } from '../store/open.ts'
import { closedSince, type WaitingRow, waitingBetween, writtenSince } from '../store/waiting-conversations.ts'
import type { SetAlarm } from '../timer.ts'
import type { InboxRules } from './inbox-rules.ts'
import { createSendAutomaticText, type SendAutomaticTextDeps } from './send-automatic-text.ts'
import { day, type Facts, isUndecided, longestWait, stillFresh, textDue } from './text-due.ts'

export interface AutomaticTextsDeps extends SendAutomaticTextDeps {
  store: Store
  setAlarm: SetAlarm
  rules: InboxRules
  /** Minutes east of UTC at a moment, where the office is. */
  offsetAt: OffsetAt
  /** Whether a number may send now: it is online, and WhatsApp has not restricted it. */
  maySend(channelId: ChannelId): boolean
  /** Fires when that may have changed for a number. */
  channelChanged: Signal
  onError(error: unknown): void
}

/** A greeting need not come at once; a burst of messages is looked at once. Milliseconds. */
const patience = 1_000
/** How often it is looked for clients who have waited too long. Milliseconds. */
const beat = 20_000
/** Of each list so many are looked at. */
const page = 1_000
/** How far back what was said is read. */
const saidBefore = 30

/**
 * Looks after each commit, never within it, which conversations are owed a text. What has left stands in the store, and what is owed follows from how a conversation stands, so
 * a crash neither loses one nor sends it twice.
 */
export function watchAutomaticTexts(deps: AutomaticTextsDeps): LookOut {
  const { store, setAlarm, rules, channelChanged } = deps
  const soon = createSignal()
  const decided = new Decided()
  const send = createSendAutomaticText(deps)
  let cancel: (() => void) | undefined
  const deaf = store.journalGrew.listen(() => {
    if (cancel || !answersAtOnce(rules)) return
    cancel = setAlarm(patience, () => {
      cancel = undefined
      soon.fire()
    })
  })
  const changed = rules.changed.listen(() => decided.forget())
  const lookOut = keepLooking({
    ...deps,
    wakes: [soon, rules.changed, channelChanged],
    lookOnce: () => lookOnce(deps, decided, send),
  })
  lookOut.look()
  return {
    look: lookOut.look,
    stop: async () => {
      deaf()
      changed()
      cancel?.() // undefined: nothing has happened lately
      await lookOut.stop()
    },
  }
}

/** Something leaves when a client has just written, or called. */
const answersWords = ({ greeting, outsideHours, missedCall }: InboxSettings['automaticTexts']): boolean =>
  greeting.enabled || outsideHours.enabled || missedCall.enabled

const answersAtOnce = (rules: InboxRules): boolean => {
  const texts = rules.now().automaticTexts
  return answersWords(texts) || texts.closing.enabled
}

async function lookOnce(
  deps: AutomaticTextsDeps,
  decided: Decided,
  send: ReturnType<typeof createSendAutomaticText>,
): Promise<Instant | undefined> {
  const { rules, clock, offsetAt } = deps
  const settings = rules.now()
  const texts = settings.automaticTexts
  if (!answersAtOnce(rules) && !texts.nobodyAnswers.enabled) return undefined
  for (const { row, isPassing } of await candidates(deps, decided)) {
    if (!deps.maySend(row.channel_id)) continue
    const facts = await factsOf(deps, row)
    const due = textDue(facts, rules.now(), clock.now(), offsetAt)
    if (due) await send(row.id, due, rules.now().automaticTexts[due.kind].text)
    const [newest] = facts.said
    // What cannot be read yet is decided about once it can, a call once it is over.
    if (isPassing && !(newest && isUndecided(newest))) decided.note(row)
  }
  decided.forgetBefore(clock.now() - stillFresh)
  return clock.now() + beat
}

/** Whose turn it may be. `isPassing`: it is decided once, by what was said last. */
async function candidates(
  { store: { read }, rules, clock }: AutomaticTextsDeps,
  decided: Decided,
): Promise<{ row: WaitingRow; isPassing: boolean }[]> {
  const now = clock.now()
  const texts = rules.now().automaticTexts
  const { closing, nobodyAnswers } = texts
  const fresh = now - stillFresh
  const written = answersWords(texts) ? await writtenSince(read, fresh, page) : []
  const closed = closing.enabled ? await closedSince(read, fresh, page) : []
  const to = now - nobodyAnswers.afterMinutes * 60_000
  const waiting = nobodyAnswers.enabled ? await waitingBetween(read, { from: now - longestWait, to }, page) : []
  const passing = [...written, ...closed].filter((row) => !decided.has(row))
  return [...passing.map((row) => ({ row, isPassing: true })), ...waiting.map((row) => ({ row, isPassing: false }))]
}

async function factsOf({ store: { read }, clock }: AutomaticTextsDeps, row: WaitingRow): Promise<Facts> {
  const said = await saidLast(read, row.id, saidBefore)
  return {
    conversation: row,
    said,
    isWhole: said.length < saidBefore,
    begunByUs: await wasBegunByUs(read, row.channel_id, row.contact_id),
    sent: await automaticTextsOf(read, row.id, clock.now() - day),
  }
}

/** What was decided about, so that a conversation is not read anew with each message of others. Lost with the process: then it is decided once more, to the same end. */
class Decided {
  readonly #by = new Map<ConversationId, { about: string; at: Instant }>()

  has = (row: WaitingRow): boolean => this.#by.get(row.id)?.about === aboutOf(row)

  note(row: WaitingRow): void {
    this.#by.set(row.id, { about: aboutOf(row), at: Math.max(row.last_message_at, row.closed_at ?? 0) }) // null: never closed
  }

  forget(): void {
    this.#by.clear()
  }

  forgetBefore(moment: Instant): void {
    for (const [id, { at }] of this.#by) if (at < moment) this.#by.delete(id)
  }
}

const aboutOf = ({ state, last_message_id, closed_at, waiting_since }: WaitingRow): string =>
  [state, last_message_id, closed_at, waiting_since].join(' ')
