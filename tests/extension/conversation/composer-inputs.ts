import { signal } from '@preact/signals'
import type { ComposerInputs } from '../../../extension/conversation/create-composer-state.ts'
import { createNewId } from '../../../shared/ids.ts'
import { morning } from '../background/cast.ts'

type Given = Pick<ComposerInputs, 'database' | 'inbox' | 'conversationId'> & Partial<ComposerInputs>

/** A composer in the window where the person is, at nine in the morning. */
export const composerInputs = (given: Given): ComposerInputs => ({
  now: () => morning,
  newId: createNewId(() => morning),
  hasFocus: signal(true),
  largestFile: () => undefined,
  mentionedIn: (_text, chosen) => [...chosen],
  ...given,
})
