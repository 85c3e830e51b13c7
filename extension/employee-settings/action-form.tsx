import type { ComponentChildren } from 'preact'
import type { Action } from './create-action.ts'

/** A card that is a form: Enter in any of its fields presses its button. */
export function ActionForm({
  title,
  action,
  children,
}: {
  title: string
  action: Action<[]>
  children: ComponentChildren
}) {
  const submit = (event: Event) => {
    event.preventDefault()
    void action.run()
  }
  return (
    <form class="card" aria-label={title} noValidate onSubmit={submit}>
      <h3>{title}</h3>
      {children}
    </form>
  )
}
