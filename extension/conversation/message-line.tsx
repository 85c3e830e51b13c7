import { type Signal, useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { EmployeeId, Instant, MessageId } from '../../shared/ids.ts'
import { currentStage, type Hold, isOurs, type Message } from '../../shared/message.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import type { InboxService } from '../background/inbox-service.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { language } from '../design/language.ts'
import { clockTime } from '../design/show-time.ts'
import { useSeconds } from '../design/use-seconds.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { ConversationState } from './create-conversation-state.ts'
import { holdSentence } from './hold-sentences.ts'
import { MessageBody } from './message-body.tsx'
import { EditedMark, MarksAbove, Reactions } from './message-marks.tsx'
import { MessageMenu } from './message-menu.tsx'
import { QuotedMessage } from './quoted-message.tsx'
import { StageStripLine } from './stage-strip-line.tsx'
import { TaskForm } from './tasks/task-form.tsx'
import { deedsFor } from './what-may-be-done.ts'

/** What stands around the messages of a conversation. */
export interface LineSurroundings {
  conversation: ConversationState
  onec: OnecStatus | undefined
  channel: ChannelStatus | undefined
  mayReply: boolean
  me: EmployeeId | undefined
  now: Instant
  writeAgain: (text: string) => void
  quote: (message: Message) => void
  edit: (message: Message) => void
  makeTask: InboxService['makeTask']
  openInOnec: InboxService['openInOnec']
  goTo: (id: MessageId) => void
}

type LineProps = { message: Message; around: LineSurroundings }

export function MessageLine({ message, around }: LineProps) {
  const asking = useSignal(false)
  const makingTask = useSignal(false)
  return (
    <>
      <div class="message-line" data-side={isOurs(message) ? 'ours' : 'client'}>
        <MessageArticle message={message} around={around} asking={asking} />
        <Menu
          message={message}
          around={around}
          askToDelete={() => (asking.value = true)}
          askForTask={() => (makingTask.value = true)}
        />
      </div>
      {makingTask.value && (
        <TaskForm message={message} makeTask={around.makeTask} close={() => (makingTask.value = false)} />
      )}
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
      <Origin message={message} />
      <MarksAbove message={message} />
      {quotedId !== undefined && (
        <QuotedMessage message={conversation.quoted(quotedId).value} goThere={() => around.goTo(quotedId)} />
      )}
      <MessageBody message={message} files={conversation.files} now={now} />
      <MessageFooter message={message} around={around} />
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

function MessageFooter({ message, around }: LineProps) {
  const { conversation, onec, channel, now, writeAgain } = around
  return (
    <footer class="message-footer">
      {message.edited && <EditedMark edited={message.edited} now={now} />}
      <time dateTime={new Date(message.at).toISOString()}>{clockTime(message.at, language())}</time>
      {isOurs(message) && (
        <StageStripLine
          stages={message.stages}
          hold={message.hold && <HoldWords hold={message.hold} channel={channel} />}
          uploaded={conversation.uploads.value.get(message.id)}
          onec={onec}
          channelId={channel?.channelId}
          {...(message.text === '' ? {} : { writeAgain: () => writeAgain(message.text) })}
        />
      )}
    </footer>
  )
}

function HoldWords({ hold, channel }: { hold: Hold; channel: ChannelStatus | undefined }) {
  return <>{holdSentence(hold, useSeconds(), channel)}</>
}

type MenuProps = LineProps & { askToDelete: () => void; askForTask: () => void }

function Menu({ message, around, askToDelete, askForTask }: MenuProps) {
  const { conversation, now, mayReply, me } = around
  return (
    <MessageMenu
      deeds={deedsFor(message, now, mayReply, me, hasBase(around))}
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

/** Whether some 1C base has this conversation's number: only then a task can be made. */
const hasBase = ({ onec, channel }: LineSurroundings): boolean =>
  channel !== undefined && (onec?.bases ?? []).some(({ channels }) => channels?.includes(channel.channelId))

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

/** Who wrote it, where that is not plain from the side it stands on. */
function Origin({ message }: { message: Message }) {
  switch (message.origin) {
    case 'phone':
    case 'onec':
    case 'automatic':
      return <span class="message-origin">{i18n.t(`origin.${message.origin}`)}</span>
    case 'client':
    case 'employee':
      return <span class="spoken">{i18n.t(`origin.${message.origin}`)}</span>
  }
}
