import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { relayAddress } from '../connection/relay-address.ts'

/** What outlives everything else: where the relay is, and the token with which this employee is known there. */
export interface Settings {
  address?: string | undefined
  token?: string | undefined
  /** The company's browser policy has set the address: nobody changes it here. */
  addressByPolicy: boolean
}

const textSchema = v.fallback(v.optional(v.string()), undefined)
const storedSchema = v.fallback(v.object({ relayAddress: textSchema, token: textSchema }), {})
const policySchema = v.fallback(v.object({ relayAddress: textSchema }), {})

export async function readSettings(): Promise<Settings> {
  const stored = v.parse(storedSchema, await browser.storage.local.get(['relayAddress', 'token']))
  const policy = v.parse(policySchema, await readPolicy())
  const byPolicy = policy.relayAddress === undefined ? undefined : relayAddress(policy.relayAddress)
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

/** Firefox rejects when the company has set no policy at all. */
const readPolicy = (): Promise<unknown> => browser.storage.managed.get('relayAddress').catch(() => ({}))
