import { refusal } from '../connection/ask-relay.ts'
import { createRelayClient, type RelayClient, type RelayDoor } from '../connection/relay-api.ts'
import type { Asked } from './inbox-service.ts'
import type { Settings } from './settings.ts'

/** The settings are read anew for each question: a worker that slept may wake behind a page that changed them. */
export interface RelayAccess {
  /** Undefined as long as nobody has signed in. */
  signedIn(): Promise<RelayClient | undefined>
  /** Asks with the token, or says why it cannot be asked. */
  ask<T>(question: (relay: RelayClient) => Promise<Asked<T>>): Promise<Asked<T>>
  /** Asks without a token, at the stored address. */
  askAsStranger<T>(question: (relay: RelayClient) => Promise<Asked<T>>): Promise<Asked<T>>
  at(address: string): RelayClient
}

export function createRelayAccess(readSettings: () => Promise<Settings>, fetchFrom: typeof fetch): RelayAccess {
  const at = (address: string) => createRelayClient({ address, fetch: fetchFrom })
  const signedIn = async () => {
    const door = await signedInDoor(readSettings, fetchFrom)
    return door && createRelayClient(door)
  }
  return {
    at,
    signedIn,
    ask: asking(signedIn),
    askAsStranger: async (question) => {
      const { address } = await readSettings()
      return address === undefined ? refusal('unreachable', 'no relay address is set') : question(at(address))
    },
  }
}

/** Where the relay is, with the token; undefined as long as nobody has signed in. */
export async function signedInDoor(
  readSettings: () => Promise<Settings>,
  fetchFrom: typeof fetch,
): Promise<RelayDoor | undefined> {
  const { address, token } = await readSettings()
  return address === undefined || token === undefined ? undefined : { address, token, fetch: fetchFrom }
}

/** Asks whoever is there to be asked, or says that nobody is. */
export const asking =
  <Client>(signedIn: () => Promise<Client | undefined>) =>
  async <T>(question: (relay: Client) => Promise<Asked<T>>): Promise<Asked<T>> => {
    const relay = await signedIn()
    return relay === undefined ? refusal('unauthorized', 'nobody has signed in here') : question(relay)
  }
