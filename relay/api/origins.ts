import { createMiddleware } from 'hono/factory'
import { answerRefusal } from './answer-error.ts'

/** Pages that a browser may let talk to the relay: those of extensions, nobody else's. */
export const isExtensionOrigin = (origin: string): boolean => /^(chrome|moz)-extension:\/\/[0-9a-z-]+$/i.test(origin)

/** Turns away what comes from a web page. 1C and programs send no Origin. */
export const onlyExtensions = createMiddleware(async (c, next) => {
  const origin = c.req.header('Origin')
  if (origin !== undefined && !isExtensionOrigin(origin)) {
    return answerRefusal(c, 'forbidden', 'Only the extension may talk to the relay.')
  }
  return await next()
})
