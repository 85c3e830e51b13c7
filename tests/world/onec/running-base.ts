import type { Infobase } from './infobase.ts'
import type { Mode } from './mode.ts'
import type { JobRun } from './scheduled-job.ts'

/** The base while it runs: what may be switched and swapped under the job and the service. */
export interface RunningBase {
  base: Infobase
  mode: Mode
  lastRun: JobRun | undefined
  /** To be called after every packet. */
  changed(): void
  until(holds: () => boolean): Promise<void>
}

export function createRunningBase(base: Infobase, mode: Mode): RunningBase {
  const watchers = new Set<() => void>()
  return {
    base,
    mode,
    lastRun: undefined,
    changed: () => {
      for (const look of [...watchers]) look()
    },
    until: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          if (!holds()) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
      }),
  }
}
