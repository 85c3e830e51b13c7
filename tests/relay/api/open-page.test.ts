import { describe, expect, it } from 'vitest'
import { openPage } from '../../../relay/api/open-page.ts'
import { phoneIn } from '../../../relay/phone-text.ts'

const page = openPage({ phoneToOpen: (text) => phoneIn(text, 'RU') })
const open = (phone: string, headers: Record<string, string> = {}) =>
  page.request(`/open?phone=${encodeURIComponent(phone)}`, { headers })

describe('a link from 1C', () => {
  it.each(['8 (916) 123-45-67', '+79161234567', '79161234567', '9161234567'])(
    'shows the phone in its one form, however 1C wrote it: %s',
    async (written) => {
      const answer = await open(written)
      expect(answer.status).toBe(200)
      const html = await answer.text()
      expect(html).toContain('+7 916 123-45-67')
      expect(html).toContain('<meta name="messenger-panel-phone" content="+79161234567">')
    },
  )

  it('says in Russian what the page is for and what to do, and in English to who wants that', async () => {
    expect(await (await open('+79161234567')).text()).toContain('попросите администратора установить')
    const english = await (await open('+79161234567', { 'Accept-Language': 'en-GB,en;q=0.9,ru;q=0.1' })).text()
    expect(english).toContain('<html lang="en">')
    expect(english).toContain('ask your administrator to install it')
  })

  it.each(['', '123', '8 916 123-45-67 доб. 12', '"><script>alert(1)</script>', "+7916'1234567<b>"])(
    'with what is no phone says so in words, repeats none of it, and gives the extension nothing to open: %s',
    async (written) => {
      const answer = await open(written)
      const html = await answer.text()
      expect(answer.status).toBe(400)
      expect(html).toContain('не похоже на номер')
      expect(html).not.toMatch(/messenger-panel-phone|<script|<b>|доб\. 12/)
    },
  )

  it('runs no script, loads nothing and stands in nobody’s frame', async () => {
    const answer = await open('+79161234567')
    const policy = answer.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    )
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(await answer.text()).not.toMatch(/<script|<img|<link|href=|src=| on\w+=/)
  })

  it('is a page for browsers alone: no extension’s or 1C’s routes are beside it', async () => {
    expect((await page.request('/open/anything')).status).toBe(404)
    expect((await page.request('/open', { method: 'POST' })).status).toBe(404)
  })
})
