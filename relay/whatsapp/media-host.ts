import type { WhatsAppSettings } from './settings.ts'

const whatsAppMedia = 'mmg.whatsapp.net'

/**
 * Where to fetch a file. The sender's app names the host, so a host that is not WhatsApp's own is not asked: a message must not be able to make
 * the relay call an address inside the company's network.
 */
export function mediaAddress(
  { url, directPath }: { url?: string | undefined; directPath: string },
  { isStandIn }: Pick<WhatsAppSettings, 'isStandIn'>,
): string {
  const named = hostOf(url)
  const allowed = named !== undefined && (isWhatsApp(named) || (isStandIn && named.startsWith('127.0.0.1:')))
  return `https://${allowed ? named : whatsAppMedia}${directPath}`
}

const isWhatsApp = (host: string): boolean => host.endsWith('.whatsapp.net')

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  return new URL(url).host
}
