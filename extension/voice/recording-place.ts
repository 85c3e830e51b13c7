import type { ConversationId } from '../../shared/ids.ts'

/** One recording has one place that records: the browser gives it to one window, and takes it back when that window dies. */
export interface RecordingPlace {
  /** @returns gives it back; undefined: another window has it. */
  take(): Promise<(() => void) | undefined>
  /** Whether another window has it. */
  isElsewhere(): Promise<boolean>
  /** Settles when nobody has it any more. */
  whenFree(): Promise<void>
}

type Locks = Pick<LockManager, 'request' | 'query'>

export function createRecordingPlace(conversationId: ConversationId, locks: Locks = navigator.locks): RecordingPlace {
  const name = `recording of ${conversationId}`
  // Those who wait stand at a door of their own: whoever asks whether the place is free now is never told no because of them.
  const door = `${name}, its end`
  let mine = false
  return {
    async take() {
      const leave = await hold(locks, name, { ifAvailable: true })
      if (leave === undefined) return undefined
      const open = await hold(locks, door, {})
      mine = true
      return () => {
        mine = false
        leave()
        open?.()
      }
    },
    async isElsewhere() {
      const { held = [] } = await locks.query()
      return !mine && held.some((lock) => lock.name === name)
    },
    whenFree: () => locks.request(door, { mode: 'shared' }, () => undefined),
  }
}

/** Settles when it is held. @returns lets it go; undefined: somebody else holds it. */
const hold = (locks: Locks, name: string, options: LockOptions): Promise<(() => void) | undefined> =>
  new Promise((got, fail) => {
    const held = locks.request(name, options, (lock) => {
      if (lock === null) return got(undefined)
      return new Promise<void>((letGo) => got(letGo))
    })
    held.catch(fail)
  })
