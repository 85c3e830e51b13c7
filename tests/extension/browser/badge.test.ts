import { describe, expect, test } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { type BadgeFacts, badgeFor, paintBadge } from '../../../extension/browser/badge.ts'
import type { LinkState } from '../../../extension/database/database.ts'
import { type ChannelState, channelStates } from '../../../shared/channel-status.ts'
import { channel, morning } from '../background/cast.ts'

const facts = (change: Partial<BadgeFacts> = {}): BadgeFacts => ({
  link: 'live',
  heardAt: morning,
  waiting: 0,
  channels: [channel('online')],
  now: morning,
  ...change,
})
const textFor = (change: Partial<BadgeFacts>) => badgeFor(facts(change)).text
const minutes = (count: number) => morning + count * 60_000

describe('the badge', () => {
  test.each<[string, Partial<BadgeFacts>, string]>([
    ['says nothing when nobody waits', {}, ''],
    ['counts who waits', { waiting: 3 }, '3'],
    ['stays readable when very many wait', { waiting: 140 }, '99+'],
    ['says that it is connecting, not the number it knew', { link: 'connecting', waiting: 3 }, '…'],
    ['says that there is no connection', { link: 'offline', waiting: 3 }, '…'],
    ['does not show an old number as if it were current', { link: 'offline', waiting: 3, now: minutes(2.1) }, '?'],
    ['says nothing of age at two minutes sharp', { link: 'offline', waiting: 3, now: minutes(2) }, '…'],
    ['does not trust a line that has been silent for too long', { waiting: 3, now: minutes(3) }, '?'],
    ['does not take a number for young because the clock was set back', { waiting: 3, now: minutes(-5) }, '?'],
    ['cannot be old when nothing was ever heard', { link: 'connecting', heardAt: undefined, now: minutes(9) }, '…'],
    ['counts though a second number is down', { waiting: 2, channels: [channel('online'), channel('banned')] }, '2'],
    ['says that a second number is down when nobody waits', { channels: [channel('online'), channel('banned')] }, '!'],
    [
      'shows what is old as old, also when the number was unpaired',
      { channels: [channel('banned')], now: minutes(3) },
      '?',
    ],
    ['counts when the relay has no numbers at all', { waiting: 1, channels: [] }, '1'],
  ])('%s', (_sentence, change, text) => expect(textFor(change)).toBe(text))

  test.each<[ChannelState, string]>([
    ['notPaired', '!'],
    ['waitingForScan', '!'],
    ['codesUsedUp', '!'],
    ['pairing', '…'],
    ['connecting', '…'],
    ['online', '3'],
    ['reconnecting', '…'],
    ['unlinked', '!'],
    ['replaced', '!'],
    ['banned', '!'],
    ['versionRefused', '!'],
  ])('with the only number «%s» shows %s', (state, text) =>
    expect(textFor({ waiting: 3, channels: [channel(state)] })).toBe(text),
  )

  test.each<[LinkState, string]>([
    ['notSetUp', ''],
    ['signedOut', ''],
    ['noRight', '!'],
    ['relayTooOld', '!'],
    ['extensionTooOld', '!'],
  ])('with the link «%s» shows «%s», whatever was stored', (link, text) => {
    expect(badgeFor(facts({ link, waiting: 3 }))).toMatchObject({ text, words: link })
  })

  test('cannot lie: in no state at all is there a number, unless the line is live, fresh, and a number works', () => {
    const links: LinkState[] = ['notSetUp', 'signedOut', 'connecting', 'live', 'offline', 'relayTooOld', 'noRight']
    for (const link of links) {
      for (const state of channelStates) {
        for (const now of [morning, minutes(5), minutes(-5)]) {
          const isCurrent = link === 'live' && state === 'online' && now === morning
          const { text } = badgeFor(facts({ link, now, waiting: 7, channels: [channel(state)] }))
          expect(text.includes('7'), `${link} ${state} ${now}`).toBe(isCurrent)
        }
      }
    }
  })
})

test('the badge is painted on the button, with its sentence', async () => {
  await paintBadge({ text: '3', color: '#137333', words: 'waiting', waiting: 3 }, 'Ждут вашего ответа: 3')
  expect(await fakeBrowser.action.getBadgeText({})).toBe('3')
  expect(await fakeBrowser.action.getTitle({})).toBe('Ждут вашего ответа: 3')
})
