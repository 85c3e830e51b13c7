import { setTimeout as pause } from 'node:timers/promises'
import type { Client, Sent } from './client.ts'
import type { SealedLetter } from './outgoing.ts'

export interface Push {
  readonly company: string
  readonly count: number
  /** Takes turns. */
  readonly clients: readonly Client[]
  /** Without it: as fast as the socket takes them. */
  readonly perSecond?: number
}

/**
 * Many texts for a bench. They are encrypted before the first one leaves, so that the stand-in's own work does not
 * stand in what is measured.
 */
export async function pushMany({ company, count, clients, perSecond }: Push): Promise<Sent[]> {
  const posts = await sealAll(company, count, clients)
  const sent: Sent[] = []
  const start = performance.now()
  while (sent.length < posts.length) {
    const due = perSecond ? Math.ceil(((performance.now() - start) / 1000) * perSecond) : posts.length
    for (const post of posts.slice(sent.length, due)) sent.push(post())
    if (sent.length < posts.length) await pause(1)
  }
  return sent
}

async function sealAll(company: string, count: number, clients: readonly Client[]): Promise<(() => Sent)[]> {
  const posts: (() => Sent)[] = []
  for (let index = 0; index < count; index++) {
    const client = clients[index % clients.length]
    const sealed: SealedLetter | undefined = await client?.sealText(company, `bench ${index} ${'·'.repeat(40)}`)
    if (!client || !sealed) throw new Error(`nobody to write, or ${company} has no linked companion`)
    posts.push(() => client.post(sealed))
  }
  return posts
}
