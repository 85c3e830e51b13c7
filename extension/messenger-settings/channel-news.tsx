import { i18n } from '#i18n'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import type { HereRow } from '../database/database.ts'
import { Banner } from '../design/banner.tsx'
import { language } from '../design/language.ts'
import { momentInWords } from '../design/show-time.ts'
import { isBesideState, restrictionSentence, troubleSentence } from '../inbox/link-sentences.ts'

/** What stands beside the state: what is in the way, an alert, a restriction, the history on its way. */
export function ChannelNews({ channel, here, now }: { channel: ChannelStatus; here: HereRow; now: Instant }) {
  const alerts = here.alerts?.filter(({ channelId, kind }) => channelId === channel.channelId && isBesideState(kind))
  const trouble = troubleSentence(channel)
  return (
    <>
      {trouble !== undefined && <Banner tone="warn" text={trouble} />}
      {alerts?.map(({ kind, since }) => (
        <Banner
          key={kind}
          tone="bad"
          text={i18n.t('alert.since', [momentInWords(since, now, language()), i18n.t(`alert.${kind}`)])}
        />
      ))}
      {channel.restriction !== undefined && <Banner tone="warn" text={restrictionSentence(channel.restriction, now)} />}
      {channel.state === 'online' && channel.historyPercent !== undefined && channel.historyPercent < 100 && (
        <p class="history-progress" role="status" data-testid="history-progress">
          <progress max={100} value={channel.historyPercent} aria-label={i18n.t('channels.history')} />
          {i18n.t('channels.historyPercent', [Math.round(channel.historyPercent)])}
        </p>
      )}
    </>
  )
}
