import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { policyKey, readPolicy } from '../browser/policy.ts'

/** What outlives everything else: where the relay is, and the token with which this employee is known there. */
export interface Settings {
  address?: string | undefined
  token?: string | undefined
  /** The company's browser policy has set the address: nobody changes it here. */
  addressByPolicy: boolean
}

const textSchema = v.fallback(v.optional(v.string()), undefined)
const storedSchema = v.fallback(v.object({ relayAddress: textSchema, token: textSchema }), {})

export async function readSettings(): Promise<Settings> {
  const { [policyKey]: kept, ...rest } = await browser.storage.local.get(['relayAddress', 'token', policyKey])
  const stored = v.parse(storedSchema, rest)
  const { relayAddress: byPolicy } = await readPolicy(kept)
  return {
    address: byPolicy ?? stored.relayAddress,
    token: stored.token,
    addressByPolicy: byPolicy !== undefined,
  }
}

export const saveAddress = (address: string): Promise<void> => browser.storage.local.set({ relayAddress: address })
export const saveToken = (token: string): Promise<void> => browser.storage.local.set({ token })
export const forgetToken = (): Promise<void> => browser.storage.local.remove('token')

/** Content scripts run inside other people's pages: Chrome would let them read the token. Firefox has no such switch. */
export async function keepSettingsFromPages(): Promise<void> {
  await browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
}
