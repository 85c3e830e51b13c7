/**
 * A controller that is also aborted by `parent`; to be aborted by who made it when he is done. Not `AbortSignal.any`: on Node 20 a parent that
 * lives as long as the process keeps every signal that was ever derived from it (nodejs/node#55351).
 */
export function abortWith(parent: AbortSignal): AbortController {
  const child = new AbortController()
  if (parent.aborted) child.abort()
  else parent.addEventListener('abort', () => child.abort(), { once: true, signal: child.signal })
  return child
}
