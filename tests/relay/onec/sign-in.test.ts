import { describe, expect, it } from 'vitest'
import { askWhoSignsIn, verdictOf } from '../../../relay/onec/sign-in-call.ts'
import { basesToAsk, refusalOf } from '../../../relay/onec/sign-in-with-onec.ts'
import { baseIdSchema } from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'

const newId = countingIds()
const [trade, accounting] = [{ id: newId(baseIdSchema) }, { id: newId(baseIdSchema) }]
const refused = (code: string) => JSON.stringify({ error: { code, message: 'Отказ', retryable: false } })

describe('what 1C says of a login and a password', () => {
  it.each([
    [
      200,
      '{"user":{"userId":"1D3729CC-B5B3-11F1-9889-6CB31113810C"}}',
      { userId: '1d3729cc-b5b3-11f1-9889-6cb31113810c' },
    ],
    [200, '{"user":{"userId":"нет"}}', 'unreachable'],
    [200, '<html>', 'unreachable'],
    [401, '', 'wrongLogin'],
    [401, refused('unauthorized'), 'unreachable'],
    [402, '', 'noLicence'],
    [403, '', 'forbidden'],
    [403, refused('forbidden'), 'forbidden'],
    [403, refused('disabled'), 'unreachable'],
    [307, '', 'unreachable'],
    [404, '', 'unreachable'],
    [500, refused('internal'), 'unreachable'],
  ])('%s %s', (status, text, verdict) => expect(verdictOf(status, text)).toEqual(verdict))
})

describe('a login with a colon', () => {
  const asked = (login: string) =>
    askWhoSignsIn(
      { url: 'http://127.0.0.1:9', secret: null },
      { login, password: 'x' },
      { setAlarm: () => () => {}, abort: new AbortController().signal },
    )

  it('is sent to nobody: 1C would take what stands before it for the login, and the rest for a password', async () => {
    expect(await asked('Ольга:123')).toBe('wrongLogin')
    expect(await asked('Ольга')).toBe('unreachable')
  })
})

describe('the bases that see a password', () => {
  it('are those whose users have the login, when any has', () => {
    expect(basesToAsk([trade, accounting], new Set([accounting.id]))).toEqual([accounting])
  })

  it('are all that are published when none has', () => {
    expect(basesToAsk([trade, accounting], new Set())).toEqual([trade, accounting])
  })

  it('are not those that know the login and are not published', () => {
    expect(basesToAsk([trade], new Set([accounting.id]))).toEqual([trade])
  })
})

describe('of several bases’ answers', () => {
  it.each([
    ['wrongLogin', ['wrongLogin', 'wrongLogin']],
    ['onecUnreachable', ['wrongLogin', 'unreachable']],
    ['noLicence', ['unreachable', 'noLicence']],
    ['notInGroup', ['noLicence', 'forbidden', 'wrongLogin']],
    ['onecUnreachable', []],
  ] as const)('%s is said of %j', (code, said) => expect(refusalOf(said).code).toBe(code))
})
