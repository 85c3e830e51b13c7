import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Known, type Resolution, resolveIdentity, type Said } from '../../../relay/inbox/resolve-identity.ts'
import { contactIdSchema } from '../../../shared/ids.ts'
import { phoneNumberSchema } from '../../../shared/phone-number.ts'

const phone = v.parse(phoneNumberSchema, '+79161234567')
const otherPhone = v.parse(phoneNumberSchema, '+79167654321')
const lid = '201'
const otherLid = '202'

const contact = (number: number, ids: Partial<Known>): Known => ({
  id: v.parse(contactIdSchema, `00000000-0000-7000-8000-00000000000${number}`),
  phone: null,
  lid: null,
  created_at: number,
  ...ids,
})
const anna = (ids: Partial<Known>) => contact(1, ids)
const boris = (ids: Partial<Known>) => contact(2, ids)

const both: Said = { lid, phone, source: 'message' }
const whole = { lid, phone }

type Case = [title: string, said: Said, byLid: Known | undefined, byPhone: Known | undefined, Resolution<Known>]

describe('who somebody is', () => {
  const known = anna(whole)
  const onlyLid = anna({ lid })
  const onlyPhone = boris({ phone })
  const phoneOf = boris({ phone, lid: otherLid })
  const moved = anna({ lid, phone: otherPhone })
  it.each<Case>([
    ['nobody knows him', both, undefined, undefined, { do: 'make', ...whole }],
    [
      'nobody knows him, and he has told only his LID',
      { lid, source: 'message' },
      undefined,
      undefined,
      { do: 'make', lid, phone: null },
    ],
    ['he is known just so', both, known, known, { do: 'keep', contact: known }],
    [
      'he is known, and has told only his LID',
      { lid, source: 'message' },
      known,
      undefined,
      { do: 'keep', contact: known },
    ],
    [
      'he is known, and has told only his phone',
      { phone, source: 'message' },
      undefined,
      known,
      { do: 'keep', contact: known },
    ],
    [
      'he was known by LID, and now his phone is told',
      both,
      onlyLid,
      undefined,
      { do: 'learn', contact: onlyLid, ...whole },
    ],
    [
      'he was known by phone, and now his LID is told',
      both,
      undefined,
      onlyPhone,
      { do: 'learn', contact: onlyPhone, ...whole },
    ],
    [
      'two contacts are one person',
      both,
      onlyLid,
      onlyPhone,
      { do: 'join', stays: onlyLid, goes: onlyPhone, ...whole },
    ],
    [
      'somebody new has his phone: another LID comes with it',
      both,
      undefined,
      phoneOf,
      { do: 'make', ...whole, phoneOf },
    ],
    [
      'somebody whom we know by LID has the phone of another now',
      both,
      onlyLid,
      phoneOf,
      { do: 'learn', contact: onlyLid, ...whole, phoneOf },
    ],
    ['he has changed his phone', both, moved, undefined, { do: 'learn', contact: moved, ...whole }],
    [
      'he has changed his phone, to one that only 1C has written to',
      both,
      moved,
      onlyPhone,
      { do: 'join', stays: moved, goes: onlyPhone, ...whole },
    ],
    [
      'he has changed his phone, to one that was somebody else’s',
      both,
      moved,
      phoneOf,
      { do: 'learn', contact: moved, ...whole, phoneOf },
    ],
  ])('%s', (_title, said, byLid, byPhone, resolution) => {
    expect(resolveIdentity(said, byLid, byPhone)).toEqual(resolution)
  })

  const old: Said = { ...both, source: 'history' }
  it.each<Case>([
    ['fills in a phone', old, onlyLid, undefined, { do: 'learn', contact: onlyLid, ...whole }],
    [
      'joins two of whom each has only the half',
      old,
      onlyLid,
      onlyPhone,
      { do: 'join', stays: onlyLid, goes: onlyPhone, ...whole },
    ],
    ['gives nobody back the phone that he had before', old, moved, undefined, { do: 'keep', contact: moved }],
    ['takes nobody’s phone for a stranger', old, undefined, phoneOf, { do: 'make', lid, phone: null }],
    ['takes nobody’s phone for somebody known by LID', old, onlyLid, phoneOf, { do: 'keep', contact: onlyLid }],
    [
      'does not join somebody with a phone of which it says nothing',
      old,
      moved,
      onlyPhone,
      { do: 'keep', contact: moved },
    ],
  ])('the phone’s history %s', (_title, said, byLid, byPhone, resolution) => {
    expect(resolveIdentity(said, byLid, byPhone)).toEqual(resolution)
  })

  it('of two contacts the older one stays, whichever way he was known', () => {
    const older = boris({ phone, created_at: 0 })
    expect(resolveIdentity(both, onlyLid, older)).toMatchObject({ do: 'join', stays: older, goes: onlyLid })
    expect(resolveIdentity(both, anna({ lid, created_at: 0 }), older)).toMatchObject({ do: 'join', stays: { lid } })
  })
})
