import { describe, expect, it } from 'vitest'
import { pairsInUsync } from '../../../relay/whatsapp/identity-news.ts'

const user = (jid: string, ...content: { tag: string; attrs: Record<string, string> }[]) => ({
  tag: 'user',
  attrs: { jid },
  content,
})
const answer = (...users: ReturnType<typeof user>[]) => ({
  tag: 'iq',
  attrs: { type: 'result' },
  content: [{ tag: 'usync', attrs: {}, content: [{ tag: 'list', attrs: {}, content: users }] }],
})
const lid = (val: string) => ({ tag: 'lid', attrs: { val } })

describe('WhatsApp’s answer about phones', () => {
  it('tells who is who, for each person in it', () => {
    const told = answer(
      user('79161234567@s.whatsapp.net', lid('201@lid')),
      user('79167654321@s.whatsapp.net', lid('202@lid')),
    )
    expect(pairsInUsync(told)).toEqual([
      { phone: '+79161234567', lid: '201' },
      { phone: '+79167654321', lid: '202' },
    ])
  })

  it('tells nothing of whom it gives no LID, or whom it asks by LID', () => {
    expect(
      pairsInUsync(
        answer(user('79161234567@s.whatsapp.net'), user('201@lid', lid('201@lid')), user('x@g.us', lid('7@lid'))),
      ),
    ).toEqual([])
  })

  it('tells nothing when it is empty, or an error', () => {
    expect(pairsInUsync(answer())).toEqual([])
    expect(pairsInUsync({ tag: 'iq', attrs: { type: 'error' } })).toEqual([])
  })
})
