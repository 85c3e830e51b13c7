import { clients } from './clients.ts'
import { documents } from './documents.ts'
import type { Infobase } from './infobase.ts'
import type { JsonMap } from './json-map.ts'
import type { Mode } from './mode.ts'
import { tasks } from './tasks.ts'
import { templates } from './templates.ts'
import { users } from './users.ts'

/** One of the base's subjects beyond messages (users, clients, templates, documents, tasks). Each has a file of its own and one line in `parts`. */
export interface Part {
  /** Its tables: `create table if not exists …`. */
  tables?: string
  /** The events that are its own, by type. What comes back is what is wrong with an event that cannot be applied; the effect is recorded by the caller. */
  events?: Readonly<Record<string, (base: Infobase, event: JsonMap) => string | undefined>>
  /** What it adds to the next packet: `{clients: […]}`. Called again until `sent`. `relay` is what the relay's last packet said (`relayWord`). */
  toSend?(base: Infobase, mode: Mode, relay: RelayWord): JsonMap
  /** The relay has surely read this packet: it answered it. */
  sent?(base: Infobase, packet: JsonMap): void
}

/** The heads of the relay's last packet; absent before the first. */
export interface RelayWord {
  usersRevision?: string | undefined
  templatesRevision?: string | undefined
}

export const parts: readonly Part[] = [clients, users, templates, documents, tasks]
