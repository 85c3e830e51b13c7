import { i18n } from '#i18n'
import type { ConversationId } from '../../shared/ids.ts'
import type { ConversationRow as Row } from '../database/database.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import { Initials } from '../design/initials.tsx'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { listTime } from '../design/show-time.ts'
import { addressOf } from './conversation-address.ts'
import { draftSign } from './draft-sign.ts'
import { LastStage } from './last-stage.tsx'
import type { ListState } from './list-state.ts'
import { type Preview, previewOf } from './preview.ts'
import { type RowFacts, rowFacts } from './row-facts.ts'
import { rowHeight } from './virtual-window.ts'

export interface ConversationRowProps {
  id: ConversationId
  /** Undefined: it is being read, its place is kept. */
  row: Row | undefined
  index: number
  /** Of the list. */
  total: number
  /** By Tab. */
  isReached: boolean
  muted: boolean
  mentioned: boolean
  state: ListState
}

/** A link, so that Enter, a middle click and a screen reader all know what to do with it. What is inside is painted again only when the row itself has changed, not when it has moved. */
export function ConversationRow({ id, row, index, total, isReached, muted, mentioned, state }: ConversationRowProps) {
  return (
    <li aria-setsize={total} aria-posinset={index + 1} style={{ top: `${index * rowHeight}px` }}>
      <a
        class="conversation-row"
        href={addressOf(id)}
        tabIndex={isReached ? 0 : -1}
        aria-current={id === state.route.open.value ? 'page' : undefined}
        aria-busy={row === undefined}
        data-testid="conversation-row"
        data-conversation-id={id}
      >
        {row !== undefined && <Inside row={row} muted={muted} mentioned={mentioned} state={state} />}
      </a>
    </li>
  )
}

function Inside({
  row,
  muted,
  mentioned,
  state,
}: Pick<ConversationRowProps, 'muted' | 'mentioned' | 'state'> & { row: Row }) {
  const now = state.now.value
  const facts = rowFacts(row, {
    here: state.here.value,
    tab: state.tab.value,
    searching: state.query.value.trim() !== '',
    now,
    isMuted: muted,
  })
  return (
    <>
      <Initials name={facts.title} />
      <span class="row-lines">
        <span class="row-line">
          <span class="row-title">{facts.title}</span>
          {facts.number !== undefined && <span class="row-chip">{facts.number}</span>}
          <RowTime row={row} waiting={facts.waiting} now={now} />
        </span>
        <span class="row-line">
          <LastWords row={row} company={facts.company} draft={draftSign(state.drafts.value.get(row.id))} />
          <Marks facts={facts} />
          {mentioned && <MentionMark />}
          <RowEnd row={row} />
        </span>
      </span>
    </>
  )
}

type LastWordsProps = { row: Row; company: string | undefined; draft: ReturnType<typeof draftSign> }

/** The last message, or what is half written here: that is what somebody comes back for. */
function LastWords({ row, company, draft }: LastWordsProps) {
  const preview: Preview = draft ?? previewOf(row.lastMessage)
  return (
    <span class="row-preview">
      {company !== undefined && <span class="row-company">{company}</span>}
      {company !== undefined && <span>·</span>}
      {preview.from !== '' && <span class={draft && 'row-draft'}>{preview.from}</span>}
      {preview.icon !== undefined && <Icon name={preview.icon} />}
      <span class="row-words">{preview.text}</span>
    </span>
  )
}

/** Whose it is, and what else is special about it. */
function Marks({ facts }: { facts: RowFacts }) {
  return (
    <>
      {facts.group !== undefined && <Named icon="group" label={i18n.t('row.group')} name={facts.group} />}
      {facts.owner !== undefined && <Named icon="person" label={i18n.t('row.owner')} name={facts.owner} />}
      {facts.observing && <Mark icon="eye" label={i18n.t('row.observing')} />}
      {facts.muted && <Mark icon="muted" label={i18n.t('row.muted')} />}
    </>
  )
}

const Named = ({ icon, label, name }: { icon: IconName; label: string; name: string }) => (
  <span class="row-named" title={`${label}: ${name}`}>
    <Icon name={icon} label={label} />
    <span>{name}</span>
  </span>
)

const Mark = ({ icon, label }: { icon: IconName; label: string }) => (
  <span class="row-mark" title={label}>
    <Icon name={icon} label={label} />
  </span>
)

/** A colleague has named this person in a note: it is marked until he looks. */
export const MentionMark = () => (
  <span class="row-unread" title={i18n.t('row.mentioned')}>
    <span aria-hidden="true">@</span>
    <span class="spoken">{i18n.t('row.mentioned')}</span>
  </span>
)

function RowTime({ row, waiting, now }: { row: Row; waiting: RowFacts['waiting']; now: number }) {
  if (waiting === undefined) return <span class="row-time">{listTime(row.lastMessageAt, now, language())}</span>
  return (
    <span class="row-time" data-waiting={waiting.level}>
      {waiting.level !== 'short' && <Icon name={waiting.level === 'long' ? 'clock' : 'warning'} />}
      {waiting.text}
    </span>
  )
}

function RowEnd({ row }: { row: Row }) {
  if (row.unread === 0) return <LastStage message={row.lastMessage} />
  const spoken = i18n.t(`unread.${pluralForm(row.unread, language())}`, [row.unread])
  return (
    <span class="row-unread">
      <span aria-hidden="true">{row.unread}</span>
      <span class="spoken">{spoken}</span>
    </span>
  )
}
