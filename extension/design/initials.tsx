/** Two letters of the name; a phone has none, so it shows its last two digits. */
export function initialsOf(name: string): string {
  const words = name.match(/\p{L}[\p{L}'-]*/gu)
  const first = words?.[0]
  if (words === null || first === undefined) return name.replace(/\D/g, '').slice(-2)
  const second = words[1]
  return (first.charAt(0) + (second === undefined ? first.charAt(1) : second.charAt(0))).toUpperCase()
}

export function Initials({ name }: { name: string }) {
  return (
    <span class="initials" aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}
