import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { relayAddress } from '../connection/relay-address.ts'

/** What the company's browser policy says. No address: it says nothing of it, or no address that can be one. */
export interface Policy {
  relayAddress?: string | undefined
}

/** Beside the settings, in `storage.local`: what the policy said last. */
export const policyKey = 'policy'

const saidSchema = v.fallback(v.object({ relayAddress: v.fallback(v.optional(v.string()), undefined) }), {})
const keptSchema = v.fallback(v.optional(v.object({ relayAddress: v.optional(v.string()) })), undefined)

/**
 * Chromium answers only when it has loaded its policies, two to three seconds after its start; so long nobody waits for the line: until then counts what the policy said last.
 * @param kept what stands under `policyKey`; whoever has never heard the policy waits for it
 */
export async function readPolicy(kept: unknown): Promise<Policy> {
  return v.parse(keptSchema, kept) ?? (await learnPolicy())
}

/** Asks the browser, and keeps what it says. Firefox rejects when the company has set no policy at all. */
async function learnPolicy(): Promise<Policy> {
  const said = v.parse(saidSchema, await browser.storage.managed.get('relayAddress').catch(() => ({})))
  const policy = said.relayAddress === undefined ? {} : { relayAddress: relayAddress(said.relayAddress) }
  const kept = v.parse(keptSchema, (await browser.storage.local.get(policyKey))[policyKey])
  if (kept === undefined || isOther(kept, policy)) await browser.storage.local.set({ [policyKey]: policy })
  return policy
}

/** At each start of the worker, and when the policy changes meanwhile. @param changed another address counts from now on */
export function followPolicy(changed: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed') void learnPolicy()
    const change = area === 'local' ? changes[policyKey] : undefined
    if (change === undefined) return
    const before = v.parse(keptSchema, change.oldValue) ?? {}
    if (isOther(before, v.parse(keptSchema, change.newValue) ?? {})) changed()
  })
  void learnPolicy()
}

const isOther = (one: Policy, other: Policy): boolean => one.relayAddress !== other.relayAddress
