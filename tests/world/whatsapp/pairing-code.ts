/** What a companion's QR code says. */
export interface PairingCode {
  readonly ref: string
  readonly noiseKey: Buffer
  readonly identity: Buffer
  readonly advSecret: Buffer
}

const KEY_LENGTH = 32

/** `https://wa.me/settings/linked_devices#ref,noise,identity,adv,platform` (guide 0.10); without the address in old clients. */
export function readPairingCode(qrText: string): PairingCode {
  const [ref, noise, identity, adv] = qrText.slice(qrText.indexOf('#') + 1).split(',')
  if (!ref || !noise || !identity || !adv) throw new Error(`not a WhatsApp pairing code: ${qrText.slice(0, 40)}…`)
  return { ref, noiseKey: key(noise), identity: key(identity), advSecret: key(adv) }
}

function key(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length !== KEY_LENGTH) throw new Error('a key in the pairing code is not 32 bytes long')
  return bytes
}
