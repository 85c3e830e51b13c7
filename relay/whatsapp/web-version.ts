import { get } from 'node:https'
import { text } from 'node:stream/consumers'
import type { ChannelId } from '../../shared/ids.ts'
import type { AgentFor } from './proxy.ts'

export type Version = [number, number, number]

/** The version of WhatsApp Web that the relay presents. WhatsApp refuses old ones now and then (405). */
export interface WebVersion {
  /** Baileys' own when undefined. */
  current(): Version | undefined
  /** Asks WhatsApp for its newest. @returns whether it is another one than `refused`. */
  renew(channelId: ChannelId, refused: Version | undefined): Promise<boolean>
}

export interface WebVersionParts {
  /** From the settings, or kept by an earlier process. */
  first: Version | undefined
  fetchNewest: (channelId: ChannelId) => Promise<Version | undefined>
  keep: (version: Version) => Promise<void>
}

export function createWebVersion({ first, fetchNewest, keep }: WebVersionParts): WebVersion {
  let version = first
  return {
    current: () => version,
    renew: async (channelId, refused) => {
      // Another channel may have learnt it meanwhile.
      if (String(version) !== String(refused)) return true
      const newest = await fetchNewest(channelId)
      if (!newest || String(newest) === String(refused)) return false
      version = newest
      await keep(newest)
      return true
    },
  }
}

const address = 'https://web.whatsapp.com/sw.js'
const takes = 10_000
/** Without a browser's headers WhatsApp answers with something else. */
const headers = {
  'sec-fetch-site': 'none',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
}

/** As Baileys' `fetchLatestWaWebVersion`, but through the channel's proxy: whoever needs one for WhatsApp needs it here too. */
export const createFetchNewestVersion =
  (agentFor: AgentFor) =>
  async (channelId: ChannelId): Promise<Version | undefined> => {
    const agent = agentFor(channelId)
    const signal = AbortSignal.timeout(takes)
    return await new Promise((resolve) => {
      const asking = get(address, { headers, signal, ...(agent ? { agent } : {}) }, (response) => {
        text(response).then(
          (page) => resolve(versionIn(page)),
          () => resolve(undefined),
        )
      })
      asking.on('error', () => resolve(undefined))
    })
  }

/** The revision as WhatsApp Web's own worker names it; pure. */
export function versionIn(page: string): Version | undefined {
  const revision = /\\?"client_revision\\?":\s*(\d+)/.exec(page)?.[1]
  return revision === undefined ? undefined : [2, 3000, Number(revision)]
}
