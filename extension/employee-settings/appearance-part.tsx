import { i18n } from '#i18n'
import { type ThemeState, themes } from '../design/theme.ts'
import { TickBox } from '../design/tick-box.tsx'

export function AppearancePart({ state }: { state: ThemeState }) {
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
      <p class="quiet">{i18n.t('appearance.language')}</p>
    </section>
  )
}
