import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { longestText } from '../../shared/message.ts'
import { Problem } from '../design/banner.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { VoiceProblem, VoiceRecorder } from '../voice/voice-recorder.tsx'
import type { VoiceState } from '../voice/voice-state.ts'
import type { AttachFormProps } from './attach/attach-form-props.ts'
import { type AttachName, attachEntries } from './attach-entries.ts'
import { AttachMenu } from './attach-menu.tsx'
import { AttachedFiles } from './attached-files.tsx'
import { ComposerSubject } from './composer-subject.tsx'
import type { ComposerState } from './create-composer-state.ts'
import { ReplyBox } from './reply-box.tsx'
import { SendButton } from './send-button.tsx'
import type { TemplatesState } from './templates/create-templates-state.ts'
import { TemplateList, TemplatesButton } from './templates/template-list.tsx'
import { UnfilledNotice } from './templates/unfilled-notice.tsx'

export interface ComposerProps extends Pick<AttachFormProps, 'conversationId' | 'database' | 'inbox'> {
  state: ComposerState
  voice: VoiceState
  templates: TemplatesState
  mayReply: boolean
}

export function Composer({ mayReply, ...props }: ComposerProps) {
  const form = useSignal<AttachName | undefined>(undefined)
  const { state, voice } = props
  if (!mayReply) return <p class="composer-closed">{i18n.t('composer.noRight')}</p>
  const sendVoice = async () => {
    if (await voice.send(state.quoted.value?.id)) state.quote(undefined)
  }
  return (
    <>
      <OpenForm {...props} name={form.value} close={() => (form.value = undefined)} />
      {voice.step.value !== 'none' && <VoiceRecorder voice={voice} send={() => void sendVoice()} />}
      {voice.step.value === 'none' && form.value === undefined && (
        <ReplyForm {...props} openForm={(name) => (form.value = name)} />
      )}
    </>
  )
}

function OpenForm({
  name,
  state,
  close,
  ...props
}: Omit<ComposerProps, 'mayReply' | 'voice' | 'templates'> & { name: AttachName | undefined; close: () => void }) {
  const entry = attachEntries.find((each) => each.name === name)
  if (entry === undefined || !('Form' in entry)) return null
  return <entry.Form key={props.conversationId} {...props} composer={state} close={close} />
}

type ReplyFormProps = Pick<ComposerProps, 'state' | 'voice' | 'templates'> & { openForm: (name: AttachName) => void }

function ReplyForm({ state, voice, templates, openForm }: ReplyFormProps) {
  const editing = state.edited.value !== undefined
  return (
    <form
      class="composer"
      aria-label={i18n.t('composer.label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && leaveSubject(state)) event.stopPropagation()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void state.send()
      }}
    >
      <ComposerSubject state={state} />
      {!editing && <AttachedFiles state={state} />}
      {!editing && <TemplateList state={templates} />}
      <div class="composer-line">
        {!editing && <AttachMenu state={state} openForm={openForm} />}
        {!editing && <TemplatesButton state={templates} />}
        <ReplyBox state={state} templates={templates} />
        <SendButton state={state} voice={voice} />
      </div>
      <UnfilledNotice text={state.text.value} />
      <Problem text={problemSentence(state)} />
      <VoiceProblem voice={voice} />
    </form>
  )
}

function problemSentence({ whyNot, text, notStored, editRefused }: ComposerState): string | undefined {
  if (editRefused.value !== undefined) return i18n.t('message.notChanged', [askedSentence({ code: editRefused.value })])
  if (notStored.value) return i18n.t('composer.notStored')
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
