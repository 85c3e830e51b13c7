import { i18n } from '#i18n'
import type { MessageDetails } from '../../../shared/message.ts'
import { Icon } from '../../design/icon.tsx'
import { language } from '../../design/language.ts'
import { pluralForm } from '../../design/plural-form.ts'

/** A question with its options and how many have chosen each, as far as that can be read. */
export function Poll({ poll }: { poll: NonNullable<MessageDetails['poll']> }) {
  const most = Math.max(1, ...poll.options.map(({ votes }) => votes))
  return (
    <div class="message-poll">
      <span class="message-mark">
        <Icon name="poll" />
        {i18n.t(poll.multiple ? 'poll.multiple' : 'poll.single')}
      </span>
      <strong>{poll.question}</strong>
      <ul>
        {poll.options.map(({ text, votes }, place) => (
          <li key={place}>
            <span class="poll-option">
              <span>{text}</span>
              <span class="poll-votes" aria-hidden="true">
                {votes}
              </span>
              <span class="spoken">{i18n.t(`poll.votes.${pluralForm(votes, language())}`, [votes])}</span>
            </span>
            <span class="poll-bar" aria-hidden="true">
              <span style={{ width: `${(votes / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
