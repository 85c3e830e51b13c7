import { i18n } from '#i18n'
import type { ChannelSettings } from '../../shared/channel-settings.ts'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { TickBox } from '../design/tick-box.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { SettingsForm } from './create-channel-card-state.ts'
import { HistoryChoice } from './history-choice.tsx'

export interface ChannelSettingsFormProps {
  channel: ChannelStatus
  state: SettingsForm
}

/** How one number behaves. Folded away: the defaults are careful. */
export function ChannelSettingsForm({ channel, state }: ChannelSettingsFormProps) {
  const form = state.form.value
  if (form === undefined) return null
  const submit = (event: Event) => {
    event.preventDefault()
    void state.save.run()
  }
  const refused = state.save.refused.value
  const changed = state.changed.value
  return (
    <details class="fold" data-testid="channel-settings">
      <summary>{i18n.t('channelSettings.title')}</summary>
      <form class="fold-inside" aria-label={i18n.t('channelSettings.of', [channel.title])} noValidate onSubmit={submit}>
        <WritingFirst form={form} state={state} channel={channel} />
        <Pace form={form} state={state} />
        <Manners form={form} state={state} />
        <HistoryChoice
          group={`history-${channel.channelId}`}
          days={form.historyDays}
          choose={(historyDays) => state.set({ historyDays })}
        />
        <ProxyField form={form} state={state} />
        <Problem text={refused && askedSentence(refused)} />
        <div class="card-actions">
          <Button
            type="submit"
            look="main"
            busy={state.save.busy.value}
            off={!changed || Object.keys(state.faults.value).length > 0}
            testId="save-channel-settings"
          >
            {i18n.t('settings.save')}
          </Button>
          {changed && <Button onPress={state.undo}>{i18n.t('settings.undo')}</Button>}
          {!changed && <span class="quiet">{i18n.t('settings.saved')}</span>}
        </div>
      </form>
    </details>
  )
}

type PartProps = { form: ChannelSettings; state: SettingsForm }

function WritingFirst({ form, state, channel: { allowance } }: PartProps & { channel: ChannelStatus }) {
  return (
    <>
      <TickBox on={form.writeFirst} onChange={(writeFirst) => state.set({ writeFirst })}>
        <strong>{i18n.t('channelSettings.writeFirst')}</strong>
        <span class="quiet block">{i18n.t('channelSettings.writeFirstHint')}</span>
      </TickBox>
      {form.writeFirst && (
        <>
          <WholeNumber name="newConversationsPerDay" form={form} state={state} least={0} most={1_000} />
          {allowance !== undefined && (
            <p class="quiet">{i18n.t('channelSettings.usedToday', [allowance.used, allowance.limit])}</p>
          )}
        </>
      )}
    </>
  )
}

function Pace({ form, state }: PartProps) {
  return (
    <div class="two-fields">
      <WholeNumber name="perMinute" form={form} state={state} least={1} most={600} />
      <WholeNumber name="burst" form={form} state={state} least={1} most={100} />
    </div>
  )
}

type WholeNumberProps = PartProps & {
  name: 'newConversationsPerDay' | 'perMinute' | 'burst'
  least: number
  most: number
}

function WholeNumber({ name, form, state, least, most }: WholeNumberProps) {
  const value = form[name]
  return (
    <div>
      <Field
        label={i18n.t(`channelSettings.${name}`)}
        type="number"
        min={least}
        max={most}
        value={Number.isNaN(value) ? '' : String(value)}
        onType={(text) => state.set({ [name]: text.trim() === '' ? Number.NaN : Number(text) })}
      />
      <Problem text={state.faults.value[name] && i18n.t('channelSettings.wholeFault', [least, most])} />
    </div>
  )
}

function Manners({ form, state }: PartProps) {
  return (
    <>
      <TickBox on={form.typing} onChange={(typing) => state.set({ typing })}>
        {i18n.t('channelSettings.typing')}
      </TickBox>
      <TickBox on={form.readReceipts} onChange={(readReceipts) => state.set({ readReceipts })}>
        {i18n.t('channelSettings.readReceipts')}
      </TickBox>
    </>
  )
}

function ProxyField({ form, state }: PartProps) {
  return (
    <div>
      <Field
        label={i18n.t('channelSettings.proxy')}
        hint={i18n.t('channelSettings.proxyHint')}
        placeholder="socks5://user:password@host:1080"
        value={form.proxy ?? ''}
        onType={(text) => state.set({ proxy: text.trim() === '' ? null : text.trim() })}
      />
      <Problem text={state.faults.value.proxy && i18n.t('channelSettings.proxyFault')} />
    </div>
  )
}
