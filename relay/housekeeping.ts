import { filesAboveQuota, type KeptFilesParts, oldFiles, orphans } from './forget-files.ts'
import type { FileParts } from './media/file-parts.ts'
import { forgetAudit } from './store/audit.ts'
import { forgetAutomaticTexts } from './store/automatic-texts.ts'
import { forgetLookups } from './store/document-lookups.ts'
import { forgetJournal } from './store/journal.ts'
import {
  type ArrivalPosition,
  forgetHistoryParts,
  forgetWaitingChanges,
  readByAllBases,
  tidyArrivals,
} from './store/old-rows.ts'
import { forgetSentChanges } from './store/outgoing-changes.ts'
import type { SetAlarm } from './timer.ts'

export interface HousekeepingParts extends KeptFilesParts {
  fileParts: Pick<FileParts, 'forgetOld'>
  setAlarm: SetAlarm
}

const day = 86_400_000

/** A plaintext is kept for so long after it was taken in, for whoever has to find out what was read wrongly. */
const plaintextDays = 3
/** WhatsApp redelivers late; never less than 30 (guide 3.4 d). */
const arrivalDays = 35
/** Whoever has not been here for so long gets a snapshot. */
const journalDays = 30
const waitingChangeDays = 30
/** A list of documents is asked for anew long before. */
const lookupDays = 3
/** Who did what is asked for long afterwards. */
const auditDays = 400
/** A day brings fewer. */
const auditAtOnce = 100_000
const rowsAtOnce = 500
/** Between two portions everybody else has his turn. */
const pause = 50
const firstAfter = 60_000

/** Tidies up once a day, in small portions, so that neither the database nor the disk grows for ever. */
export function startHousekeeping(parts: HousekeepingParts): { stop(): Promise<void> } {
  const { setAlarm, log } = parts
  const ending = new AbortController()
  let cancel: () => void = () => {}
  let round: Promise<void> = Promise.resolve()
  const next = (after: number) => {
    cancel = setAlarm(after, () => {
      round = tidyUp(parts, ending.signal)
        .catch((err: unknown) => log.error({ err }, 'housekeeping has failed; it tries again tomorrow'))
        .finally(() => ending.signal.aborted || next(day))
    })
  }
  next(firstAfter)
  return {
    stop: async () => {
      ending.abort()
      cancel()
      await round
    },
  }
}

/** One round: everything that is too old, portion by portion. */
export async function tidyUp(parts: HousekeepingParts, signal?: AbortSignal): Promise<void> {
  for (const work of [oldFiles, filesAboveQuota, orphans, oldArrivals, oldJournal, oldRest]) {
    for await (const _portion of work(parts)) {
      if (signal?.aborted) return
      await new Promise<void>((resolve) => void parts.setAlarm(pause, resolve))
    }
  }
}

async function* oldArrivals({ store, clock }: HousekeepingParts): AsyncGenerator<void> {
  const than = {
    dropPlaintextBefore: clock.now() - plaintextDays * day,
    forgetBefore: clock.now() - arrivalDays * day,
    limit: rowsAtOnce,
  }
  let position: ArrivalPosition | undefined
  do {
    const from = position
    position = await store.write((tx) => tidyArrivals(tx, from, than))
    yield
  } while (position)
}

async function* oldJournal({ store, clock }: HousekeepingParts): AsyncGenerator<void> {
  const olderThan = clock.now() - journalDays * day
  for (;;) {
    // The slowest base is asked inside: it may have been linked a moment ago.
    const dropped = await store.write(async (tx) => {
      const { upTo } = await readByAllBases(tx)
      return await forgetJournal(tx, { upTo, olderThan, limit: rowsAtOnce })
    })
    if (dropped < rowsAtOnce) return
    yield
  }
}

async function* oldRest({ store, clock, fileParts }: HousekeepingParts): AsyncGenerator<void> {
  await fileParts.forgetOld()
  await store.write(async (tx) => {
    await forgetWaitingChanges(tx, clock.now() - waitingChangeDays * day)
    await forgetHistoryParts(tx, clock.now() - arrivalDays * day)
    await forgetSentChanges(tx, clock.now() - arrivalDays * day)
    await forgetLookups(tx, clock.now() - lookupDays * day)
    await forgetAudit(tx, clock.now() - auditDays * day, auditAtOnce)
    await forgetAutomaticTexts(tx, clock.now() - arrivalDays * day)
  })
  yield
}
