import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'

/** A part that is fetched from the extension itself only when somebody wants it: opening the panel does not wait for it. */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined
  return function Lazily(props: Props) {
    const Part = useSignal(loaded)
    useEffect(() => {
      if (loaded !== undefined) return
      load().then((part) => {
        loaded = part
        Part.value = part
      }, reportError)
    }, [Part])
    const Shown = Part.value // undefined for the moment of its loading
    return Shown === undefined ? null : <Shown {...props} />
  }
}
