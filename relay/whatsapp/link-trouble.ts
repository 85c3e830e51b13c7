import type { ChannelTrouble } from '../../shared/channel-status.ts'
import type { Close } from './close-cause.ts'

/** What Node, `ws` and the proxies' agents say when nobody is reached. */
const nobodyThere =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET|EPIPE|handshake has timed out|timed out|Socket closed|socket hang up|before secure TLS connection|Proxy connection ended/i
const notLetIn = /\b(407|403)\b|authentication|not allowed by ruleset/i

/** Why nobody was reached, as far as an end tells; pure. @param proxied the connection went through the channel's proxy. */
export function troubleOf(close: Close, proxied: boolean): ChannelTrouble | undefined {
  // Once WhatsApp has spoken it was reached; and only what failed while connecting says something about the way.
  if (close.saidByWhatsApp || close.codesUsedUp || !close.message.startsWith('WebSocket Error')) return undefined
  if (proxied && notLetIn.test(close.message)) return 'proxyRefused'
  if (!nobodyThere.test(close.message) && !proxied) return undefined
  return proxied ? 'proxyUnreachable' : 'unreachable'
}
