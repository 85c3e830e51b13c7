import type { Agent } from 'node:https'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { proto } from '@whiskeysockets/baileys'
import { HistoryGone } from './history-fields.ts'
import { decryptMedia } from './media-decryption.ts'
import { download } from './media-download.ts'
import { mediaAddress } from './media-host.ts'
import type { WhatsAppSettings } from './settings.ts'

const inflated = promisify(inflate)

/** A part is some megabytes at most; what is larger is no history, or would not leave room for anything else. Bytes. */
const largestPart = 64 * 1024 * 1024
const largestInflated = 256 * 1024 * 1024

export interface HistoryBlobParts {
  settings: WhatsAppSettings
  /** Where WhatsApp says that files are to be had now. */
  host: string | undefined
  agent: Agent | undefined
  signal: AbortSignal
}

/** What a notice stands for, unpacked: in the notice itself, or in a file at WhatsApp. @throws HistoryGone */
export async function historyBytes(
  notice: proto.Message.IHistorySyncNotification,
  parts: HistoryBlobParts,
): Promise<Uint8Array> {
  const inline = notice.initialHistBootstrapInlinePayload
  const packed = inline?.length ? inline : await blob(notice, parts)
  return await inflated(packed, { maxOutputLength: largestInflated }).catch((cause: unknown) => {
    throw new HistoryGone('it cannot be unpacked', { cause })
  })
}

async function blob(
  { directPath, mediaKey }: proto.Message.IHistorySyncNotification,
  { settings, host, agent, signal }: HistoryBlobParts,
): Promise<Uint8Array> {
  if (!directPath?.startsWith('/') || !mediaKey?.length) throw new HistoryGone('the notice names no file')
  const url = host === undefined ? {} : { url: `https://${host}/` }
  const answer = await download(mediaAddress({ directPath, ...url }, settings), { agent, signal })
  try {
    if (answer.statusCode !== 200) throw refused(answer.statusCode ?? 0)
    const source = { mediaKey: Buffer.from(mediaKey).toString('base64'), type: 'md-msg-hist' as const }
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of decryptMedia(answer, source)) {
      size += chunk.length
      if (size > largestPart) throw new HistoryGone('it is too large')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } finally {
    answer.destroy()
  }
}

const refused = (status: number): Error =>
  [403, 404, 410].includes(status)
    ? new HistoryGone(`WhatsApp answers ${status}`)
    : new Error(`WhatsApp’s media host answers ${status}`)
