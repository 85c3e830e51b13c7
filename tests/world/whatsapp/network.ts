import type { proto } from '@whiskeysockets/baileys'
import type { Companion } from './companion.ts'
import type { WhatsAppEvents } from './events.ts'
import type { MediaHost } from './media-host.ts'
import type { Person } from './person.ts'

/** What a person needs of WhatsApp. */
export interface Network {
  readonly events: WhatsAppEvents
  readonly media: MediaHost
  readonly now: () => number
  companionOf(number: string): Companion | undefined
  /** What somebody wrote to a company. */
  messageOf(id: string): proto.IMessage | undefined
  /** By phone number or LID jid. */
  personAt(jid: string | undefined): Person | undefined
}

/** For work that nobody waits for. */
export function reportFailure(work: Promise<void> | undefined, { events }: Network): void {
  work?.catch((error: Error) => events.tell({ type: 'fault', error: error.message }))
}

/** WhatsApp counts in seconds. */
export function seconds(milliseconds: number): string {
  return String(Math.floor(milliseconds / 1000))
}
