import type { SignedIn } from '../../shared/answers.ts'
import { refusal } from '../connection/ask-relay.ts'
import { relayAddress } from '../connection/relay-address.ts'
import { changeHere } from '../database/here.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import type { Asked, InboxService } from './inbox-service.ts'
import type { RelayAccess } from './relay-access.ts'
import type { RelayLink } from './relay-link.ts'
import { forgetToken, readSettings, saveAddress, saveToken } from './settings.ts'

export interface ConnectionParts {
  database: WorkerStore
  link: Pick<RelayLink, 'connectAfresh' | 'leave'>
  access: RelayAccess
}

type ConnectionService = Pick<
  InboxService,
  | 'useRelay'
  | 'relayAddress'
  | 'addressByPolicy'
  | 'setUp'
  | 'signIn'
  | 'signInWays'
  | 'signInWithOnec'
  | 'signOut'
  | 'reconnectNow'
>

export const serveConnection = (parts: ConnectionParts): ConnectionService => ({
  useRelay: (address) => useRelay(parts, address),
  relayAddress: async () => (await readSettings()).address,
  addressByPolicy: async () => (await readSettings()).addressByPolicy,
  setUp: async (code, name) => enter(parts, await parts.access.askAsStranger((relay) => relay.setUp(code, name))),
  signIn: async (code) => enter(parts, await parts.access.askAsStranger((relay) => relay.signIn(code))),
  signInWays: () => parts.access.askAsStranger((relay) => relay.signInWays()),
  signInWithOnec: async (login, password) =>
    enter(parts, await parts.access.askAsStranger((relay) => relay.signInWithOnec(login, password))),
  signOut: () => signOut(parts),
  reconnectNow: () => parts.link.connectAfresh(),
})

async function useRelay({ access, link }: ConnectionParts, typed: string): Promise<Asked<void>> {
  const settings = await readSettings()
  if (settings.addressByPolicy) return refusal('forbidden', 'the address is set by the company policy of this browser')
  const address = relayAddress(typed)
  if (address === undefined) return refusal('badRequest', `not an address: ${typed}`)
  const health = await access.at(address).health()
  if (!health.ok) return health
  // Another relay is another company's data, and must never see the first one's token.
  if (settings.address !== undefined && settings.address !== address) {
    await forgetToken()
    await link.leave('signedOut')
  }
  await saveAddress(address)
  await link.connectAfresh()
  return { ok: true, value: undefined }
}

/** The code works once, so the token is stored before anything else is done. */
async function enter({ database, link }: ConnectionParts, signedIn: Asked<SignedIn>): Promise<Asked<void>> {
  if (!signedIn.ok) return signedIn
  await saveToken(signedIn.value.token)
  await link.leave('connecting')
  await changeHere(database, (here) => ({ ...here, employee: signedIn.value.employee }))
  await link.connectAfresh()
  return { ok: true, value: undefined }
}

/** The relay is told as well as can be; whoever signs out of a dead relay is signed out here all the same. */
async function signOut({ access, link }: ConnectionParts): Promise<void> {
  const relay = await access.signedIn()
  await forgetToken()
  await link.leave('signedOut')
  void relay?.signOut()
}
