import tls from 'node:tls'

/**
 * Makes this process trust one more authority, for `fetch` (downloads) and `https.request` (uploads) alike, as
 * NODE_EXTRA_CA_CERTS does for a process that is about to start. Node 20 has no call for it. Returns the way back.
 */
export function trustMediaCertificate(certificate: string): () => void {
  const { createSecureContext } = tls
  const trusting: typeof createSecureContext = (options) => {
    const secureContext = createSecureContext(options)
    // An explicit `ca` is the caller's own choice.
    if (!options?.ca) addAuthority(secureContext.context, certificate)
    return secureContext
  }
  tls.createSecureContext = trusting
  return () => {
    tls.createSecureContext = createSecureContext
  }
}

/** The native context is untyped in @types/node; `addCACert` is what Node itself calls for `ca`. */
function addAuthority(context: unknown, certificate: string): void {
  const add = typeof context === 'object' && context !== null && 'addCACert' in context ? context.addCACert : undefined
  if (typeof add !== 'function') throw new Error('this Node has another TLS context: start it with NODE_EXTRA_CA_CERTS')
  add.call(context, certificate)
}
