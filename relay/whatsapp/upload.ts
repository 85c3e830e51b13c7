import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Agent, request } from 'node:https'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { DEFAULT_ORIGIN, MEDIA_PATH_MAP, type WAMediaUploadFunction, type WASocket } from '@whiskeysockets/baileys'
import * as v from 'valibot'

export interface UploadParts {
  socket: Pick<WASocket, 'refreshMediaConn'>
  /** The channel's proxy. */
  agent: Agent | undefined
  onProgress: (sent: number, total: number) => void
}

/** WhatsApp's media host says nothing for that long: the connection is dead. Milliseconds. */
const silenceAllowed = 60_000

const placeSchema = v.object({ url: v.optional(v.string()), direct_path: v.optional(v.string()) })

/** Baileys' upload once more, from the disk to the network piece by piece, but with a word about how far it is. */
export function createUpload({ socket, agent, onProgress }: UploadParts): WAMediaUploadFunction {
  return async (path, { mediaType, fileEncSha256B64 }) => {
    const token = encodeURIComponent(urlSafe(fileEncSha256B64))
    let trouble: unknown = new Error('WhatsApp names no host for media')
    // A refused upload may be the fault of an old permission.
    for (const forceNew of [false, true]) {
      const { hosts, auth } = await socket.refreshMediaConn(forceNew)
      for (const { hostname } of hosts) {
        const url = new URL(`https://${hostname}${MEDIA_PATH_MAP[mediaType]}/${token}`)
        url.search = new URLSearchParams({ auth, token: urlSafe(fileEncSha256B64) }).toString()
        try {
          const { url: mediaUrl, direct_path: directPath } = await post(url, path, agent, onProgress)
          if (mediaUrl && directPath) return { mediaUrl, directPath }
          trouble = new Error(`${hostname} did not take the file`)
        } catch (error) {
          trouble = error
        }
      }
    }
    throw trouble
  }
}

const urlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

async function post(
  url: URL,
  path: string,
  agent: Agent | undefined,
  onProgress: UploadParts['onProgress'],
): Promise<v.InferOutput<typeof placeSchema>> {
  const { size } = await stat(path)
  const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': size, Origin: DEFAULT_ORIGIN }
  const sending = request(url, { method: 'POST', headers, timeout: silenceAllowed, ...(agent ? { agent } : {}) })
  sending.on('timeout', () => sending.destroy(new Error('the media host has fallen silent')))
  const answered = new Promise<string>((resolve, reject) => {
    sending.on('response', (response) => text(response).then(resolve, reject))
    sending.on('error', reject)
  })
  // Whoever fails first says why; the other must not end the process.
  answered.catch(() => undefined)
  await pipeline(Readable.from(counted(path, size, onProgress)), sending)
  return v.parse(placeSchema, JSON.parse(await answered))
}

async function* counted(path: string, total: number, onProgress: UploadParts['onProgress']): AsyncGenerator<Buffer> {
  let sent = 0
  for await (const chunk of createReadStream(path)) {
    yield chunk
    sent += chunk.length
    onProgress(sent, total)
  }
}
