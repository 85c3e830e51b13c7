import { i18n } from '#i18n'
import { sendKeys } from '../browser/send-key.ts'
import type { SendKeyState } from '../conversation/send-key-state.ts'
import { type ThemeState, themes } from '../design/theme.ts'
import { TickBox } from '../design/tick-box.tsx'

export function AppearancePart({ state, keys }: { state: ThemeState; keys: SendKeyState }) {
  return (
    <section class="card">
      <fieldset class="choices">
        <legend>{i18n.t('appearance.theme')}</legend>
        {themes.map((theme) => (
          <TickBox
            key={theme}
            group="theme"
            on={state.theme.value === theme}
            onChange={(on) => {
              if (on) state.choose(theme)
            }}
          >
            {i18n.t(`appearance.${theme}`)}
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
      <p class="quiet">{i18n.t('appearance.language')}</p>
    </section>
  )
}
