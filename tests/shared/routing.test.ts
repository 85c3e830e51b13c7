import { describe, expect, it } from 'vitest'
import { channelIdSchema, employeeIdSchema, groupIdSchema } from '../../shared/ids.ts'
import type { RoutingRule } from '../../shared/inbox-settings.ts'
import { fittingRules, type ToRoute } from '../../shared/routing.ts'
import { countingIds } from '../world/ids.ts'

const newId = countingIds()
const [main, shop] = [newId(channelIdSchema), newId(channelIdSchema)]
const [olga, petr] = [newId(employeeIdSchema), newId(employeeIdSchema)]
const books = newId(groupIdSchema)
const toBooks = { to: 'group', groupId: books } as const
const toOlga = { to: 'employee', employeeId: olga } as const
const rule = (more: Partial<RoutingRule>): RoutingRule => ({ words: [], channels: [], target: toBooks, ...more })
const asked = (text: string, more: Partial<ToRoute> = {}): ToRoute => ({
  text,
  channelId: main,
  responsibleId: undefined,
  ...more,
})
const fits = (one: RoutingRule, to: ToRoute) => fittingRules([one], to).length === 1

describe('a rule of routing', () => {
  it.each([
    ['счёт', 'Пришлите счета за май'],
    ['счёт', 'нет СЧЕТА!'],
    ['оплата', 'Как оплатить?'],
    ['договор', 'по договорам вопрос'],
    ['invoice', 'Two invoices, please'],
    ['акт сверки', 'нужны акты сверки за год'],
  ])('finds «%s» in «%s»', (word, text) => {
    expect(fits(rule({ words: [word] }), asked(text))).toBe(true)
  })

  it.each([
    ['счёт', 'рассчитайте доставку'],
    ['акт сверки', 'сверка и акт'],
    ['!', 'Здравствуйте!'],
    ['счёт', ''],
  ])('does not find «%s» in «%s»', (word, text) => {
    expect(fits(rule({ words: [word] }), asked(text))).toBe(false)
  })

  it('is for the numbers that it names, and for all when it names none', () => {
    expect(fits(rule({ channels: [shop] }), asked('', { channelId: shop }))).toBe(true)
    expect(fits(rule({ channels: [shop] }), asked(''))).toBe(false)
    expect(fits(rule({}), asked('anything'))).toBe(true)
  })

  it('is for the clients of one manager, and not for those of another or of nobody', () => {
    expect(fits(rule({ responsibleId: olga }), asked('', { responsibleId: olga }))).toBe(true)
    expect(fits(rule({ responsibleId: olga }), asked('', { responsibleId: petr }))).toBe(false)
    expect(fits(rule({ responsibleId: olga }), asked(''))).toBe(false)
  })

  it('fits only where everything fits that it names', () => {
    const both = rule({ words: ['счёт'], channels: [shop] })
    expect(fits(both, asked('счёт', { channelId: shop }))).toBe(true)
    expect(fits(both, asked('счёт'))).toBe(false)
  })

  it('sends to the client’s manager where 1C names one, and fits nobody else', () => {
    const toManager = rule({ target: { to: 'responsible' } })
    expect(fittingRules([toManager], asked('', { responsibleId: petr }))).toEqual([
      { rule: 0, route: { to: 'employee', employeeId: petr } },
    ])
    expect(fits(toManager, asked(''))).toBe(false)
  })

  it('comes in its turn: the first that fits stands first', () => {
    const rules = [rule({ words: ['возврат'] }), rule({ words: ['счёт'], target: toOlga }), rule({})]
    expect(fittingRules(rules, asked('где счёт'))).toEqual([
      { rule: 1, route: toOlga },
      { rule: 2, route: toBooks },
    ])
  })
})

describe('as many rules as there may be', () => {
  const entry = (rule: number, place: number) => `слово ${rule} номер ${place} договоренность`
  const words = (rule: number) => Array.from({ length: 50 }, (_, place) => entry(rule, place))
  const rules = Array.from({ length: 200 }, (_, place) => rule({ words: words(place) }))

  it.each([
    ['a short message', 'Здравствуйте'],
    ['the longest message', 'длинное сообщение про договоры и слова номера '.repeat(220)],
    ['a message of nothing but their words', 'слово номер '.repeat(850)],
  ])('hold up %s by a few milliseconds', (_, text) => {
    const took = Array.from({ length: 6 }, () => {
      const began = performance.now()
      expect(fittingRules(rules, asked(text))).toEqual([])
      return performance.now() - began
    })
    expect(Math.min(...took)).toBeLessThan(30)
  })

  it('still fit', () => {
    expect(fittingRules(rules, asked(`Есть ${entry(199, 49)}!`))).toEqual([{ rule: 199, route: toBooks }])
  })
})
