import { signal } from '@preact/signals'
import { render } from 'preact'
import { i18n } from '#i18n'
import { createNewId } from '../../shared/ids.ts'
import { languageDoor } from '../browser/chosen-language.ts'
import { addToDraft } from '../conversation/add-to-draft.ts'
import { sortBySize } from '../conversation/create-attachments.ts'
import { InboxDatabase } from '../database/database.ts'
import { readHere } from '../database/here.ts'
import { Problem } from '../design/banner.tsx'
import { createLanguageState } from '../design/language-state.ts'
import { createThemeState } from '../design/theme.ts'
import { choiceAsked } from './choice-asked.ts'

/** A small window that asks for files in place of Firefox's popup, which would not live to have them; then it is the conversation. */
export function openFileChoice(page: Window & typeof globalThis): void {
  createThemeState(page)
  void createLanguageState(page, languageDoor).follow()
  page.document.title = i18n.t('fileChoice.title')
  const asked = choiceAsked(page.location.hash)
  if (asked === undefined) {
    page.location.replace('popup.html')
    return
  }
  const database = new InboxDatabase()
  const problem = signal<string | undefined>(undefined)
  const take = async (chosen: File[]) => {
    const [files, unfit] = sortBySize(chosen, (await readHere(database)).largestFile)
    if (unfit.length > 0) problem.value = i18n.t('composer.tooLarge', [unfit.map(({ name }) => name).join(', ')])
    if (files.length === 0) return
    const { conversationId, sticker } = asked
    const as = sticker ? ('sticker' as const) : undefined
    try {
      await addToDraft({ database, conversationId, files, as, now: Date.now, newId: createNewId(Date.now) })
    } catch (cause) {
      problem.value = i18n.t('composer.notStored')
      reportError(cause)
      return
    }
    page.location.replace(`popup.html#/conversation/${conversationId}`)
  }
  render(
    <FileChoice sticker={asked.sticker} problem={problem} take={(files) => void take(files)} />,
    page.document.body,
  )
}

interface FileChoiceProps {
  sticker: boolean
  problem: { value: string | undefined }
  take: (files: File[]) => void
}

function FileChoice({ sticker, problem, take }: FileChoiceProps) {
  return (
    <main class="microphone-page">
      <h1>{i18n.t('fileChoice.title')}</h1>
      <p>{i18n.t('fileChoice.why')}</p>
      <label class="field">
        <span class="field-label">{i18n.t('fileChoice.choose')}</span>
        <input
          type="file"
          multiple
          // biome-ignore lint/a11y/noAutofocus: the window was opened for this one question -- reason: Enter answers it
          autoFocus
          accept={sticker ? 'image/png,image/jpeg,image/webp' : undefined}
          data-testid="file-choice"
          onChange={({ currentTarget }) => take([...(currentTarget.files ?? [])])}
        />
      </label>
      <Problem text={problem.value} />
    </main>
  )
}
