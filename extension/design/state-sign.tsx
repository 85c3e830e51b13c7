import type { Tone } from './banner.tsx'

/** Each tone has a shape of its own, so that colour is never the only sign: disc, triangle, square, ring. */
const shapes: Record<Tone, string> = {
  good: 'M5 0a5 5 0 1 0 0 10A5 5 0 0 0 5 0z',
  warn: 'M5 .5 10 9.5H0z',
  bad: 'M0 0h10v10H0z',
  quiet: 'M5 0a5 5 0 1 0 0 10A5 5 0 0 0 5 0zm0 1.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z',
}

export function StateSign({ tone }: { tone: Tone }) {
  return (
    <span class="state-sign" data-tone={tone} aria-hidden="true">
      <svg viewBox="0 0 10 10" fill="currentColor" aria-hidden="true">
        <path d={shapes[tone]} />
      </svg>
    </span>
  )
}
