import { randomBytes } from 'node:crypto'
import { aesEncryptGCM, type BinaryNode, hkdf, proto } from '@whiskeysockets/baileys'
import type { Companion } from './companion.ts'
import type { Network } from './network.ts'
import { mediaOf } from './received-message.ts'
import { child, stanza } from './stanza.ts'

const NOT_FOUND = '2'

/**
 * A receipt of type server-error asks the own phone to upload a file again, because the media host has lost it. The
 * phone answers with the new place, encrypted under the file's own key, or with an error when it has no such file.
 */
export function answerMediaRetry(receipt: BinaryNode, companion: Companion, network: Network): void {
  network.events.tell({ type: 'file-asked-for', number: companion.number, id: receipt.attrs.id ?? '' })
  if (companion.phoneIsOff) return
  const { id = '' } = receipt.attrs
  const rmr = child(receipt, 'rmr')?.attrs ?? {}
  const [media] = mediaOf(network.messageOf(id) ?? {})
  const place = media && network.media.uploadAgain(media.directPath ?? '')
  const secret = media?.mediaKey
  const answer = place && secret ? encryptPlace(id, place.directPath, secret) : stanza('error', { code: NOT_FOUND })
  const attributes = { type: 'mediaretry', id, from: companion.ownerJid }
  companion.push(stanza('notification', attributes, [stanza('rmr', rmr), answer]))
}

function encryptPlace(stanzaId: string, directPath: string, mediaKey: Uint8Array): BinaryNode {
  const result = proto.MediaRetryNotification.ResultType.SUCCESS
  const plaintext = proto.MediaRetryNotification.encode({ stanzaId, directPath, result }).finish()
  const key = hkdf(mediaKey, 32, { info: 'WhatsApp Media Retry Notification' })
  const iv = randomBytes(12)
  const ciphertext = aesEncryptGCM(plaintext, key, iv, Buffer.from(stanzaId))
  return stanza('encrypt', {}, [stanza('enc_p', {}, ciphertext), stanza('enc_iv', {}, iv)])
}
