import { i18n } from '#i18n'
import type { BaseRow } from '../../shared/answers.ts'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { TickBox } from '../design/tick-box.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { channelName } from '../inbox/channel-name.ts'
import { type BaseSetUp, ownerOf } from './base-set-up.ts'
import type { SetUpForm } from './create-base-card-state.ts'

export interface BaseSetUpProps {
  base: BaseRow
  bases: readonly BaseRow[]
  channels: readonly ChannelStatus[]
  state: SetUpForm
}

/** What a base is called and what it is for. */
export function BaseSetUpForm({ base, bases, channels, state }: BaseSetUpProps) {
  const form = state.form.value
  if (form === undefined) return null
  const submit = (event: Event) => {
    event.preventDefault()
    void state.save.run()
  }
  return (
    <details class="fold" data-testid="base-set-up">
      <summary>{i18n.t('onec.setUp')}</summary>
      <form class="fold-inside" aria-label={i18n.t('onec.setUp')} noValidate onSubmit={submit}>
        <Field label={i18n.t('onec.name')} value={form.name} onType={(name) => state.set({ name })} />
        <ChannelChoice base={base} bases={bases} channels={channels} form={form} set={state.set} />
        <Field
          label={i18n.t('onec.webAddress')}
          hint={i18n.t('onec.webAddressHint')}
          type="url"
          placeholder="https://1c.example.ru/trade"
          value={form.webAddress}
          onType={(webAddress) => state.set({ webAddress })}
        />
        <TickBox on={form.preferResponsible} onChange={(preferResponsible) => state.set({ preferResponsible })}>
          {i18n.t('onec.preferResponsible')}
          <span class="quiet block">{i18n.t('onec.preferResponsibleHint')}</span>
        </TickBox>
        <Problem text={problem(state)} />
        <SaveLine state={state} />
      </form>
    </details>
  )
}

function SaveLine({ state }: { state: SetUpForm }) {
  const changed = state.changed.value
  return (
    <div class="card-actions">
      <Button type="submit" busy={state.save.busy.value} off={!changed || state.fault.value !== undefined}>
        {i18n.t('settings.save')}
      </Button>
      {changed && <Button onPress={state.undo}>{i18n.t('settings.undo')}</Button>}
    </div>
  )
}

function problem({ fault, save }: SetUpForm): string | undefined {
  if (fault.value === 'noChannels' || fault.value === 'webAddressFault') return i18n.t(`onec.${fault.value}`)
  const refused = save.refused.value
  if (refused === undefined) return undefined
  // Of this form only a number can be in the way.
  return refused.code === 'conflict' ? i18n.t('onec.numberTaken') : askedSentence(refused)
}

type ChoiceProps = Omit<BaseSetUpProps, 'state'> & { form: BaseSetUp; set: SetUpForm['set'] }

function ChannelChoice({ base, bases, channels, form, set }: ChoiceProps) {
  const group = `channels-of-${base.id}`
  return (
    <fieldset class="choices">
      <legend>{i18n.t('onec.channels')}</legend>
      <TickBox group={group} on={form.allOthers} onChange={(on) => on && set({ allOthers: true })}>
        {i18n.t('onec.allOthers')}
      </TickBox>
      <TickBox group={group} on={!form.allOthers} onChange={(on) => on && set({ allOthers: false })}>
        {i18n.t('onec.someChannels')}
      </TickBox>
      {!form.allOthers && (
        <div class="choices choices-inside">
          {channels.map((channel) => (
            <NumberChoice
              key={channel.channelId}
              channel={channel}
              owner={ownerOf(channel.channelId, base, bases)}
              form={form}
              set={set}
            />
          ))}
        </div>
      )}
    </fieldset>
  )
}

interface NumberProps {
  channel: ChannelStatus
  /** The other base that has it. */
  owner: string | undefined
  form: BaseSetUp
  set: SetUpForm['set']
}

function NumberChoice({ channel, owner, form, set }: NumberProps) {
  const { channelId } = channel
  const others = form.channels.filter((id) => id !== channelId)
  return (
    <TickBox
      on={form.channels.includes(channelId)}
      off={owner !== undefined}
      onChange={(on) => set({ channels: on ? [...others, channelId] : others })}
    >
      {channelName(channel)}
      {owner !== undefined && <span class="quiet block">{i18n.t('onec.takenBy', [owner])}</span>}
    </TickBox>
  )
}
