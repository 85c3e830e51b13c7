import { signal } from '@preact/signals'
import type { ComposerInputs } from '../../../extension/conversation/create-composer-state.ts'
import { createOpenForms, type OpenForms, type OpenFormsInputs } from '../../../extension/forms/create-open-forms.ts'
import { createNewId } from '../../../shared/ids.ts'
import { morning } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

type Given = Pick<ComposerInputs, 'database' | 'inbox' | 'conversationId'> & Partial<ComposerInputs>

/** A composer in the window where the person is, at nine in the morning. */
export function composerInputs(given: Given): ComposerInputs {
  const parts = { now: () => morning, newId: createNewId(() => morning), hasFocus: signal(true), ...given }
  return {
    largestFile: () => undefined,
    mentionedIn: (_text, chosen) => [...chosen],
    forms: openForms({
      ...{ database: parts.database, conversationId: parts.conversationId },
      ...{ now: parts.now, newId: parts.newId, hasFocus: parts.hasFocus },
    }),
    ...parts,
  }
}

type FormsGiven = Pick<OpenFormsInputs, 'database' | 'conversationId'> &
  Partial<Pick<OpenFormsInputs, 'now' | 'newId' | 'hasFocus'>>

/** The forms of a conversation in the window where the person is. */
export const openForms = (given: FormsGiven): OpenForms =>
  createOpenForms({
    ...{ now: () => morning, newId: createNewId(() => morning), hasFocus: signal(true) },
    inbox: quietInbox(),
    ...given,
  })
