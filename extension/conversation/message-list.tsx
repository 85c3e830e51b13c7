import type { RefObject } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { MessageId } from '../../shared/ids.ts'
import { Icon } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import type { OpenForms } from '../forms/create-open-forms.ts'
import type { InboxState } from '../inbox/create-inbox-state.ts'
import { useWantedMessage } from '../search/use-wanted-message.ts'
import type { ComposerState } from './composer-state.ts'
import { mayReply } from './conversation-sentence.ts'
import type { ConversationState } from './create-conversation-state.ts'
import { createWay } from './create-way.ts'
import { goToMessage } from './go-to-message.ts'
import type { LineSurroundings } from './line-surroundings.ts'
import { MessageLines } from './message-lines.tsx'
import { NewerMark, OlderMark } from './older-mark.tsx'
import { type PlaceKeeper, useHeldPlace } from './use-held-place.ts'
import { WayNote } from './way-note.tsx'

export interface MessageListProps {
  conversation: ConversationState
  composer: ComposerState
  forms: OpenForms
  inbox: InboxState
}

export function MessageList(props: MessageListProps) {
  const { conversation } = props
  const box = useRef<HTMLElement>(null)
  const place = useHeldPlace(box, conversation)
  const way = useMemo(
    () =>
      createWay(async (id) =>
        box.current === null ? 'nowhere' : goToMessage(box.current, conversation, id, place.leaveBottom),
      ),
    [conversation, place],
  )
  const goTo = (id: MessageId) => void way.goTo(id)
  useWantedMessage(conversation.conversation.value?.id, conversation.shown.value !== undefined, goTo)
  const typed = conversation.lastTyped.value
  // Who has just answered sees his answer, wherever he was reading.
  useEffect(() => {
    if (typed !== undefined) place.toBottom()
  }, [typed])
  return (
    <div class="messages-place" data-known={conversation.conversation.value !== undefined}>
      <MessageBox box={box} around={surroundings(props, goTo)} />
      <WayNote way={way} />
      {!place.atBottom.value && (
        <ToBottom place={place} leave={way.leave} count={conversation.newBelow.value} box={box} />
      )}
    </div>
  )
}

function MessageBox({ box, around }: { box: RefObject<HTMLElement | null>; around: LineSurroundings }) {
  const { conversation } = around
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box has to be reachable by keyboard -- reason: axe scrollable-region-focusable
    <section class="messages" ref={box} tabIndex={0} aria-label={i18n.t('conversation.messages')}>
      <div class="messages-inside">
        {conversation.shown.value !== undefined && conversation.conversation.value !== null && (
          <OlderMark older={conversation.older.value} show={conversation.showOlder} />
        )}
        {conversation.conversation.value === null && <p class="older-mark">{i18n.t('conversation.goneHow')}</p>}
        <div role="log" aria-label={i18n.t('conversation.messages')}>
          <MessageLines around={around} />
        </div>
        {!conversation.atEnd.value && <NewerMark newer={conversation.newer.value} show={conversation.showNewer} />}
      </div>
    </section>
  )
}

interface ToBottomProps {
  place: PlaceKeeper
  /** Nobody waits any more for a message far up. */
  leave: () => void
  count: number
  box: RefObject<HTMLElement | null>
}

/** Where the newest are, and how many of them have come meanwhile. The focus goes there too: the button is gone. */
function ToBottom({ place, leave, count, box }: ToBottomProps) {
  const words =
    count === 0
      ? i18n.t('conversation.toNewest')
      : i18n.t(`conversation.newBelow.${pluralForm(count, language())}`, [count])
  const go = () => {
    leave()
    place.toBottom()
    box.current?.focus({ preventScroll: true })
  }
  return (
    <button type="button" class="to-bottom" data-testid="to-bottom" data-new={count > 0} onClick={go}>
      <Icon name="down" />
      {words}
    </button>
  )
}

function surroundings(
  { conversation, composer, forms, inbox }: MessageListProps,
  goTo: (id: MessageId) => void,
): LineSurroundings {
  const here = inbox.here.value
  const channelId = conversation.conversation.value?.channelId
  return {
    conversation,
    goTo,
    onec: here?.onec,
    office: here?.office,
    channel: here?.channels.find((channel) => channel.channelId === channelId),
    mayReply: mayReply(here?.employee),
    employee: here?.employee,
    now: inbox.now.value,
    writeAgain: composer.append,
    takeBack: composer.takeBack,
    cancel: composer.cancel,
    quote: composer.quote,
    edit: composer.edit,
    forms,
    makeTask: inbox.inbox.makeTask,
    openInOnec: inbox.inbox.openInOnec,
  }
}
