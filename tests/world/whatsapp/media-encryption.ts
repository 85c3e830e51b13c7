import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { getMediaKeys, type MediaType } from '@whiskeysockets/baileys'

const MAC_LENGTH = 10

/** The fields a message carries so that its reader can fetch and decrypt the file. */
export interface MediaSecret {
  readonly mediaKey: Uint8Array
  readonly fileSha256: Uint8Array
  readonly fileEncSha256: Uint8Array
  readonly fileLength: number
}

/** AES-256-CBC, then the first ten bytes of HMAC(iv || ciphertext): what WhatsApp's media hosts store. */
export async function encryptMedia(bytes: Buffer, type: MediaType): Promise<MediaSecret & { blob: Buffer }> {
  const mediaKey = randomBytes(32)
  const { iv, cipherKey, mac } = await keysOf(mediaKey, type)
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv)
  const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()])
  const blob = Buffer.concat([ciphertext, mac(ciphertext)])
  const secret = { mediaKey, fileSha256: sha256(bytes), fileEncSha256: sha256(blob), fileLength: bytes.length }
  return { ...secret, blob }
}

/** Throws when the sender described or encrypted the file wrongly: a real phone would show nothing. */
export async function decryptMedia(blob: Buffer, type: MediaType, secret: Omit<MediaSecret, 'fileLength'>) {
  const { iv, cipherKey, mac } = await keysOf(secret.mediaKey, type)
  const ciphertext = blob.subarray(0, -MAC_LENGTH)
  if (!sha256(blob).equals(secret.fileEncSha256)) throw new Error('the blob does not match fileEncSha256')
  if (!mac(ciphertext).equals(blob.subarray(-MAC_LENGTH))) throw new Error('the blob has a wrong MAC')
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv)
  const bytes = Buffer.concat([decipher.update(ciphertext), decipher.final()])
  if (!sha256(bytes).equals(secret.fileSha256)) throw new Error('the file does not match fileSha256')
  return bytes
}

async function keysOf(mediaKey: Uint8Array, type: MediaType) {
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, type)
  if (!macKey) throw new Error('Baileys derived no MAC key')
  const mac = (ciphertext: Buffer) =>
    createHmac('sha256', macKey).update(iv).update(ciphertext).digest().subarray(0, MAC_LENGTH)
  return { iv, cipherKey, mac }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
