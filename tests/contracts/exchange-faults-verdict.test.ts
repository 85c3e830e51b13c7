import { describe, expect, it } from 'vitest'
import { conversationIdSchema, createNewId, messageIdSchema } from '../../shared/ids.ts'
import type { Said } from '../exchange-faults/run.ts'
import { type Found, verdictOn } from '../exchange-faults/verdict.ts'

const newId = createNewId(() => 0)
const [anna, boris] = [newId(conversationIdSchema), newId(conversationIdSchema)]
const [first, second, reply] = [newId(messageIdSchema), newId(messageIdSchema), newId(messageIdSchema)]
const said: Said = {
  toOnec: new Map([
    [anna, ['К0', 'К1', 'К2']],
    [boris, ['К3']],
  ]),
  byOnec: new Map([[anna, [first, second]]]),
  replies: new Map([[boris, [reply]]]),
}
const toOnec = new Map<string, string[]>(said.toOnec)
const allWell: Found = { toOnec, byOnec: said.byOnec, replies: said.replies }
const heardOfAnna = (...texts: string[]) => ({ toOnec: new Map(toOnec).set(anna, texts) })

describe('the verdict on a bad link to 1C', () => {
  it('finds nothing wrong where all is well', () => {
    expect(verdictOn(said, allWell)).toEqual({ events: 7, lost: 0, doubled: 0, outOfOrder: 0 })
  })

  it.each<[string, Partial<Found>, object]>([
    ['a message that 1C never heard', heardOfAnna('К0', 'К2'), { lost: 1, doubled: 0, outOfOrder: 0 }],
    ['the last message, when it is missing', heardOfAnna('К0', 'К1'), { lost: 1 }],
    ['a whole conversation that 1C never heard', { toOnec: new Map([[anna, ['К0', 'К1', 'К2']]]) }, { lost: 1 }],
    ['a message that 1C heard twice', heardOfAnna('К0', 'К0', 'К1', 'К2'), { lost: 0, doubled: 1, outOfOrder: 0 }],
    ['a message that nobody has said', heardOfAnna('К0', 'К1', 'К2', 'К9'), { lost: 0, doubled: 1 }],
    ['a message that stands behind a later one', heardOfAnna('К1', 'К0', 'К2'), { lost: 0, doubled: 0, outOfOrder: 1 }],
    ['what 1C sent and never leaves', { byOnec: new Map([[anna, [second]]]) }, { lost: 1 }],
    ['what 1C sent and leaves twice', { byOnec: new Map([[anna, [first, second, first]]]) }, { doubled: 1 }],
    ['what 1C sent in another order', { byOnec: new Map([[anna, [second, first]]]) }, { outOfOrder: 1 }],
    ['a reply that never leaves', { replies: new Map() }, { lost: 1 }],
    ['a reply that leaves to somebody else', { replies: new Map([[anna, [reply]]]) }, { lost: 1 }],
  ])('sees %s', (_what, change, expected) => {
    expect(verdictOn(said, { ...allWell, ...change })).toMatchObject(expected)
  })
})
