import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { type PhoneNumber, showPhone } from '../../shared/phone-number.ts'
import { openPageHtml, styleHash } from './open-page-html.ts'

export interface OpenPageDeps {
  /** A phone as people type it; undefined when it is none. */
  phoneToOpen(text: string): PhoneNumber | undefined
}

/**
 * `GET /open?phone=…`: where a link in 1C leads. No login, no data, no script: with the extension its content script opens the conversation there, without it the page says what
 * it is for. Nothing on the relay is looked up, so it tells a stranger nothing.
 */
export const openPage = ({ phoneToOpen }: OpenPageDeps) =>
  new Hono().get('/open', onlyItself, (c) => {
    const phone = phoneToOpen(c.req.query('phone') ?? '')
    const language = languageOf(c.req.header('Accept-Language') ?? '')
    c.header('Cache-Control', 'no-store')
    c.header('Vary', 'Accept-Language')
    return c.html(openPageHtml(phone && { e164: phone, shown: showPhone(phone) }, language), phone ? 200 : 400)
  })

/** Its own style and nothing else: no script, no picture, no frame, no request. */
const onlyItself = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: [styleHash],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  // Whether the relay stands behind https is for whoever set it up.
  strictTransportSecurity: false,
})

/** Russian first: English only for who wants it more. */
const languageOf = (accepted: string): 'ru' | 'en' => (/^\s*en\b/i.test(accepted) ? 'en' : 'ru')
