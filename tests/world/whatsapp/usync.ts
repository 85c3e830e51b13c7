import type { BinaryNode } from '@whiskeysockets/baileys'
import { digitsOf, phoneJid } from './addresses.ts'
import type { Companion } from './companion.ts'
import type { Network } from './network.ts'
import type { Person } from './person.ts'
import { child, children, stanza } from './stanza.ts'

/** usync/get: who is on WhatsApp, under which LID, with which devices. Answers with the protocols that were asked. */
export function answerUsync(iq: BinaryNode, asker: Companion, network: Network): BinaryNode[] {
  const usync = child(iq, 'usync')
  const protocols = children(child(usync, 'query') ?? stanza('query')).map(({ tag }) => tag)
  const asked = children(child(usync, 'list') ?? stanza('list'))
  const users = asked.map((user) => describeUser(user, protocols, asker, network))
  return [stanza('usync', { ...usync?.attrs }, [stanza('result'), stanza('list', {}, users)])]
}

function describeUser(user: BinaryNode, protocols: string[], asker: Companion, network: Network): BinaryNode {
  const phone = String(child(user, 'contact')?.content ?? '')
  const jid = user.attrs.jid ?? phoneJid(digitsOf(phone))
  const person = network.personAt(jid)
  const answers = protocols.map((protocol) => describe(protocol, person, phone, asker))
  return stanza(
    'user',
    { jid },
    answers.filter((answer) => answer !== undefined),
  )
}

function describe(protocol: string, person: Person | undefined, phone: string, asker: Companion) {
  if (protocol === 'contact') return stanza('contact', { type: person ? 'in' : 'out' }, Buffer.from(phone))
  if (!person) return undefined
  switch (protocol) {
    case 'lid':
      // Without it Baileys cannot send to a phone number at all (guide 0.5).
      return person.tellsBoth ? stanza('lid', { val: person.lid }) : undefined
    case 'devices':
      return stanza('devices', {}, [stanza('device-list', {}, devicesOf(person, asker))])
    case 'status':
      return stanza('status', { t: '0' })
    case 'disappearing_mode':
      return stanza('disappearing_mode', { duration: '0', t: '0' })
    default:
      return undefined
  }
}

/**
 * A device other than the phone counts only with a key index (Baileys' extractDeviceJids). The companions of other
 * companies are left out: what one company writes to another reaches its phone only.
 */
function devicesOf(person: Person, asker: Companion): BinaryNode[] {
  const phone = stanza('device', { id: '0' })
  if (person.number !== asker.number) return [phone]
  const device = String(asker.device)
  return [phone, stanza('device', { id: device, 'key-index': device })]
}
