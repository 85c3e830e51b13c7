import type { BinaryNode } from '@whiskeysockets/baileys'
import type { Network } from './network.ts'
import { child, children, stanza } from './stanza.ts'

/** encrypt/get <key>: the keys of phones, under the jid that was asked (the LID!); strangers are left out. */
export function answerKeyRequest(iq: BinaryNode, network: Network): BinaryNode[] {
  const asked = children(child(iq, 'key') ?? stanza('key'))
  const users = asked.map(({ attrs: { jid } }) => {
    const person = network.personAt(jid)
    return person && stanza('user', { jid }, [person.peer.registration, ...person.peer.publishKeys()])
  })
  return [
    stanza(
      'list',
      {},
      users.filter((user) => user !== undefined),
    ),
  ]
}
