import type { ComponentChildren } from 'preact'

/** An empty place says what will be here and the one thing to do now. */
export function EmptyPlace({ title, text, children }: { title: string; text: string; children?: ComponentChildren }) {
  return (
    <div class="empty-place">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  )
}
