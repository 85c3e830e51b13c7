import { i18n } from '#i18n'
import type { ChannelSettings } from '../../shared/channel-settings.ts'
import { TickBox } from '../design/tick-box.tsx'

type Days = ChannelSettings['historyDays']

export interface HistoryChoiceProps {
  /** Its radio buttons belong together by this. */
  group: string
  days: Days
  choose: (days: Days) => void
}

/** How much of the phone's conversations comes along when it is linked. */
export function HistoryChoice({ group, days, choose }: HistoryChoiceProps) {
  return (
    <fieldset class="choices" data-testid="history-choice">
      <legend>{i18n.t('channelSettings.history')}</legend>
      <div class="tick-row">
        {([0, 7, 30] as const).map((each) => (
          <TickBox
            key={each}
            group={group}
            on={days === each}
            onChange={(on) => {
              if (on) choose(each)
            }}
          >
            {each === 0 ? i18n.t('channelSettings.noHistory') : i18n.t('channelSettings.historyDays', [each])}
          </TickBox>
        ))}
      </div>
      <p class="quiet">{i18n.t('channelSettings.historyHint')}</p>
    </fieldset>
  )
}
