import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { askedSentence, type Refused } from './asked-sentences.ts'
import { channelName } from './channel-name.ts'
import type { ListState } from './list-state.ts'

/** Below what the search has found: the conversation with a phone that was typed there, on one of the company's numbers. */
export default function WriteFirst({ phone, state }: { phone: string; state: ListState }) {
  const refused = useSignal<Refused | undefined>(undefined)
  const busy = useSignal(false)
  const open = async (channel: ChannelStatus) => {
    busy.value = true
    refused.value = undefined
    const answer = await state.inbox.openConversation(channel.channelId, phone)
    busy.value = false
    if (!answer.ok) refused.value = answer
    else {
      state.search('')
      state.route.goTo(answer.value)
    }
  }
  const channels = state.here.value?.channels ?? []
  return (
    <section class="write-first" aria-label={i18n.t('writeFirst.title')}>
      {channels.map((channel) => (
        <div class="write-first-line" key={channel.channelId}>
          <Button look="main" busy={busy.value} onPress={() => void open(channel)} testId="write-first">
            {i18n.t('writeFirst.to', [phone])}
          </Button>
          {channels.length > 1 && <span>{i18n.t('writeFirst.from', [channelName(channel)])}</span>}
          <Allowance channel={channel} />
        </div>
      ))}
      <Problem text={refused.value && writeFirstSentence(refused.value)} />
    </section>
  )
}

/** «сегодня ещё 12 новых диалогов» */
function Allowance({ channel: { allowance } }: { channel: ChannelStatus }) {
  if (allowance === undefined) return null
  const left = Math.max(0, allowance.limit - allowance.used)
  if (left === 0) return <span class="quiet-line">{i18n.t('writeFirst.noneLeft')}</span>
  return <span class="quiet-line">{i18n.t(`writeFirst.left.${pluralForm(left, language())}`, [left])}</span>
}

/** Here a bad request means the phone. */
export function writeFirstSentence(refused: Refused): string {
  if (refused.code === 'badRequest') return i18n.t('writeFirst.notAPhone')
  return askedSentence(refused)
}
