import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { leavingWithoutOnec } from '../../../relay/onec/leave-without-onec.ts'
import { defaultSynchronisation } from '../../../shared/commands.ts'
import { baseIdSchema, channelIdSchema, messageIdSchema } from '../../../shared/ids.ts'

const at = (time: string) => Date.parse(`2026-11-${time}+03:00`)
const baseId = v.parse(baseIdSchema, '00000000-0000-7000-8000-0000000000ba')
const channelId = v.parse(channelIdSchema, '00000000-0000-7000-8000-0000000000cc')
const id = v.parse(messageIdSchema, '00000000-0000-7000-8000-000000000001')

/** 1C was last there at ten: it missed the run of 10:00:15 and counts as silent from 10:01 on. */
const heardAtTen = {
  state: 'silent',
  missedFrom: at('22T10:00:15'),
  silentFrom: at('22T10:01:00'),
  trouble: undefined,
} as const

const decide = (
  accepted: string,
  now: string,
  changes: { limit?: number | null; rhythm?: object; decided?: boolean } = {},
) => {
  const { limit = 10, rhythm = {}, decided = true } = changes
  const found = leavingWithoutOnec({
    replies: [{ id, channelId, acceptedAt: at(accepted) }],
    deciderOf: () => (decided ? { id: baseId, rhythm: { ...heardAtTen, ...rhythm } } : undefined),
    limitMinutes: limit,
    schedule: defaultSynchronisation.schedule,
    now: at(now),
    offsetAt: () => 180,
  })
  return { ...found, leaves: found.leave.length === 1 }
}

describe('a reply that waits for a silent 1C', () => {
  it('leaves without it when 1C has missed its runs for as long as the administrator allows', () => {
    expect(decide('22T10:00:00', '22T10:10:14')).toMatchObject({ leaves: false, lookAt: at('22T10:10:15') })
    expect(decide('22T10:00:00', '22T10:10:15')).toMatchObject({ leaves: true, lookAt: undefined })
  })
  it('is given the same time when it was written later', () => {
    expect(decide('22T10:08:00', '22T10:17:59').leaves).toBe(false)
    expect(decide('22T10:08:00', '22T10:18:00').leaves).toBe(true)
  })
  it('never leaves where the administrator has not allowed it', () => {
    expect(decide('22T10:00:00', '23T10:00:00', { limit: null })).toMatchObject({ leaves: false, lookAt: undefined })
  })
  it('does not leave before 1C counts as silent, however short the limit', () => {
    const rare = { missedFrom: at('22T10:00:15'), silentFrom: at('22T10:30:00') }
    expect(decide('22T10:00:00', '22T10:29:59', { limit: 1, rhythm: rare }).leaves).toBe(false)
    expect(decide('22T10:00:00', '22T10:30:00', { limit: 1, rhythm: rare }).leaves).toBe(true)
  })
  it('does not leave at night, when it would not have left with 1C either', () => {
    const evening = { missedFrom: at('22T20:55:00'), silentFrom: at('22T20:56:00') }
    expect(decide('22T20:55:00', '22T23:00:00', { rhythm: evening })).toMatchObject({
      leaves: false,
      lookAt: at('23T08:00:00'),
    })
    expect(decide('22T20:55:00', '23T08:00:00', { rhythm: evening }).leaves).toBe(true)
  })
})

describe('a reply about which nobody decides any more', () => {
  it('leaves at once, whatever the limit', () => {
    expect(decide('22T10:00:00', '22T10:00:01', { decided: false, limit: null }).leaves).toBe(true)
  })
  it('is not sent after more than a day: a person must look whether it still makes sense', () => {
    expect(decide('21T10:00:00', '22T10:00:01', { decided: false })).toMatchObject({ leave: [], expire: [id] })
    expect(decide('21T10:00:02', '22T10:00:01', { decided: false })).toMatchObject({ leave: [id], expire: [] })
  })
})
