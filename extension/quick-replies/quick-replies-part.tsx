import './quick-replies.css'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { QuickReply } from '../../shared/inbox-commands.ts'
import { longestText } from '../../shared/message.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { ConfirmButton } from '../design/confirm-button.tsx'
import { Field } from '../design/field.tsx'
import { Icon } from '../design/icon.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { EditedReply, QuickRepliesState } from './create-quick-replies-state.ts'

/** «Быстрые ответы»: one's own texts, offered by a slash in every conversation. */
export function QuickRepliesPart({ state }: { state: QuickRepliesState }) {
  useEffect(() => void state.load.run(), [state])
  const list = state.list.value
  const edited = state.edited.value
  // A moment, until the store has answered: nothing is said of what nobody knows.
  if (list === undefined) return null
  return (
    <>
      <section class="card" aria-label={i18n.t('settings.quickReplies')}>
        {list.length === 0 && edited === undefined && <p>{i18n.t('quickReplies.none')}</p>}
        <ol class="quick-replies">
          {list.map((reply, place) =>
            edited?.id === reply.id ? (
              <li key={reply.id}>
                <ReplyForm state={state} edited={edited} />
              </li>
            ) : (
              <Line key={reply.id} reply={reply} place={place} count={list.length} state={state} />
            ),
          )}
        </ol>
        <Problem text={problemOf(state)} />
        {edited === undefined && (
          <Button look={list.length === 0 ? 'main' : 'plain'} onPress={() => state.begin()} testId="quick-reply-add">
            {i18n.t('quickReplies.add')}
          </Button>
        )}
      </section>
      {edited !== undefined && edited.id === undefined && (
        <section class="card">
          <ReplyForm state={state} edited={edited} />
        </section>
      )}
    </>
  )
}

function problemOf({ load, move, remove }: QuickRepliesState): string | undefined {
  const refused = move.refused.value ?? remove.refused.value ?? load.refused.value
  return refused === undefined ? undefined : i18n.t('quickReplies.notNow', [askedSentence(refused)])
}

interface LineProps {
  reply: QuickReply
  place: number
  count: number
  state: QuickRepliesState
}

function Line({ reply, place, count, state }: LineProps) {
  const { id, name, text } = reply
  return (
    <li class="quick-reply" data-testid="quick-reply">
      <div class="quick-reply-words">
        <strong>{name}</strong>
        <span class="quiet">{text}</span>
      </div>
      <div class="quick-reply-deeds">
        <Button
          look="icon"
          label={i18n.t('quickReplies.up', [name])}
          off={place === 0}
          onPress={() => void state.move.run(id, -1)}
        >
          <Icon name="up" />
        </Button>
        <Button
          look="icon"
          label={i18n.t('quickReplies.down', [name])}
          off={place === count - 1}
          onPress={() => void state.move.run(id, 1)}
        >
          <Icon name="down" />
        </Button>
        <Button look="icon" label={i18n.t('quickReplies.edit', [name])} onPress={() => state.begin(reply)}>
          <Icon name="edit" />
        </Button>
        <ConfirmButton
          question={i18n.t('quickReplies.removeQuestion', [name])}
          yes={i18n.t('quickReplies.remove')}
          onConfirm={() => void state.remove.run(id)}
        >
          {i18n.t('quickReplies.remove')}
        </ConfirmButton>
      </div>
    </li>
  )
}

function ReplyForm({ state, edited }: { state: QuickRepliesState; edited: EditedReply }) {
  const { name, text } = edited
  const ready = name.trim() !== '' && text.trim() !== '' && text.length <= longestText
  const refused = state.save.refused.value
  return (
    <form
      class="quick-reply-form"
      aria-label={i18n.t('quickReplies.one')}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void state.save.run()
      }}
    >
      <Field
        label={i18n.t('quickReplies.name')}
        value={name}
        onType={(typed) => state.type({ name: typed })}
        testId="quick-reply-name"
      />
      <label class="field">
        <span class="field-label">{i18n.t('quickReplies.text')}</span>
        <textarea
          class="field-input"
          rows={4}
          value={text}
          data-testid="quick-reply-text"
          onInput={(event) => state.type({ text: event.currentTarget.value })}
        />
        <span class="field-hint">
          {i18n.t('quickReplies.places', ['{client.name}', '{client.phone}', '{employee.name}', '{date}'])}
        </span>
      </label>
      <Problem text={refused && i18n.t('quickReplies.notNow', [askedSentence(refused)])} />
      <div class="card-actions">
        <Button type="submit" look="main" busy={state.save.busy.value} off={!ready} testId="quick-reply-save">
          {i18n.t('settings.save')}
        </Button>
        <Button onPress={state.stopEditing}>{i18n.t('settings.undo')}</Button>
      </div>
    </form>
  )
}
