import { type AuthenticationCreds, BufferJSON, initAuthCreds } from '@whiskeysockets/baileys'
import * as v from 'valibot'
import type { ChannelId } from '../../shared/ids.ts'
import { Refused } from '../refused.ts'
import { forgetCredentials, readCredentials } from '../store/credentials.ts'
import type { Store } from '../store/open.ts'
import { forgetSignalKeys } from '../store/signal-keys.ts'

/** What Baileys keeps of a linked channel. */
export type Credentials = AuthenticationCreds

/** The stored credentials of a channel are there, but broken: whoever asks for the number is told. */
export class DamagedKeys extends Refused {
  override name = 'DamagedKeys'
  constructor(message: string, { cause }: { cause: unknown }) {
    super('conflict', message)
    this.cause = cause
  }
}

const bytes = v.instance(Uint8Array)
const keyPair = v.object({ public: bytes, private: bytes })

/** As much as it takes to be sure that these are credentials, and whole. */
const credentialsSchema = v.looseObject({
  noiseKey: keyPair,
  pairingEphemeralKeyPair: keyPair,
  signedIdentityKey: keyPair,
  signedPreKey: v.object({ keyPair, signature: bytes, keyId: v.number() }),
  registrationId: v.number(),
  advSecretKey: v.string(),
  firstUnuploadedPreKeyId: v.number(),
  nextPreKeyId: v.number(),
  me: v.looseObject({ id: v.string() }),
})

/**
 * The credentials of a channel; `undefined` when it is not linked.
 * @throws DamagedKeys when they are there but broken. New ones in their place would log the company's number out without a word.
 */
export async function loadCredentials(store: Store, channelId: ChannelId): Promise<Credentials | undefined> {
  const json = await readCredentials(store.read, channelId)
  if (json === undefined) return undefined
  try {
    const value: Credentials = JSON.parse(json, BufferJSON.reviver)
    v.parse(credentialsSchema, value)
    return value
  } catch (cause) {
    const remedy = 'Restore the database from a backup, or unlink the number and pair it again.'
    throw new DamagedKeys(`The WhatsApp credentials of channel ${channelId} cannot be read. ${remedy}`, { cause })
  }
}

/** Whether a phone has vouched for them. A phone number alone stands in them as soon as a code to type is asked for. */
export const isLinked = ({ account }: Credentials): boolean => account !== undefined

/** For a channel that is about to be paired; they are stored once the phone has scanned the code. */
export const newCredentials = (): Credentials => initAuthCreds()

export const credentialsAsJson = (credentials: Credentials): string => JSON.stringify(credentials, BufferJSON.replacer)

/** The link is over: its keys are of no use any more. Conversations are kept. */
export async function forgetLink(store: Store, channelId: ChannelId): Promise<void> {
  await store.write(async (tx) => {
    await forgetCredentials(tx, channelId)
    await forgetSignalKeys(tx, channelId)
  })
}
