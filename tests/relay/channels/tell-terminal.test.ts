import * as v from 'valibot'
import { expect, it } from 'vitest'
import { createTellTerminal, terminalSentence } from '../../../relay/channels/tell-terminal.ts'
import type { ChannelStatus } from '../../../shared/channel-status.ts'
import { channelIdSchema } from '../../../shared/ids.ts'

const number = (more: Partial<ChannelStatus>): ChannelStatus => ({
  channelId: v.parse(channelIdSchema, '01932b6e-7c00-7000-8000-000000000001'),
  state: 'online',
  since: 0,
  title: 'Sales',
  position: 0,
  ...more,
})

function terminal() {
  const said: string[] = []
  const alarms = new Set<() => void>()
  const tell = createTellTerminal(
    (sentence) => said.push(sentence),
    (_ms, ring) => {
      alarms.add(ring)
      return () => alarms.delete(ring)
    },
  )
  const wait = () => {
    for (const ring of [...alarms]) {
      alarms.delete(ring)
      ring()
    }
  }
  return { said, tell, wait }
}

it('says in a sentence that there is no internet, and that the number is back', () => {
  const { said, tell, wait } = terminal()
  tell(number({ state: 'reconnecting', trouble: 'unreachable' }))
  wait()
  tell(number({}))
  wait()
  expect(said).toEqual([
    expect.stringMatching(/^Sales: The relay cannot reach WhatsApp: check the internet/),
    expect.stringMatching(/^Sales: Online/),
  ])
})

it('says nothing of what is over at once, and nothing twice', () => {
  const { said, tell, wait } = terminal()
  tell(number({ state: 'reconnecting' }))
  tell(number({}))
  wait()
  tell(number({ state: 'reconnecting' }))
  tell(number({}))
  wait()
  expect(said).toEqual([expect.stringMatching(/Online/)])
})

it('leaves a number to its codes that is being paired', () => {
  expect(terminalSentence(number({ state: 'waitingForScan' }))).toBeUndefined()
  expect(terminalSentence(number({ state: 'notPaired', trouble: 'unreachable' }))).toMatch(/cannot reach/)
})
