import type { ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import type { HereRow } from '../database/database.ts'
import { ChannelPairing } from '../messenger-settings/channel-pairing.tsx'
import type { ChannelsState } from '../messenger-settings/create-channels-state.ts'

interface LinkNumberProps {
  channels: ChannelsState
  now: ReadonlySignal<Instant>
  here: HereRow
}

/** The company's first number. Whoever comes here finds a code to scan. */
export function LinkNumber({ channels, now, here }: LinkNumberProps) {
  useEffect(() => void channels.load.run(), [channels, here.link])
  const [channel] = [...here.channels].sort((one, other) => one.position - other.position)
  const card = channel === undefined ? undefined : channels.of(channel.channelId)
  useEffect(() => {
    // The relay showed its codes when it started; until the extension was installed they have run out.
    if (channel?.state === 'codesUsedUp') void card?.pair.run()
  }, [card])
  if (channel === undefined || card === undefined) return <p role="status">{i18n.t('channels.noneText')}</p>
  return (
    <section class="card" aria-label={channel.title}>
      <h3>{channel.title}</h3>
      <ChannelPairing channel={channel} count={1} here={here} state={card} now={now} />
    </section>
  )
}
