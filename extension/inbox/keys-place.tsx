import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { keysAreShown } from './keys-asked.ts'

/** The sheet of keys, when somebody has asked for it; its code comes only then. */
export function KeysPlace() {
  const sheet = useSignal<ComponentType<{ close: () => void }> | undefined>(undefined)
  const wanted = keysAreShown.value
  useEffect(() => {
    if (wanted) void import('./keys-sheet.tsx').then((module) => (sheet.value = module.default))
  }, [wanted, sheet])
  const Sheet = sheet.value
  return wanted && Sheet !== undefined ? <Sheet close={() => (keysAreShown.value = false)} /> : null
}
