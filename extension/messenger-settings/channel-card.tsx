import { showPhone } from '../../shared/phone-number.ts'
import { ChannelPairing, type ChannelPairingProps } from './channel-pairing.tsx'
import { ChannelSettingsForm } from './channel-settings-form.tsx'
import { ChannelTitle, type ChannelTitleProps } from './channel-title.tsx'

export type ChannelCardProps = ChannelTitleProps & ChannelPairingProps

export function ChannelCard({ channel, place, count, here, state, now }: ChannelCardProps) {
  return (
    <section class="card" aria-label={channel.title} data-testid="channel" data-channel-id={channel.channelId}>
      <ChannelTitle channel={channel} place={place} count={count} state={state} />
      {channel.phone !== undefined && (
        <p>
          {showPhone(channel.phone)}
          {channel.name !== undefined && <span class="quiet"> {channel.name}</span>}
        </p>
      )}
      <ChannelPairing channel={channel} count={count} here={here} state={state} now={now} />
      <ChannelSettingsForm channel={channel} state={state.settings} />
    </section>
  )
}
