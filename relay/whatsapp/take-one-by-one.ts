import type { BinaryNode, WASocket } from '@whiskeysockets/baileys'

/**
 * Baileys takes what waited for the login one after the other, but lets live messages overtake it, and a stranger's first messages one another. A crash in between would
 * leave later messages stored and earlier ones to come again, so they would be handed over in the wrong order, to 1C too. So every message is taken for one that
 * waited: what is stored is then always everything up to some moment.
 */
export function takeOneByOne(client: WASocket['ws']): void {
  const taken = new WeakSet<BinaryNode>()
  client.prependListener('CB:message', (stanza: BinaryNode) => {
    if (stanza.attrs.offline !== undefined) return
    taken.add(stanza)
    stanza.attrs.offline = '0'
  })
  // Behind Baileys' own listener, which looks at it at once. Whoever looks later sees what WhatsApp has sent.
  client.on('CB:message', (stanza: BinaryNode) => {
    if (taken.has(stanza)) delete stanza.attrs.offline
  })
}
