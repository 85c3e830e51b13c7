import { type Signal, signal } from '@preact/signals'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'theme'

const themeFrom = (stored: string | null): Theme => themes.find((theme) => theme === stored) ?? 'system'

function paint(theme: Theme, root: HTMLElement): void {
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
}

export interface ThemeState {
  theme: Signal<Theme>
  choose(theme: Theme): void
}

/** localStorage, because only it answers before the first paint; other open pages hear of a change by its `storage` event. */
export function createThemeState(page: Pick<Window, 'localStorage' | 'document' | 'addEventListener'>): ThemeState {
  const root = page.document.documentElement
  const theme = signal(themeFrom(page.localStorage.getItem(key)))
  paint(theme.value, root)
  page.addEventListener('storage', (event) => {
    if (event.key !== key) return
    theme.value = themeFrom(event.newValue)
    paint(theme.value, root)
  })
  return {
    theme,
    choose(chosen) {
      theme.value = chosen
      page.localStorage.setItem(key, chosen)
      paint(chosen, root)
    },
  }
}
