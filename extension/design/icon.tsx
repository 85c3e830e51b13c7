/** Drawn on a 16 × 16 grid with a 1.5 stroke; one path each. */
const paths = {
  back: 'M10 3 5 8l5 5',
  settings: 'M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7M11 2.5v4M5 9.5v4',
  warning: 'M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.2',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.3v3.9M8 4.8v.2',
  file: 'M4 1.8h5l3.2 3.2v9.2H4zM9 1.8V5h3.2',
  image: 'M2 3h12v10H2zM2 11l3.5-3.5 2.6 2.6L10.5 8 14 11M10.4 5.4v.2',
  attach: 'M8 3v10M3 8h10',
  send: 'M2.5 8h10M8.5 3.8 12.7 8l-4.2 4.2',
  download: 'M8 2v8M4.8 7 8 10.2 11.2 7M3 13.5h10',
  cross: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.6V8l2.4 1.6',
  down: 'M3.5 6 8 10.5 12.5 6',
  sent: 'M3.5 8.4 6.6 11.5 12.5 5',
  delivered: 'M1 8.4 4.1 11.5 10 5M7.2 10.7l.8.8L14.4 5',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  phone: 'M4.5 1.8h7v12.4h-7zM7 12h2',
  conversation: 'M2 3h12v8H8.5L5 13.8V11H2z',
  unknown: 'M5.6 6a2.4 2.4 0 1 1 3.6 2c-.8.5-1.2.9-1.2 1.8M8 12v.2',
} as const

export type IconName = keyof typeof paths

/** Beside words it is silent; alone it says its `label`. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  const voice =
    label === undefined ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const)
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: `voice` is its label, or hides it -- reason: a title would also show as a tooltip
    <svg
      class="icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      {...voice}
    >
      <path d={paths[name]} />
    </svg>
  )
}
