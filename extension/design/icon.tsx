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
  up: 'M3.5 10 8 5.5l4.5 4.5',
  play: 'M5 3v10l8-5z',
  pause: 'M5.5 3v10M10.5 3v10',
  stop: 'M4 4h8v8H4z',
  more: 'M8 3.4v.2M8 8v.2M8 12.6v.2',
  reply: 'M6.5 3.5 2.5 7.5l4 4M3 7.5h6a4.5 4.5 0 0 1 4.5 4.5v1',
  forward: 'M9.5 3.5l4 4-4 4M13 7.5H7A4.5 4.5 0 0 0 2.5 12v1',
  edit: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2',
  bin: 'M2.5 4h11M6 4V2.2h4V4M4 4l.7 9.8h6.6L12 4M6.6 6.5v4.8M9.4 6.5v4.8',
  smile: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM5.2 9.4a3.2 3.2 0 0 0 5.6 0M5.9 5.8v.3M10.1 5.8v.3',
  place: 'M8 14.2S3.2 9.8 3.2 6.4a4.8 4.8 0 0 1 9.6 0c0 3.4-4.8 7.8-4.8 7.8zM8 5v2.8M6.6 6.4h2.8',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.5 14c.4-2.8 2.6-4.2 5.5-4.2s5.1 1.4 5.5 4.2',
  poll: 'M3 3h7M3 8h10M3 13h4',
  call: 'M4 2h2.4l1 3.2-1.6 1.2a8 8 0 0 0 3.8 3.8l1.2-1.6 3.2 1V12c0 1-.8 1.8-1.8 1.8C7 13.8 2.2 9 2.2 3.8 2.2 2.8 3 2 4 2z',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4l3.4 3.4',
  voice: 'M8 1.8a2 2 0 0 0-2 2V8a2 2 0 0 0 4 0V3.8a2 2 0 0 0-2-2zM3.8 7.6a4.2 4.2 0 0 0 8.4 0M8 11.8v2.4',
  video: 'M1.8 4h8.4v8H1.8zM10.2 7l4-2.2v6.4l-4-2.2z',
  sticker: 'M2.5 2.5h11v6l-5 5h-6zM8.5 13.5v-5h5',
  template: 'M2.5 2.5h11v11h-11zM10 5l-4 6',
  note: 'M2.5 2.5h11v7l-4 4h-7zM9.5 13.5v-4h4M5 5.5h6M5 8h3.5',
  task: 'M2.5 2.5h11v11h-11zM5 8.2l2.2 2.2L11 6',
  people:
    'M6 8a2.4 2.4 0 1 0 0-4.8A2.4 2.4 0 0 0 6 8zM1.5 13.5c.3-2.4 2.1-3.7 4.5-3.7s4.2 1.3 4.5 3.7M10.5 3.4a2.3 2.3 0 0 1 0 4.4M12 10.2c1.5.5 2.3 1.7 2.5 3.3',
  next: 'M6 3l5 5-5 5',
  minus: 'M3 8h10',
  bell: 'M4 11V7a4 4 0 0 1 8 0v4l1.2 1.2H2.8zM6.8 14h2.4',
  bellOff: 'M4 11V7a4 4 0 0 1 6.4-3.2M12 6.4V11l1.2 1.2H5M6.8 14h2.4M2.5 13.5l11-11',
  silent: 'M4 11V7c0-.6.1-1.2.4-1.7M6.2 3.4A4 4 0 0 1 12 7v3.2M2.8 12.2h8.6M6.8 14h2.4M2.5 2.5l11 11',
  open: 'M6.5 3H3v10h10V9.5M9.5 2.5h4v4M13.5 2.5 7.5 8.5',
  group:
    'M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.5 13c.3-2.4 2-3.7 4.5-3.7s4.2 1.3 4.5 3.7M10.5 3a2.2 2.2 0 0 1 0 4.3M12 9.6c1.5.5 2.3 1.7 2.5 3.4',
  muted: 'M5 11V7a3 3 0 0 1 5-2.2M11 8v3l1 1H4.5M7 14h2M2.5 2.5l11 11',
  window: 'M2 3h12v10H2zM2 6h12',
  beside: 'M2 3h12v10H2zM9.5 3v10',
  keyboard: 'M1.5 4h13v8h-13zM4 6.6v.2M6.7 6.6v.2M9.4 6.6v.2M12 6.6v.2M5 9.6h6',
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
