import type { Instant } from '../../shared/ids.ts'
import { isOurs, type MessageDetails, type MessageKind, type MessageOrigin } from '../../shared/message.ts'
import type { StoredDetails } from '../store/message-details.ts'
import type { MessageChange } from './incoming-message.ts'

/** A message as far as a change can concern it. */
export interface Changeable {
  kind: MessageKind
  origin: MessageOrigin
  at: Instant
  text: string
  details: StoredDetails
  /** Of a poll. */
  secret: string | null
}

/** Which side makes the change, and when. */
export interface Made {
  fromUs: boolean
  at: Instant
}

export type Changed = Pick<Changeable, 'text' | 'details'>

/**
 * How a message stands after a change; `undefined` when that changes nothing: it came before, is older than what is known, or the changer has
 * no right to it. Pure.
 */
export function afterChange(message: Changeable, change: MessageChange, made: Made): Changed | undefined {
  const { text, details } = message
  switch (change.type) {
    case 'edited':
      return isAuthor(message, made) ? afterEdit(message, change.text, made.at) : undefined
    case 'deleted':
      if (!isAuthor(message, made) || details.deleted) return undefined
      return { text, details: { ...details, deleted: { at: made.at, fromUs: made.fromUs } } }
    case 'reaction': {
      const reactions = afterReaction(details.reactions ?? [], change.emoji, made)
      return reactions && { text, details: withReactions(details, reactions) }
    }
    case 'votes': {
      const voted = afterVote(message, change, made)
      return voted && { text, details: voted }
    }
    case 'location': {
      const location = isAuthor(message, made) ? afterMove(details.location, change.location) : undefined
      return location && { text, details: { ...details, location } }
    }
    case 'call': {
      const call = isAuthor(message, made) ? afterCall(details.call, change.call) : undefined
      return call && { text, details: { ...details, call } }
    }
    default:
      return change satisfies never
  }
}

/** Nobody edits or deletes what the other side wrote. */
const isAuthor = (message: Changeable, { fromUs }: Made): boolean => isOurs(message) === fromUs

/** More earlier texts than anybody reads would make every telling of the message heavy. */
const mostEarlier = 50

function afterEdit({ text, at, details }: Changeable, edited: string, editedAt: Instant): Changed | undefined {
  const before = details.edited
  if (edited === text || details.deleted || (before && editedAt < before.at)) return undefined
  const earlier = [...(before?.earlier ?? []), { text, at: before?.at ?? at }].slice(-mostEarlier)
  return { text: edited, details: { ...details, edited: { at: editedAt, earlier } } }
}

type Reaction = NonNullable<MessageDetails['reactions']>[number]

function afterReaction(reactions: Reaction[], emoji: string, { fromUs, at }: Made): Reaction[] | undefined {
  const before = reactions.find((reaction) => reaction.fromUs === fromUs)
  if (before ? before.emoji === emoji || at < before.at : emoji === '') return undefined
  const others = reactions.filter((reaction) => reaction !== before)
  return emoji === '' ? others : [...others, { emoji, fromUs, at }]
}

function withReactions({ reactions: _before, ...details }: StoredDetails, reactions: Reaction[]): StoredDetails {
  return reactions.length > 0 ? { ...details, reactions } : details
}

/** A vote says all that its voter has chosen now: his former choice counts no more. */
function afterVote(
  { details, secret }: Changeable,
  { vote, read }: Extract<MessageChange, { type: 'votes' }>,
  { fromUs, at }: Made,
): StoredDetails | undefined {
  const { poll, choices = [] } = details
  const before = choices.find((choice) => choice.fromUs === fromUs)
  if (!poll || secret === null || (before && at < before.at)) return undefined
  const names = poll.options.map((option) => option.text)
  const chosen = read(vote, secret, names)
  if (!chosen || sameWords(chosen, before?.options ?? [])) return undefined
  const now = [...choices.filter((choice) => choice !== before), { fromUs, at, options: [...chosen] }]
  const votes = (option: string) => now.filter(({ options }) => options.includes(option)).length
  const options = poll.options.map((option) => ({ ...option, votes: votes(option.text) }))
  return { ...details, poll: { ...poll, options }, choices: now }
}

const sameWords = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify([...one].sort()) === JSON.stringify([...other].sort())

type Place = NonNullable<MessageDetails['location']>

/** Only what moves has moved, and never back in time. */
function afterMove(before: Place | undefined, moved: Place): Place | undefined {
  if (!before?.live || !moved.live || moved.live.movedAt <= before.live.movedAt) return undefined
  return { ...before, ...moved, live: { ...before.live, ...moved.live } }
}

type Call = NonNullable<MessageDetails['call']>

/** A call ends once. Of one that was taken its length comes later. */
function afterCall(before: Call | undefined, { outcome, seconds }: Call): Call | undefined {
  if (!before || outcome === 'ringing') return undefined
  if (before.outcome === 'ringing') return { ...before, outcome, ...(seconds === undefined ? {} : { seconds }) }
  return before.outcome === 'onPhone' && before.seconds === undefined && seconds !== undefined
    ? { ...before, seconds }
    : undefined
}
