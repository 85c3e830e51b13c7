import { describe, expect, it } from 'vitest'
import { createNewId, messageIdSchema } from '../../shared/ids.ts'
import { seededRandom } from '../crash/seeded-random.ts'
import { type Evidence, verdictOn } from '../crash/verdict.ts'

const newId = createNewId(() => 0)
const anna = '+79160000001'
const written = ['один', 'два', 'три'].map((text, number) => ({ client: anna, number, text }))
const shownAs = (text: string, id: string) => ({ id, conversationId: 'a', kind: 'text', text })
const first = shownAs('один', '0')
const shown = [first, shownAs('два', '1'), shownAs('три', '2')]
const replied = [{ id: newId(messageIdSchema), client: anna, text: 'ответ' }]
const got = { client: anna, id: 'W1', text: 'ответ', deliveries: 1 }
const received = [got]
const allWell: Evidence = {
  written,
  shown,
  journal: written.map(({ text }) => text),
  owed: 0,
  replied,
  received,
  stages: new Map([['ответ', 'delivered']]),
}

describe('the verdict on a crash run', () => {
  it('finds nothing wrong where all is well', () => {
    const { examples, ...counts } = verdictOn(allWell)
    expect(Object.values(counts).every((count) => count === 0)).toBe(true)
    expect(examples).toEqual([])
  })

  it.each<[string, Partial<Evidence>, object]>([
    ['a message that is nowhere', { shown: shown.slice(1) }, { lost: 1 }],
    ['a message that stands twice', { shown: [...shown, { ...first, id: '9' }] }, { doubled: 1 }],
    [
      'a message that is still unreadable',
      { shown: [...shown, { id: '9', conversationId: 'a', kind: 'pending', text: '' }] },
      { pending: 1, lost: 0 },
    ],
    ['a message that WhatsApp still holds', { owed: 1 }, { pending: 1 }],
    ['a reply that never came', { received: [] }, { lost: 1, pending: 0 }],
    ['a reply that went to somebody else', { received: [{ ...got, client: '+79160000002' }] }, { lost: 1 }],
    ['a reply that the client sees twice', { received: [...received, { ...got, id: 'W2' }] }, { doubled: 1 }],
    [
      'a reply that came again under its id, which he does not see',
      { received: [{ ...got, deliveries: 2 }] },
      { doubled: 0, deliveredAgain: 1 },
    ],
    ['a reply that is there and still «отправка»', { stages: new Map([['ответ', 'sending']]) }, { pending: 1 }],
    [
      'a reply that is there without its second tick',
      { stages: new Map([['ответ', 'sent']]) },
      { pending: 0, withoutTick: 1 },
    ],
    ['disorder in the journal', { journal: ['два', 'один', 'три'] }, { behindLater: 1, shownBehindLater: 0 }],
    ['disorder in what people see', { shown: [...shown].reverse() }, { behindLater: 0, shownBehindLater: 2 }],
    [
      'one client in two conversations',
      { shown: [...shown.slice(1), { ...first, conversationId: 'b' }] },
      { scattered: 1 },
    ],
  ])('sees %s', (_what, change, expected) => {
    expect(verdictOn({ ...allWell, ...change })).toMatchObject(expected)
  })
})

describe('the chance of a crash run', () => {
  it('is the same for the same seed, another for another, and between 0 and 1', () => {
    const series = (seed: number) => Array.from({ length: 100 }, seededRandom(seed))
    expect(series(1)).toEqual(series(1))
    expect(series(1)).not.toEqual(series(2))
    expect(series(1).every((value) => value >= 0 && value < 1)).toBe(true)
  })
})
