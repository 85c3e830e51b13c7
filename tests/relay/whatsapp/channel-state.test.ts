import { expect, it } from 'vitest'
import { channelStateAfter, type LinkEvent } from '../../../relay/whatsapp/channel-state.ts'
import type { ChannelState } from '../../../shared/channel-status.ts'

const through = (start: ChannelState, ...events: LinkEvent[]): ChannelState[] => {
  const states: ChannelState[] = []
  for (const event of events) states.push(channelStateAfter(states.at(-1) ?? start, event))
  return states
}
const opening = (paired: boolean, again = false): LinkEvent => ({ type: 'opening', paired, again })
const closed = (cause: Extract<LinkEvent, { type: 'closed' }>['cause'], paired = true): LinkEvent => ({
  type: 'closed',
  cause,
  paired,
})

it('goes from unpaired over the scan and its restart to online', () => {
  const story: LinkEvent[] = [
    opening(false),
    { type: 'codeShown' },
    { type: 'scanned' },
    closed('restartRequired'),
    opening(true, true),
    { type: 'opened' },
  ]
  expect(through('notPaired', ...story)).toEqual([
    'notPaired',
    'waitingForScan',
    'pairing',
    'pairing',
    'pairing',
    'online',
  ])
})

it('connects a paired channel, and reconnects one that was online', () => {
  expect(through('notPaired', opening(true), { type: 'opened' })).toEqual(['connecting', 'online'])
  expect(through('online', closed('lost'), opening(true, true))).toEqual(['reconnecting', 'reconnecting'])
})

it('calls a restart after a day online a broken link, not pairing', () => {
  expect(through('online', closed('restartRequired'))).toEqual(['reconnecting'])
})

it.each(['replaced', 'banned', 'versionRefused', 'unlinked'] as const)('says that it is %s', (cause) => {
  expect(through('online', closed(cause))).toEqual([cause])
})

it('says that the codes are used up, and shows new ones when asked', () => {
  expect(through('waitingForScan', closed('codesUsedUp', false), opening(false), { type: 'codeShown' })).toEqual([
    'codesUsedUp',
    'notPaired',
    'waitingForScan',
  ])
})

it('never calls an unpaired channel unlinked or reconnecting', () => {
  expect(through('waitingForScan', closed('unlinked', false))).toEqual(['notPaired'])
  expect(through('waitingForScan', closed('lost', false))).toEqual(['notPaired'])
})

it('holds a channel back whose phone has become another one until somebody has answered', () => {
  expect(through('pairing', { type: 'otherNumber' }, closed('lost'), closed('restartRequired'))).toEqual([
    'otherNumber',
    'otherNumber',
    'otherNumber',
  ])
  expect(through('otherNumber', { type: 'forgotten' })).toEqual(['notPaired'])
  expect(through('otherNumber', opening(true), { type: 'opened' })).toEqual(['connecting', 'online'])
})

it('leaves a suspect channel suspect through new connections, until it is heard', () => {
  const anew: LinkEvent[] = [{ type: 'suspected' }, opening(true, true), { type: 'opened' }]
  expect(through('online', ...anew, { type: 'cleared' })).toEqual(['suspect', 'suspect', 'suspect', 'online'])
  expect(through('reconnecting', { type: 'cleared' })).toEqual(['reconnecting'])
})

it('calls a suspect channel that loses its connection reconnecting', () => {
  expect(through('suspect', closed('lost'), opening(true, true), { type: 'opened' })).toEqual([
    'reconnecting',
    'reconnecting',
    'online',
  ])
})
