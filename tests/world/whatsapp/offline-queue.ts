import type { BinaryNode } from '@whiskeysockets/baileys'

interface Entry {
  readonly node: BinaryNode
  sent: boolean
}

/**
 * Everything a companion still owes an answer for. A queue of stanzas, not of ids: after ack error=500 the re-sent copy
 * carries the same id and must stay (guide 1, pitfalls).
 */
export class OfflineQueue {
  readonly #entries = new Set<Entry>()
  readonly #byId = new Map<string, Entry[]>()

  get size(): number {
    return this.#entries.size
  }

  add(node: BinaryNode): void {
    const entry = { node, sent: false }
    this.#entries.add(entry)
    const same = this.#byId.get(keyOf(node.tag, node.attrs.id))
    if (same) same.push(entry)
    else this.#byId.set(keyOf(node.tag, node.attrs.id), [entry])
  }

  /** The oldest stanza of this id that was really sent is answered. Returns whether there was one. */
  settle(tag: string, id: string | undefined): boolean {
    const same = this.#byId.get(keyOf(tag, id))
    const index = same?.findIndex((entry) => entry.sent) ?? -1
    const [entry] = index < 0 ? [] : (same?.splice(index, 1) ?? [])
    if (!entry) return false
    if (same?.length === 0) this.#byId.delete(keyOf(tag, id))
    return this.#entries.delete(entry)
  }

  /** Hands out what has not been sent since the last login, in the order in which it came. */
  takeUnsent(): BinaryNode[] {
    const unsent = [...this.#entries].filter((entry) => !entry.sent)
    for (const entry of unsent) entry.sent = true
    return unsent.map((entry) => entry.node)
  }

  /** Found by its id: a scan per message would make a long backlog slow. */
  markSent(node: BinaryNode): void {
    const entry = this.#byId.get(keyOf(node.tag, node.attrs.id))?.find((one) => one.node === node)
    if (entry) entry.sent = true
  }

  /** After a lost connection nobody knows what arrived: all of it goes out again. */
  forgetSending(): void {
    for (const entry of this.#entries) entry.sent = false
  }
}

function keyOf(tag: string, id: string | undefined): string {
  return `${tag} ${id ?? ''}`
}
