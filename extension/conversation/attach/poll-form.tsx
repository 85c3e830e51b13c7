import { i18n } from '#i18n'
import { Problem } from '../../design/banner.tsx'
import { Field } from '../../design/field.tsx'
import { TickBox } from '../../design/tick-box.tsx'
import type { AttachFormProps } from './attach-form-props.ts'
import { AttachFrame } from './attach-frame.tsx'
import { fewestOptions, optionsAfter, pollIn, pollOf, pollTrouble } from './poll-draft.ts'

/** A question with answers to choose from. */
export function PollForm({ composer, form, write, close }: AttachFormProps) {
  const draft = pollIn(form.fields)
  const trouble = pollTrouble(draft)
  const poll = pollOf(draft)
  const send = async () => {
    if (poll !== undefined) await composer.sendPart({ poll }, form.id)
  }
  return (
    <AttachFrame title={i18n.t('attach.poll')} close={close} off={poll === undefined} send={() => void send()}>
      <Field
        label={i18n.t('attachPoll.question')}
        value={draft.question}
        onType={(question) => write({ question })}
        testId="poll-question"
      />
      {draft.options.map((option, place) => (
        <Field
          key={place}
          label={i18n.t(place < fewestOptions ? 'attachPoll.option' : 'attachPoll.furtherOption', [place + 1])}
          value={option}
          onType={(typed) => write({ options: optionsAfter(draft.options, place, typed).join('\n') })}
          testId={`poll-option-${place}`}
        />
      ))}
      <TickBox on={draft.multiple} onChange={(on) => write({ multiple: on ? 'yes' : '' })}>
        {i18n.t('attachPoll.multiple')}
      </TickBox>
      <Problem text={trouble && i18n.t(`attachPoll.${trouble}`)} />
    </AttachFrame>
  )
}
