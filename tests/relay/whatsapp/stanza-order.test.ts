import { beforeEach, describe, expect, it } from 'vitest'
import { StanzaOrder } from '../../../relay/whatsapp/stanza-order.ts'

describe('the order in which stanzas came', () => {
  let now: number
  let order: StanzaOrder
  beforeEach(() => {
    now = 1_760_000_000_000
    order = new StanzaOrder(() => now)
  })

  const anna = { from: '79001234567@s.whatsapp.net', sender_lid: '111@lid' }
  const boris = { from: '222:4@lid' }
  const began = (attributes: Record<string, string>): number => {
    const place = order.next()
    order.began(place, attributes)
    return place.order
  }
  const holdsBack = (arrivedOrder: number, attributes: Record<string, string>): boolean =>
    order.holdsBack({
      what: 'message',
      hash: '',
      envelope: JSON.stringify(attributes),
      plaintext: new Uint8Array(),
      arrivedOrder,
    })

  it('grows, also when the clock stands still or goes back', () => {
    const places = [order.next(), order.next()]
    now -= 60_000
    places.push(order.next())
    expect(places.map((place) => place.order)).toEqual(
      [now * 1000, now * 1000 + 1, now * 1000 + 2].map((at) => at + 60_000_000),
    )
    expect(places.map(({ cameAt }) => cameAt)).toEqual([0, 1, 2].map((more) => now + 60_000 + more))
  })

  it('holds a message back while an earlier one of the same client is being decrypted', () => {
    const [first, second] = [began(anna), began(anna)]
    expect(holdsBack(second, anna)).toBe(true)
    order.ended([first])
    expect(holdsBack(second, anna)).toBe(false)
  })

  it('knows him by his LID under another jid and device', () => {
    began(anna)
    expect(holdsBack(began({ from: '111:7@lid' }), { from: '111:7@lid' })).toBe(true)
    expect(
      holdsBack(began({ from: '749500@s.whatsapp.net', recipient: '7900@s.whatsapp.net', recipient_lid: '111@lid' }), {
        from: '749500@s.whatsapp.net',
        recipient: '7900@s.whatsapp.net',
        recipient_lid: '111@lid',
      }),
    ).toBe(true)
  })

  it('holds nothing back for another client, nor for a later message', () => {
    const first = began(anna)
    expect(holdsBack(began(boris), boris)).toBe(false)
    expect(holdsBack(first, anna)).toBe(false)
  })

  it('holds live messages back while WhatsApp hands out what waited, and what waited not', () => {
    order.backlogBegins()
    expect(holdsBack(order.next().order, anna)).toBe(true)
    expect(holdsBack(order.next().order, { ...anna, offline: '1' })).toBe(false)
    order.backlogEnds()
    expect(holdsBack(order.next().order, anna)).toBe(false)
  })

  it('waits for ten seconds in which nothing is decrypted, and no longer', () => {
    const [, second, third] = [began(anna), began(boris), began(anna)]
    now += 9_000
    order.ended([second])
    now += 9_999
    expect(holdsBack(third, anna)).toBe(true)
    expect(order.patienceLeft).toBe(1)
    now += 1
    expect(holdsBack(third, anna)).toBe(false)
  })

  it('waits for nothing once the connection is over', () => {
    began(anna)
    order.backlogBegins()
    order.forget()
    expect(holdsBack(order.next().order, anna)).toBe(false)
  })
})
