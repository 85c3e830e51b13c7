import { describe, expect, it } from 'vitest'
import { cardsHoldFor, nobodyHoldsFor, silenceHoldsFor, whetherToAsk } from '../../../relay/inbox/client-lookup.ts'
import { responsibleFor, wasAskedInThisWait } from '../../../relay/inbox/prefer-responsible.ts'
import type { Lookup, OnecKnows } from '../../../relay/store/onec-knows.ts'
import type { ClientCard } from '../../../shared/client.ts'
import { baseIdSchema, employeeIdSchema, groupIdSchema } from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'

const newId = countingIds()
const baseId = newId(baseIdSchema)
const [olga, petr] = [newId(employeeIdSchema), newId(employeeIdSchema)]
const now = 1_000_000_000_000
const card = (more: Partial<ClientCard> = {}): ClientCard => ({
  baseId,
  ref: String(more.name ?? 'К'),
  name: 'Ромашка',
  kind: 'counterparty',
  ...more,
})

describe('whether 1C is asked who somebody is', () => {
  const lookup = (more: Partial<Lookup>): Lookup => ({
    askedAt: undefined,
    answeredAt: undefined,
    isSeen: true,
    ...more,
  })
  const ask = (
    occasion: 'written' | 'history' | 'told',
    known?: Lookup,
    cards?: ClientCard[],
  ): ReturnType<typeof whetherToAsk> => whetherToAsk({ lookup: known, cards }, occasion, now)

  it('now, of whoever was never asked about', () => {
    expect(ask('written')).toBe('now')
    expect(ask('told')).toBe('now')
  })

  it('later, of whoever came with the history; now, when he writes before his turn', () => {
    expect(ask('history')).toBe('later')
    expect(ask('history', lookup({}))).toBe('no')
    expect(ask('written', lookup({}))).toBe('now')
  })

  it('not while the question is on its way, and again when 1C has passed over it', () => {
    const askedAt = now - silenceHoldsFor
    expect(ask('written', lookup({ askedAt, isSeen: false }))).toBe('no')
    expect(ask('written', lookup({ askedAt: askedAt + 1 }))).toBe('no')
    expect(ask('written', lookup({ askedAt }))).toBe('now')
  })

  it.each([
    ['cards', [card()], cardsHoldFor],
    ['that it knows nobody', [], nobodyHoldsFor],
  ] as const)(
    'again when it has answered %s some time ago and he writes, not when something else is told',
    (_, cards, holds) => {
      expect(ask('written', lookup({ answeredAt: now - holds + 1 }), [...cards])).toBe('no')
      expect(ask('written', lookup({ answeredAt: now - holds }), [...cards])).toBe('now')
      expect(ask('told', lookup({ answeredAt: now - holds }), [...cards])).toBe('no')
      expect(ask('history', lookup({ answeredAt: now - holds }), [...cards])).toBe('no')
    },
  )

  it('not twice about what was answered and asked again', () => {
    const known = lookup({ answeredAt: now - 2 * cardsHoldFor, askedAt: now - 1 })
    expect(ask('written', known, [card()])).toBe('no')
  })
})

describe('who becomes the owner', () => {
  const knows = (cards: ClientCard[], more: Partial<OnecKnows> = {}): OnecKnows => ({
    base: baseId,
    prefersResponsible: true,
    lookup: undefined,
    cards,
    ...more,
  })
  const free = { state: 'queued' as const, owner_id: null, group_id: null, waiting_since: now }
  const olgas = card({ responsibleId: olga })

  it('is the manager of a client who waits and is nobody’s', () => {
    expect(responsibleFor({ ...free, onec: knows([olgas]) })).toBe(olga)
  })

  it.each([
    ['somebody has taken him', { state: 'inWork' as const, owner_id: petr }],
    ['it is closed', { state: 'closed' as const }],
    ['it was sent to a group', { group_id: newId(groupIdSchema) }],
    ['nobody waits', { waiting_since: null }],
    ['1C does not know him', { onec: knows([]) }],
    ['1C names nobody', { onec: knows([card()]) }],
    ['nothing is known', { onec: undefined }],
    ['the administrator does not want it', { onec: knows([olgas], { prefersResponsible: false }) }],
  ])('is nobody when %s', (_, more) => {
    expect(responsibleFor({ ...free, onec: knows([olgas]), ...more })).toBeUndefined()
  })

  it('is of several cards the manager of the chosen one, or whom all name', () => {
    const petrs = card({ name: 'Лютик', responsibleId: petr })
    const of = (...cards: ClientCard[]) => responsibleFor({ ...free, onec: knows(cards) })
    expect(of(olgas, petrs)).toBeUndefined()
    expect(of(olgas, { ...petrs, chosen: true })).toBe(petr)
    expect(of(olgas, card({ name: 'Лютик', responsibleId: olga }))).toBe(olga)
    expect(of(olgas, card({ name: 'Лютик' }))).toBeUndefined()
  })

  it('is decided once in a wait: what was put into the queue since then stays there', () => {
    const askedAt = (at: number) => ({
      ...free,
      onec: knows([olgas], { lookup: { askedAt: at, answeredAt: undefined, isSeen: true } }),
    })
    expect(wasAskedInThisWait(askedAt(now))).toBe(true)
    expect(wasAskedInThisWait(askedAt(now - 1))).toBe(false)
  })
})
