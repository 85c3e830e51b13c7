import './documents.css'
import { useSignal } from '@preact/signals'
import { useEffect, useId, useMemo } from 'preact/hooks'
import { i18n } from '#i18n'
import { createNewId } from '../../../shared/ids.ts'
import type { OnecDocument } from '../../../shared/onec-document.ts'
import { Problem } from '../../design/banner.tsx'
import { Field } from '../../design/field.tsx'
import { language } from '../../design/language.ts'
import { momentInWords } from '../../design/show-time.ts'
import { askedSentence } from '../../inbox/asked-sentences.ts'
import type { AttachFormProps } from '../attach/attach-form-props.ts'
import { AttachFrame } from '../attach/attach-frame.tsx'
import { answerExpected } from './answer-expected.ts'
import { createDocumentsState, type DocumentsState } from './create-documents-state.ts'
import { documentTitle } from './document-title.ts'

/** «Документ из 1С»: 1C lists what it has for this client, renders the chosen one, and the relay sends it. */
export function DocumentForm({ composer, conversationId, database, inbox, form, write, close }: AttachFormProps) {
  const state = useMemo(
    () => createDocumentsState({ database, inbox, conversationId, now: Date.now, newId: createNewId(Date.now) }),
    [database, inbox, conversationId],
  )
  useEffect(() => state.stop, [state])
  const documents = state.lookup.value?.documents
  const { document: ref, caption = '' } = form.fields
  const chosen = documents?.find(({ documentRef }) => documentRef === ref)
  const send = async () => {
    if (chosen === undefined) return
    const part = { documentRef: chosen.documentRef, title: titleOf(chosen) }
    await composer.sendPart({ document: part, text: caption.trim() }, form.id)
  }
  return (
    <AttachFrame title={i18n.t('attach.document')} close={close} off={chosen === undefined} send={() => void send()}>
      {documents === undefined || documents.length === 0 ? (
        <Sentence state={state} />
      ) : (
        <>
          <Documents
            documents={documents}
            chosen={chosen}
            choose={({ documentRef }) => write({ document: documentRef })}
          />
          <Field
            label={i18n.t('documents.caption')}
            value={caption}
            onType={(typed) => write({ caption: typed })}
            testId="document-caption"
          />
        </>
      )}
      <Problem text={state.refused.value && askedSentence({ code: state.refused.value })} />
    </AttachFrame>
  )
}

const titleOf = (document: OnecDocument): string =>
  documentTitle(document, (title, day) => i18n.t('documents.dated', [title, day]))

/** What it waits for, or why there is nothing to choose from. */
function Sentence({ state }: { state: DocumentsState }) {
  const whose = state.whose.value
  if (whose === undefined) return null
  const answered = state.lookup.value?.documents !== undefined
  return (
    <div class="documents-sentence" role="status" data-testid="documents-sentence">
      {whose === 'nobody' && <p>{i18n.t('documents.unknownClient')}</p>}
      {whose === 'severalCards' && <p>{i18n.t('documents.noCard')}</p>}
      {typeof whose === 'object' && !answered && state.lookup.value !== undefined && (
        <>
          <p>
            <span class="spinner" aria-hidden="true" /> {i18n.t('documents.looking', [whose.card.name])}
          </p>
          <p>{expectedSentence(state)}</p>
        </>
      )}
      {answered && (
        <p>
          {i18n.t('documents.nothing')}{' '}
          <button type="button" class="link-button" onClick={() => void state.ask()}>
            {i18n.t('documents.again')}
          </button>
        </p>
      )}
    </div>
  )
}

function expectedSentence({ here }: DocumentsState): string {
  const now = Date.now()
  const expected = answerExpected(here.value?.onec, now)
  switch (expected.kind) {
    case 'soon':
      return i18n.t('documents.answersSoon')
    case 'at':
      return i18n.t('documents.answersAt', [momentInWords(expected.at, now, language())])
    case 'silent':
      if (expected.since === undefined) return i18n.t('documents.silent')
      return i18n.t('documents.silentSince', [momentInWords(expected.since, now, language())])
    case 'syncOff':
      return i18n.t('documents.syncOff')
    default:
      return expected satisfies never
  }
}

/** A longer list is searched. */
const atOnce = 8

interface DocumentsProps {
  documents: readonly OnecDocument[]
  chosen: OnecDocument | undefined
  choose: (document: OnecDocument) => void
}

function Documents({ documents, chosen, choose }: DocumentsProps) {
  const typed = useSignal('')
  const name = useId()
  const shown = documents.filter((each) =>
    `${titleOf(each)} ${each.sum ?? ''}`.toLocaleLowerCase().includes(typed.value.trim().toLocaleLowerCase()),
  )
  return (
    <>
      {documents.length > atOnce && (
        <Field label={i18n.t('documents.find')} value={typed.value} onType={(text) => (typed.value = text)} />
      )}
      <fieldset class="documents" aria-label={i18n.t('attach.document')}>
        {shown.map((document) => (
          <label key={document.documentRef} class="document-line" data-testid="document">
            <input
              type="radio"
              name={name}
              checked={chosen?.documentRef === document.documentRef}
              onChange={() => choose(document)}
            />
            <span class="document-title">{titleOf(document)}</span>
            {document.sum !== undefined && <span class="document-sum">{document.sum}</span>}
          </label>
        ))}
      </fieldset>
    </>
  )
}
