import type { OfficeFrame } from '../../shared/events.ts'
import { officeNow } from '../store/office.ts'
import type { Store } from '../store/open.ts'
import type { Live } from './live.ts'

export interface OfficeWatch {
  /** As it was told last. */
  now(): OfficeFrame
}

/** Keeps everybody who is live informed of who works here and to whom can be handed over. What is told to all alike is put together once for all. */
export async function watchOffice(
  store: Pick<Store, 'read' | 'officeChanged'>,
  live: Pick<Live, 'tellAll'>,
  onError: (error: unknown) => void,
): Promise<OfficeWatch> {
  let known = await officeNow(store.read)
  let looking = false
  let lookAgain = false
  const look = async (): Promise<void> => {
    lookAgain = true
    if (looking) return
    looking = true
    try {
      while (lookAgain) {
        lookAgain = false
        const office = await officeNow(store.read)
        if (JSON.stringify(office) === JSON.stringify(known)) continue
        known = office
        live.tellAll(office)
      }
    } finally {
      looking = false
    }
  }
  store.officeChanged.listen(() => void look().catch(onError))
  return { now: () => known }
}
