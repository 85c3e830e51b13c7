import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { getMediaKeys, type MediaType } from '@whiskeysockets/baileys'

/** The bytes are not what the sender encrypted: cut short, changed, or of another file. */
export class MediaDamaged extends Error {}

const macLength = 10
/** By how much a file is longer encrypted, at most: its MAC and a block of padding. */
export const encryptionAdds = macLength + 16

/**
 * Decrypts a file of WhatsApp's as it comes in (AES-256-CBC, then 10 bytes of HMAC-SHA256 over IV and ciphertext). Baileys' own
 * `downloadContentFromMessage` checks no MAC, and a connection that breaks under its hands ends the process: nobody listens to the error.
 */
export async function* decryptMedia(
  encrypted: AsyncIterable<Uint8Array>,
  source: { mediaKey: string; type: MediaType },
): AsyncGenerator<Buffer> {
  const { iv, cipherKey, macKey } = await getMediaKeys(Buffer.from(source.mediaKey, 'base64'), source.type)
  if (!macKey) throw new MediaDamaged('no key for the MAC')
  const mac = createHmac('sha256', macKey).update(iv)
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv)
  let kept = Buffer.alloc(0)
  for await (const chunk of encrypted) {
    const bytes = Buffer.concat([kept, chunk])
    // The last bytes seen so far may be the MAC.
    const end = Math.max(0, bytes.length - macLength)
    const ciphertext = bytes.subarray(0, end)
    kept = bytes.subarray(end)
    mac.update(ciphertext)
    yield decipher.update(ciphertext)
  }
  const expected = mac.digest().subarray(0, macLength)
  if (kept.length !== macLength || !timingSafeEqual(kept, expected)) throw new MediaDamaged('the MAC does not fit')
  yield decipher.final()
}
