import { i18n } from '#i18n'
import { sendKeys } from '../browser/send-key.ts'
import type { SendKeyState } from '../conversation/send-key-state.ts'
import { languageChoices } from '../design/language.ts'
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
      <fieldset class="choices">
        <legend>{i18n.t('appearance.language')}</legend>
        {languageChoices.map((choice) => (
          <TickBox
            key={choice}
            group="language"
            on={language.chosen.value === choice}
            onChange={(on) => {
              if (on) void language.choose(choice)
            }}
          >
            {choice === 'browser' ? i18n.t('appearance.asBrowser') : <span lang={choice}>{ownNames[choice]}</span>}
          </TickBox>
        ))}
      </fieldset>
      <fieldset class="choices">
        <legend>{i18n.t('appearance.theme')}</legend>
        {themes.map((choice) => (
          <TickBox
            key={choice}
            group="theme"
            on={theme.theme.value === choice}
            onChange={(on) => {
              if (on) theme.choose(choice)
            }}
          >
            {i18n.t(`appearance.${choice}`)}
          </TickBox>
        ))}
      </fieldset>
      <fieldset class="choices">
        <legend>{i18n.t('appearance.sendKey')}</legend>
        {sendKeys.map((sendKey) => (
          <TickBox
            key={sendKey}
            group="send-key"
            on={keys.sendKey.value === sendKey}
            onChange={(on) => {
              if (on) void keys.choose(sendKey)
            }}
          >
            {i18n.t(`appearance.sendBy.${sendKey}`)}
          </TickBox>
        ))}
      </fieldset>
    </section>
  )
}

/** A language is found by whoever speaks it, whatever stands around. */
const ownNames = { ru: 'Русский', en: 'English' }
