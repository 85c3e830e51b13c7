import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { Problem } from '../../design/banner.tsx'
import { Field } from '../../design/field.tsx'
import { TickBox } from '../../design/tick-box.tsx'
import type { AttachFormProps } from './attach-form-props.ts'
import { AttachFrame } from './attach-frame.tsx'
import { fewestOptions, optionsAfter, pollOf, pollTrouble } from './poll-draft.ts'

/** A question with answers to choose from. */
export function PollForm({ composer, close }: AttachFormProps) {
  const [question, multiple] = [useSignal(''), useSignal(false)]
  const options = useSignal<readonly string[]>(['', ''])
  const draft = { question: question.value, multiple: multiple.value, options: options.value }
  const trouble = pollTrouble(draft)
  const poll = pollOf(draft)
  const send = async () => {
    if (poll !== undefined && (await composer.sendPart({ poll }))) close()
  }
  return (
    <AttachFrame title={i18n.t('attach.poll')} close={close} off={poll === undefined} send={() => void send()}>
      <Field
        label={i18n.t('attachPoll.question')}
        value={question.value}
        onType={(typed) => (question.value = typed)}
        testId="poll-question"
      />
      {options.value.map((option, place) => (
        <Field
          key={place}
          label={i18n.t(place < fewestOptions ? 'attachPoll.option' : 'attachPoll.furtherOption', [place + 1])}
          value={option}
          onType={(typed) => (options.value = optionsAfter(options.value, place, typed))}
          testId={`poll-option-${place}`}
        />
      ))}
      <TickBox on={multiple.value} onChange={(on) => (multiple.value = on)}>
        {i18n.t('attachPoll.multiple')}
      </TickBox>
      <Problem text={trouble && i18n.t(`attachPoll.${trouble}`)} />
    </AttachFrame>
  )
}
