import { Curve, type KeyPair, proto } from '@whiskeysockets/baileys'

/** Who the stand-in is in the noise handshake: root → intermediate → the static key of the server. */
export interface NoiseIdentity {
  readonly rootPublicKey: Uint8Array
  readonly staticKey: KeyPair
  /** Encoded `CertChain`, sent with the server's hello. */
  readonly certificates: Uint8Array
}

const LIFETIME_SECONDS = 365 * 24 * 3600

/** rc14 accepts any signature (guide 0.1). It is signed correctly anyway: a mended Baileys will check. */
export function makeNoiseIdentity(now = Date.now()): NoiseIdentity {
  const [root, intermediate, staticKey] = [Curve.generateKeyPair(), Curve.generateKeyPair(), Curve.generateKeyPair()]
  const notBefore = Math.floor(now / 1000) - 60
  const certify = (serial: number, issuerSerial: number, key: Uint8Array, issuer: KeyPair) => {
    const period = { notBefore, notAfter: notBefore + LIFETIME_SECONDS }
    const details = proto.CertChain.NoiseCertificate.Details.encode({ serial, issuerSerial, key, ...period }).finish()
    return { details, signature: Curve.sign(issuer.private, details) }
  }
  const certificates = proto.CertChain.encode({
    intermediate: certify(1, 0, intermediate.public, root),
    leaf: certify(2, 1, staticKey.public, intermediate),
  }).finish()
  return { rootPublicKey: root.public, staticKey, certificates }
}
