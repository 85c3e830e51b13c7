import { type Signal, useComputed, useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { currentStage, isOurs } from '../../shared/message.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { LineProps } from './line-surroundings.ts'
import { MessageBody } from './message-body.tsx'
import { MessageFooter } from './message-footer.tsx'
import { MarksAbove, Reactions } from './message-marks.tsx'
import { MessageMenu } from './message-menu.tsx'
import { nameOf } from './office-names.ts'
import { QuotedMessage } from './quoted-message.tsx'
import { beginTask, taskOf } from './tasks/begin-task.ts'
import { numberHasBase } from './tasks/may-become-task.ts'
import { TaskForm } from './tasks/task-form.tsx'
import { deedsFor } from './what-may-be-done.ts'

export function MessageLine({ message, around }: LineProps) {
  const asking = useSignal(false)
  const task = useComputed(() => taskOf(around.forms.open.value, message.id)).value
  return (
    <>
      <div class="message-line" data-side={isOurs(message) ? 'ours' : 'client'}>
        <MessageArticle message={message} around={around} asking={asking} />
        <Menu
          message={message}
          around={around}
          askToDelete={() => (asking.value = true)}
          askForTask={() => beginTask(around.forms, message)}
        />
      </div>
      {task !== undefined && <TaskForm form={task} forms={around.forms} makeTask={around.makeTask} />}
    </>
  )
}

/** @param asking whether it is to be deleted. */
function MessageArticle({ message, around, asking }: LineProps & { asking: Signal<boolean> }) {
  const { conversation, now } = around
  const refused = conversation.refused.value
  const quotedId = message.quotedMessageId
  return (
    <article
      class="message"
      data-side={isOurs(message) ? 'ours' : 'client'}
      data-testid="message"
      data-message-id={message.id}
      data-kind={message.kind}
      data-deleted={message.deleted !== undefined}
      data-stage={currentStage(message)?.stage}
    >
      <Origin message={message} around={around} />
      <MarksAbove message={message} />
      {quotedId !== undefined && (
        <QuotedMessage message={conversation.quoted(quotedId).value} goThere={() => around.goTo(quotedId)} />
      )}
      <MessageBody message={message} files={conversation.files} now={now} />
      <MessageFooter message={message} around={around} askToDelete={() => (asking.value = true)} />
      <Reactions
        message={message}
        takeBack={around.mayReply ? () => void conversation.react(message, '') : undefined}
      />
      {asking.value && (
        <DeleteQuestion
          answer={(yes) => {
            asking.value = false
            if (yes) void conversation.remove(message)
          }}
        />
      )}
      {refused?.messageId === message.id && (
        <Problem text={i18n.t('message.notChanged', [askedSentence({ code: refused.code })])} />
      )}
    </article>
  )
}

type MenuProps = LineProps & { askToDelete: () => void; askForTask: () => void }

function Menu({ message, around, askToDelete, askForTask }: MenuProps) {
  const { conversation, now, employee } = around
  return (
    <MessageMenu
      deeds={deedsFor(message, now, employee, numberHasBase(around.onec, around.channel?.channelId))}
      does={{
        quote: () => around.quote(message),
        task: askForTask,
        copy: () => void navigator.clipboard.writeText(message.text),
        react: (emoji) => void conversation.react(message, emoji),
        edit: () => around.edit(message),
        delete: askToDelete,
      }}
    />
  )
}

/** In place, because it cannot be taken back. */
function DeleteQuestion({ answer }: { answer: (yes: boolean) => void }) {
  return (
    <fieldset class="confirm" aria-label={i18n.t('menu.deleteQuestion')}>
      <span>{i18n.t('menu.deleteQuestion')}</span>
      <Button look="danger" onPress={() => answer(true)}>
        {i18n.t('menu.deleteYes')}
      </Button>
      <Button onPress={() => answer(false)}>{i18n.t('confirm.no')}</Button>
    </fieldset>
  )
}

/** Who wrote it, where that is not plain from the side it stands on: a colleague by his name. */
function Origin({ message: { origin, authorId }, around: { employee, office } }: LineProps) {
  switch (origin) {
    case 'phone':
    case 'onec':
    case 'automatic':
      return <span class="message-origin">{i18n.t(`origin.${origin}`)}</span>
    case 'client':
      return <span class="spoken">{i18n.t('origin.client')}</span>
    case 'employee':
      if (authorId === undefined || authorId === employee?.id) {
        return <span class="spoken">{i18n.t('origin.employee')}</span>
      }
      return <span class="message-origin message-author">{nameOf(office, authorId)}</span>
  }
}
