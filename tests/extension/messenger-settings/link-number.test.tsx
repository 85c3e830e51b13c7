// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { HereRow } from '../../../extension/database/database.ts'
import { LinkNumber } from '../../../extension/first-run/link-number.tsx'
import { createChannelsState } from '../../../extension/messenger-settings/create-channels-state.ts'
import type { ChannelState } from '../../../shared/channel-status.ts'
import { until } from '../../world/until.ts'
import { anna, channel, morning } from '../background/cast.ts'
import { speak } from '../design/speak.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const startPairing = vi.fn(async () => ({ ok: true as const, value: undefined }))
const channels = createChannelsState(quietInbox({ startPairing }))
const hereWith = (state: ChannelState): HereRow => ({
  ...{ key: 'here', link: 'live', linkSince: morning, employee: anna, pairing: [] },
  channels: [channel(state)],
})
const show = (state: ChannelState) =>
  render(<LinkNumber channels={channels} now={signal(morning)} here={hereWith(state)} />, document.body)

beforeEach(() => {
  speak('ru')
  startPairing.mockClear()
})
afterEach(() => render(null, document.body))

test('whose relay has shown all its codes before he came finds a fresh one without pressing anything', async () => {
  show('codesUsedUp')
  await until(() => expect(startPairing).toHaveBeenCalledExactlyOnceWith(channel('codesUsedUp').channelId, undefined))
})

test('codes that run out while he looks are not renewed for ever: he is asked', async () => {
  show('waitingForScan')
  await until(() => expect(document.body.textContent).toContain('Ждём, пока код отсканируют'))
  show('codesUsedUp')
  await until(() => expect(document.body.textContent).toContain('Обновить код'))
  expect(startPairing).not.toHaveBeenCalled()
})
