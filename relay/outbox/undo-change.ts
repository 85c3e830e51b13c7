import type { Instant } from '../../shared/ids.ts'
import type { StoredDetails } from '../store/message-details.ts'
import type { KeptChange } from '../store/outgoing-changes.ts'

interface Undoable {
  text: string
  details: StoredDetails
}

/**
 * How a message stands once a change of ours that WhatsApp did not take is undone; `undefined` when nothing of it is to be seen any more. Pure.
 * @param at when the change was made.
 */
export function withoutChange({ text, details }: Undoable, change: KeptChange, at: Instant): Undoable | undefined {
  switch (change.type) {
    case 'edit': {
      const { edited, ...rest } = details
      const former = edited?.earlier.at(-1)
      if (!edited || !former || text !== change.text) return undefined
      const earlier = edited.earlier.slice(0, -1)
      return { text: former.text, details: earlier.length > 0 ? { ...rest, edited: { at: former.at, earlier } } : rest }
    }
    case 'delete': {
      const { deleted, ...rest } = details
      return deleted?.fromUs ? { text, details: rest } : undefined
    }
    case 'reaction': {
      const { reactions = [], ...rest } = details
      const ours = reactions.find(({ fromUs }) => fromUs)
      if ((ours?.emoji ?? '') !== change.emoji) return undefined
      const others = reactions.filter(({ fromUs }) => !fromUs)
      const back = change.before === '' ? others : [...others, { emoji: change.before, fromUs: true, at }]
      return { text, details: back.length > 0 ? { ...rest, reactions: back } : rest }
    }
    case 'read':
      return undefined
    default:
      return change satisfies never
  }
}
