/** What the link to WhatsApp needs to be told. */
export interface WhatsAppSettings {
  /** wss://…; a plain ws:// address is refused unless `isStandIn` says so and it is on this machine. */
  webSocketUrl: string
  /** The server is a stand-in: tests and the demo. Only TLS authenticates the real WhatsApp (guide 0.1). */
  isStandIn: boolean
  /** The version of WhatsApp Web to present; Baileys' own when undefined. */
  version?: [number, number, number]
}

export const realWhatsApp: WhatsAppSettings = { webSocketUrl: 'wss://web.whatsapp.com/ws/chat', isStandIn: false }

const loopback = ['127.0.0.1', '[::1]', 'localhost']

/** @throws when the address could make us talk to somebody who is not WhatsApp. */
export function webSocketAddress({ webSocketUrl, isStandIn }: WhatsAppSettings): string {
  const { protocol, hostname } = new URL(webSocketUrl)
  if (protocol === 'wss:') return webSocketUrl
  if (protocol === 'ws:' && isStandIn && loopback.includes(hostname)) return webSocketUrl
  throw new Error(`${webSocketUrl}: WhatsApp is reached by wss:// only; ws:// is for a stand-in on this machine.`)
}
