import type { IncomingMessage } from 'node:http'
import { get } from 'node:https'

/** A line without a byte for so long is dead. */
const silenceLasts = 60_000

/** The answer of WhatsApp's media host, its body unread. */
export function download(address: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { Origin: 'https://web.whatsapp.com' }
    const request = get(address, { headers }, resolve)
    request.on('error', reject)
    request.setTimeout(silenceLasts, () => request.destroy(new Error('WhatsApp’s media host fell silent')))
  })
}
