import type { QuickReply } from '../../shared/inbox-commands.ts'

/** One place up or down; at the end it stays. Pure. */
export function moved(list: readonly QuickReply[], id: QuickReply['id'], step: -1 | 1): QuickReply[] {
  const from = list.findIndex((reply) => reply.id === id)
  const to = from + step
  const [one, other] = [list[from], list[to]]
  if (one === undefined || other === undefined) return [...list]
  return list.map((reply, place) => (place === from ? other : place === to ? one : reply))
}

/** In its place when it is known, else at the end. Pure. */
export const withReply = (list: readonly QuickReply[], reply: QuickReply): QuickReply[] =>
  list.some(({ id }) => id === reply.id) ? list.map((each) => (each.id === reply.id ? reply : each)) : [...list, reply]

/** What a text is called until somebody gives it a name: its first words. Pure. */
export function nameFor(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  if (line.length <= 40) return line
  const cut = line.slice(0, 40)
  return `${cut.slice(0, cut.lastIndexOf(' ') > 15 ? cut.lastIndexOf(' ') : 40)}…`
}
