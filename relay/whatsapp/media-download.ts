import type { IncomingMessage } from 'node:http'
import { type Agent, get } from 'node:https'

/** A line without a byte for so long is dead. */
const silenceLasts = 30_000

/** The way through a proxy, and what cuts the transfer off. */
export interface DownloadBy {
  agent?: Agent | undefined
  signal?: AbortSignal | undefined
}

/** The answer of WhatsApp's media host, its body unread. */
export function download(address: string, { agent, signal }: DownloadBy = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { Origin: 'https://web.whatsapp.com' }
    const request = get(address, { headers, ...(agent ? { agent } : {}), ...(signal ? { signal } : {}) }, resolve)
    request.on('error', reject)
    request.setTimeout(silenceLasts, () => request.destroy(new Error('WhatsApp’s media host fell silent')))
  })
}
