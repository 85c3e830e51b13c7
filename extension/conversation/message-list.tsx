import { Fragment, type RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Message } from '../../shared/message.ts'
import { Icon } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import { dayTitle } from '../design/show-time.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { useCameIntoView } from '../inbox/came-into-view.ts'
import type { InboxState } from '../inbox/create-inbox-state.ts'
import { mayReply } from './conversation-sentence.ts'
import type { ComposerState } from './create-composer-state.ts'
import type { ConversationState, Older } from './create-conversation-state.ts'
import { goToMessage } from './go-to-message.ts'
import { NoteLine } from './kinds/note.tsx'
import { type LineSurroundings, MessageLine } from './message-line.tsx'
import { OutboxLine } from './outbox-line.tsx'
import { beginsDay, type Shown, shownAt, shownId } from './shown-message.ts'
import { useStayAtBottom } from './stay-at-bottom.ts'

export interface MessageListProps {
  conversation: ConversationState
  composer: ComposerState
  inbox: InboxState
}

export function MessageList({ conversation, composer, inbox }: MessageListProps) {
  const shown = conversation.shown.value ?? []
  const box = useRef<HTMLElement>(null)
  const first = shown[0]
  const bottom = useStayAtBottom(box, first === undefined ? undefined : shownId(first))
  const last = shown.at(-1)
  const around = surroundings({ conversation, composer, inbox }, box)
  const typed = last?.kind === 'outbox' ? last.row.id : undefined
  // Who has just answered sees his answer, wherever he was reading.
  useEffect(() => {
    if (typed !== undefined) bottom.toBottom()
  }, [typed])
  return (
    <div class="messages-place">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box has to be reachable by keyboard -- reason: axe scrollable-region-focusable */}
      <section class="messages" ref={box} tabIndex={0} aria-label={i18n.t('conversation.messages')}>
        <div class="messages-inside">
          {conversation.shown.value !== undefined && (
            <OlderMark older={conversation.older.value} count={shown.length} show={conversation.showOlder} />
          )}
          <div role="log" aria-label={i18n.t('conversation.messages')}>
            {shown.map((line, place) => (
              <Fragment key={shownId(line)}>
                {beginsDay(line, shown[place - 1]) && <DayMark line={line} now={inbox.now.value} />}
                {line.kind === 'message' ? (
                  <StoredLine message={line.message} around={around} />
                ) : (
                  <OutboxLine row={line.row} retry={conversation.retry} discard={conversation.discard} />
                )}
              </Fragment>
            ))}
          </div>
        </div>
      </section>
      {!bottom.atBottom.value && (
        <button type="button" class="to-bottom" onClick={bottom.toBottom}>
          <Icon name="down" />
          {i18n.t('conversation.toNewest')}
        </button>
      )}
    </div>
  )
}

const StoredLine = ({ message, around }: { message: Message; around: LineSurroundings }) =>
  message.kind === 'note' ? (
    <NoteLine message={message} around={around} />
  ) : (
    <MessageLine message={message} around={around} />
  )

function surroundings(
  { conversation, composer, inbox }: MessageListProps,
  list: RefObject<HTMLElement | null>,
): LineSurroundings {
  const here = inbox.here.value
  const channelId = conversation.conversation.value?.channelId
  return {
    conversation,
    onec: here?.onec,
    channel: here?.channels.find((channel) => channel.channelId === channelId),
    mayReply: mayReply(here?.employee),
    me: here?.employee?.id,
    now: inbox.now.value,
    writeAgain: composer.append,
    quote: composer.quote,
    edit: composer.edit,
    makeTask: inbox.inbox.makeTask,
    openInOnec: inbox.inbox.openInOnec,
    goTo: (id) => {
      if (list.current !== null) void goToMessage(list.current, conversation, id)
    },
  }
}

function DayMark({ line, now }: { line: Shown; now: number }) {
  return <h3 class="day-mark">{dayTitle(shownAt(line), now, language())}</h3>
}

function OlderMark({ older, count, show }: { older: Older; count: number; show: () => Promise<void> }) {
  const mark = useRef<HTMLDivElement>(null)
  useCameIntoView(mark, show, count)
  switch (older) {
    case 'more':
      return <div ref={mark} class="older-mark" />
    case 'fetching':
      return (
        <div class="older-mark">
          <span class="spinner" role="img" aria-label={i18n.t('conversation.fetchingOlder')} />
        </div>
      )
    case 'none':
      return <div class="older-mark">{i18n.t('conversation.beginning')}</div>
    default:
      return (
        <div class="older-mark">
          {i18n.t('conversation.olderFailed', [askedSentence({ code: older })])}{' '}
          <button type="button" class="link-button" onClick={show}>
            {i18n.t('conversation.retry')}
          </button>
        </div>
      )
  }
}
