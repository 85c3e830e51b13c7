import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { sendKeys } from '../browser/send-key.ts'
import type { SendKeyState } from '../conversation/send-key-state.ts'
import { type LanguageChoice, languageChoices } from '../design/language.ts'
import type { LanguageState } from '../design/language-state.ts'
import { type ThemeState, themes } from '../design/theme.ts'
import { TickBox } from '../design/tick-box.tsx'

export interface AppearancePartProps {
  language: LanguageState
  theme: ThemeState
  keys: SendKeyState
}

export function AppearancePart({ language, theme, keys }: AppearancePartProps) {
  return (
    <section class="card">
      <OneOf
        group="language"
        legend={i18n.t('appearance.language')}
        all={languageChoices}
        chosen={language.chosen.value}
        choose={(choice) => void language.choose(choice)}
        words={languageWords}
      />
      <OneOf
        group="theme"
        legend={i18n.t('appearance.theme')}
        all={themes}
        chosen={theme.theme.value}
        choose={theme.choose}
        words={(choice) => i18n.t(`appearance.${choice}`)}
      />
      <OneOf
        group="send-key"
        legend={i18n.t('appearance.sendKey')}
        all={sendKeys}
        chosen={keys.sendKey.value}
        choose={(sendKey) => void keys.choose(sendKey)}
        words={(sendKey) => i18n.t(`appearance.sendBy.${sendKey}`)}
      />
    </section>
  )
}

/** A language is found by whoever speaks it, whatever stands around: by its own name. */
const languageWords = (choice: LanguageChoice) =>
  choice === 'browser' ? i18n.t('appearance.asBrowser') : <span lang={choice}>{ownNames[choice]}</span>

const ownNames = { ru: 'Русский', en: 'English' }

interface OneOfProps<Choice extends string> {
  group: string
  legend: string
  all: readonly Choice[]
  chosen: Choice
  choose: (choice: Choice) => void
  words: (choice: Choice) => ComponentChildren
}

function OneOf<Choice extends string>({ group, legend, all, chosen, choose, words }: OneOfProps<Choice>) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {all.map((choice) => (
        <TickBox
          key={choice}
          group={group}
          on={chosen === choice}
          onChange={(on) => {
            if (on) choose(choice)
          }}
        >
          {words(choice)}
        </TickBox>
      ))}
    </fieldset>
  )
}
