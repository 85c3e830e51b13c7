import { createClaim } from './claim.ts'
import { createClose, createReopen } from './close-conversation.ts'
import type { DeedDeps } from './do-deed.ts'
import { createHandOver } from './hand-over.ts'
import { createStopObserving } from './stop-observing.ts'
import { createWriteNote } from './write-note.ts'

/** How employees share the work, each deed in one transaction. */
export const createDeeds = (deps: DeedDeps) => ({
  claim: createClaim(deps),
  handOver: createHandOver(deps),
  close: createClose(deps),
  reopen: createReopen(deps),
  writeNote: createWriteNote(deps),
  stopObserving: createStopObserving(deps),
})

export type Deeds = ReturnType<typeof createDeeds>
