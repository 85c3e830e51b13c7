import type { BinaryNode } from '@whiskeysockets/baileys'
import type { Companion } from './companion.ts'
import { answerKeyRequest } from './key-requests.ts'
import type { Network } from './network.ts'
import { child, children, iqResult, stanza } from './stanza.ts'
import { answerUsync } from './usync.ts'

interface Query {
  readonly iq: BinaryNode
  readonly companion: Companion
  readonly network: Network
}

type Answer = (query: Query) => BinaryNode[]

const EMPTY: Answer = () => []

/** `xmlns type first-child` → the content of the result, in the order in which rc14 asks after a login (guide 1.7). */
const ANSWERS: Record<string, Answer> = {
  'encrypt get count': ({ companion }) => [stanza('count', { value: String(companion.keys.count) })],
  'encrypt set registration': ({ iq, companion }) => {
    companion.keys.upload(iq)
    return []
  },
  'encrypt set rotate': ({ iq, companion }) => {
    companion.keys.rotate(iq)
    return []
  },
  'encrypt get digest': () => [stanza('digest')],
  'encrypt get key': ({ iq, network }) => answerKeyRequest(iq, network),
  'passive set active': EMPTY,
  'abt get props': () => [stanza('props', { hash: '1' }, [])],
  'blocklist get': () => [stanza('list')],
  // Without "all" Baileys sends read-self instead of read: no blue ticks for the client.
  'privacy get privacy': () => [stanza('privacy', {}, [stanza('category', { name: 'readreceipts', value: 'all' })])],
  'privacy set tokens': EMPTY,
  'w:p get ping': EMPTY,
  'w:sync:app:state set sync': ({ iq }) => [stanza('sync', {}, emptyCollections(iq))],
  'w:m set media_conn': ({ network }) => [
    stanza('media_conn', { auth: 'stand-in', ttl: '3600' }, [stanza('host', { hostname: network.media.hostname })]),
  ],
  'usync get usync': ({ iq, companion, network }) => answerUsync(iq, companion, network),
  'w:g2 get participating': () => [stanza('groups')],
  'w:profile:picture get picture': EMPTY,
  'w:mex get query': ({ companion }) => [stanza('result', {}, Buffer.from(timeLockOf(companion)))],
}

/** Every query gets a result: an unanswered one would hold Baileys for 60 s. Unknown ones are told as events. */
export function answerQuery(query: Query): BinaryNode {
  const { iq, companion, network } = query
  const first = children(iq)[0]?.tag ?? ''
  const name = `${iq.attrs.xmlns} ${iq.attrs.type} ${first}`.trim()
  const answer = ANSWERS[name]
  network.events.tell({ type: 'query', number: companion.number, name, known: Boolean(answer) })
  return iqResult(iq, answer?.(query) ?? [])
}

function emptyCollections(iq: BinaryNode): BinaryNode[] {
  const asked = children(child(iq, 'sync') ?? stanza('sync'))
  return asked.map(({ attrs: { name, version } }) => stanza('collection', { name, version }))
}

/** The only question of this kind that a relay asks: whether the number may write to people who are new to it. */
function timeLockOf({ lockedUntil }: Companion): string {
  const state = { is_active: lockedUntil !== undefined, time_enforcement_ends: String(lockedUntil ?? 0) }
  return JSON.stringify({ data: { xwa2_fetch_account_reachout_timelock: state } })
}
