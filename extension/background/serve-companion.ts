import * as v from 'valibot'
import { type CompanionAsk, companionAskSchema } from '../companion/companion-messages.ts'
import { phonePlace } from '../inbox/phone-place.ts'

/** What a content script's word may set in motion: the inbox comes to the front, the button stays where it was put. Nothing is sent, nothing is told back but «done». */
export interface CompanionEffects {
  openInbox(where: { windowId?: number | undefined; place?: string }): Promise<void>
  moved(height: number): Promise<void>
  /** Whether this is the page of the relay in use that opens a conversation, and the user allowed it. */
  isOpenPage(url: string): Promise<boolean>
}

/** Who asks, as the browser says it. */
export interface CompanionSender {
  url?: string | undefined
  windowId?: number | undefined
}

/** @returns undefined when the message is none of the companion's. */
export type ServeCompanion = (message: unknown, sender: CompanionSender) => Promise<boolean> | undefined

export function createServeCompanion(effects: CompanionEffects): ServeCompanion {
  return (message, sender) => {
    const asked = v.safeParse(companionAskSchema, message)
    // Not async up to here: the browser opens its side panel only while the click still counts.
    return asked.success ? serve(effects, asked.output, sender) : undefined
  }
}

async function serve(effects: CompanionEffects, asked: CompanionAsk, sender: CompanionSender): Promise<boolean> {
  const { windowId } = sender
  switch (asked.companion) {
    case 'openInbox':
      await effects.openInbox({ windowId })
      return true
    case 'moved':
      await effects.moved(asked.height)
      return true
    case 'openPhone':
      if (!(await effects.isOpenPage(sender.url ?? ''))) return false
      // Where nobody has written yet, a person decides: a link must not begin a conversation by itself.
      await effects.openInbox({ windowId, place: phonePlace('show', asked.phone) })
      return true
    default:
      return asked satisfies never
  }
}
