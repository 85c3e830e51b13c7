import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { longestText } from '../../shared/message.ts'
import { Problem } from '../design/banner.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { AttachFormProps } from './attach/attach-form-props.ts'
import { attachEntries } from './attach-entries.ts'
import { AttachMenu } from './attach-menu.tsx'
import { AttachedFiles } from './attached-files.tsx'
import type { ComposerState } from './composer-state.ts'
import { ComposerSubject } from './composer-subject.tsx'
import { DropPlace } from './drop-place.tsx'
import { EmojiButton } from './emoji/emoji-button.tsx'
import { lazily } from './lazily.tsx'
import { MentionList } from './mentions/mention-list.tsx'
import { isNoteKey, NoteNotice, NoteSwitch } from './note-switch.tsx'
import { ReplyBox } from './reply-box.tsx'
import { SendButton } from './send-button.tsx'
import { TemplateList, TemplatesButton } from './templates/template-list.tsx'
import { UnfilledNotice } from './templates/unfilled-notice.tsx'
import type { WhyNotWrite } from './why-not-write.ts'
import type { WritingPlace } from './writing-place.ts'

const VoiceRecorder = lazily(async () => (await import('../voice/voice-recorder.tsx')).VoiceRecorder)
const VoiceProblem = lazily(async () => (await import('../voice/voice-recorder.tsx')).VoiceProblem)

export interface ComposerProps extends Pick<AttachFormProps, 'conversationId' | 'database' | 'inbox'> {
  place: WritingPlace
  whyNot: WhyNotWrite | undefined
}

export function Composer({ whyNot, ...props }: ComposerProps) {
  const { composer, voice, forms } = props.place
  const form = forms.find('place', 'contact', 'poll', 'document')
  const isQuiet = voice.step.value === 'none' || voice.step.value === 'elsewhere'
  if (whyNot !== undefined) return <ClosedComposer why={whyNot} state={composer} />
  const sendVoice = async () => {
    if (await voice.send(composer.quoted.value?.id)) composer.quote(undefined)
  }
  return (
    <>
      {form !== undefined && <AttachForm {...props} form={form} />}
      {!isQuiet && <VoiceRecorder voice={voice} send={() => void sendVoice()} />}
      {voice.step.value === 'elsewhere' && <RecordedElsewhere />}
      {isQuiet && form === undefined && <ReplyForm place={props.place} />}
    </>
  )
}

/** Two windows would write two halves of one recording. */
const RecordedElsewhere = () => (
  <p class="composer-closed" role="status" data-testid="voice-elsewhere">
    {i18n.t('voice.elsewhere')}
  </p>
)

/** Why there is no box; words that were typed before are not lost with it. */
function ClosedComposer({ why, state }: { why: WhyNotWrite; state: ComposerState }) {
  const typed = state.text.value
  return (
    <div class="composer-closed" data-testid="composer-closed">
      <p>{i18n.t(`composer.closed.${why}`)}</p>
      {typed !== '' && (
        <>
          <p>{i18n.t('composer.closed.typed')}</p>
          <blockquote class="composer-kept">{typed}</blockquote>
        </>
      )}
    </div>
  )
}

function AttachForm({ form, place, ...props }: Omit<ComposerProps, 'whyNot'> & Pick<AttachFormProps, 'form'>) {
  const { composer, forms } = place
  const entry = attachEntries.find((each) => each.name === form.form)
  if (entry === undefined || !('Form' in entry)) return null
  return (
    <entry.Form
      key={form.id}
      {...{ ...props, composer, form }}
      write={(change) => void forms.write(form.id, change)}
      close={() => void forms.end(form.id)}
    />
  )
}

function ReplyForm({ place }: { place: WritingPlace }) {
  const { composer, templates, mentions, voice } = place
  const editing = composer.edited.value !== undefined
  const note = composer.noteMode.value && !editing
  useNoteKey(composer)
  return (
    <form
      class="composer"
      data-note={note}
      aria-label={i18n.t(note ? 'note.hidden' : 'composer.label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && leaveSubject(composer)) event.stopPropagation()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void composer.send()
      }}
    >
      <DropPlace state={composer} />
      <NoteNotice state={composer} />
      <ComposerSubject state={composer} />
      {!editing && !note && <AttachedFiles state={composer} />}
      {!editing && <TemplateList state={templates} />}
      <MentionList state={mentions} />
      <div class="composer-line">
        {!editing && !note && (
          <AttachMenu
            state={composer}
            openForm={(name) => place.forms.begin(name)}
            chooseElsewhere={place.chooseElsewhere}
          />
        )}
        {!editing && <NoteSwitch state={composer} />}
        <ReplyBox place={place} />
        <EmojiButton state={composer} />
        {!editing && !note && <TemplatesButton state={templates} />}
        <SendButton state={composer} voice={voice} />
      </div>
      <UnfilledNotice text={composer.text.value} />
      <Problem text={problemSentence(composer)} />
      {voice.trouble.value !== undefined && <VoiceProblem voice={voice} />}
    </form>
  )
}

/** Wherever the focus stands in the page. */
function useNoteKey(state: ComposerState): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isNoteKey(event)) return
      event.preventDefault()
      state.switchNoteMode(!state.noteMode.value)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [state])
}

function problemSentence(state: ComposerState): string | undefined {
  const { whyNot, text, notStored, editRefused, tooLarge } = state
  if (editRefused.value !== undefined) return i18n.t('message.notChanged', [askedSentence({ code: editRefused.value })])
  if (notStored.value) return i18n.t('composer.notStored')
  if (tooLarge.value.length > 0) return i18n.t('composer.tooLarge', [tooLarge.value.join(', ')])
  if (whyNot.value !== 'tooLong') return undefined
  return i18n.t('composer.tooLong', [longestText, text.value.length - longestText])
}

/** Esc leaves first what is edited or quoted, then (elsewhere) the conversation. */
function leaveSubject(state: ComposerState): boolean {
  if (state.edited.value !== undefined) state.stopEditing()
  else if (state.quoted.value !== undefined) state.quote(undefined)
  else return false
  return true
}
