import type { ChannelState, ChannelTrouble } from '../../shared/channel-status.ts'

/** Of the others nothing is said: codes to scan are printed themselves. */
export type ToldState = Exclude<ChannelState, 'notPaired' | 'waitingForScan' | 'pairing'>

/** What happened and what to do, for the person in front of the terminal. What people read in the browser stands in extension/locales. */
export const stateWords: Record<ToldState, string> = {
  codesUsedUp: 'The codes have expired. Press “New code” to get fresh ones.',
  connecting: 'Connecting to WhatsApp…',
  online: 'Online: messages come and go.',
  suspect: 'The number has been silent for longer than usual; the link to WhatsApp is being checked.',
  reconnecting: 'The link to WhatsApp is broken and is being restored. Replies are kept and will leave by themselves.',
  unlinked: 'The phone has unlinked the panel. Pair the number again: conversations are kept.',
  replaced: 'Another relay uses this number. Leave only one running and press “Connect”.',
  banned: 'WhatsApp has banned the number. Open WhatsApp on the company’s phone and ask for a review.',
  versionRefused: 'WhatsApp refuses this version of the panel. Update the relay.',
  otherNumber:
    'Another number was scanned. Keep the former one or confirm the change: the former number’s conversations stay in this channel.',
}

/** What stands in the way and what to do. */
export const troubleWords: Record<ChannelTrouble, string> = {
  unreachable:
    'The relay cannot reach WhatsApp: check the internet of its machine, or set a proxy. It keeps trying by itself.',
  proxyUnreachable: 'The proxy of this number does not answer: check its address. The relay keeps trying by itself.',
  proxyRefused: 'The proxy of this number refuses: check the name and the password in its address.',
  damagedKeys:
    'The keys of this number are damaged. Restore the database from a backup, or unlink the number and pair it again: conversations are kept.',
  linkedElsewhere: 'This number is linked to another channel of this panel already; it was not linked a second time.',
  phoneRefused: 'WhatsApp gave no code for this number: check it and try later, or scan the QR code.',
}
