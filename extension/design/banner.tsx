import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

export type Tone = 'quiet' | 'good' | 'warn' | 'bad'

/** A sentence that stands until its cause is gone, with what can be done about it. */
export function Banner({ tone, text, children }: { tone: Tone; text: string; children?: ComponentChildren }) {
  return (
    <div class="banner" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={tone === 'quiet' || tone === 'good' ? 'info' : 'warning'} />
      <span>{text}</span>
      {children !== undefined && <span class="banner-actions">{children}</span>}
    </div>
  )
}

/** Where banners come and go by themselves: it stands there before them, so that what comes is read aloud. */
export const BannerPlace = ({ children }: { children: ComponentChildren }) => (
  <div class="banner-place" aria-live="polite">
    {children}
  </div>
)

/** What went wrong, right where it did. Nothing when all is well. */
export function Problem({ text }: { text: string | undefined }) {
  return (
    <div class="problem-place" role="alert">
      {text !== undefined && (
        <p class="problem">
          <Icon name="warning" />
          <span>{text}</span>
        </p>
      )}
    </div>
  )
}
