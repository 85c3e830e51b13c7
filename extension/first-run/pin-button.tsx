import { i18n } from '#i18n'

/** Where the panel's button is, and how it stays in sight: a drawing of our own, not of one browser. */
export function PinButton({ byItself }: { byItself: boolean }) {
  return (
    <div class="pin-button">
      <svg class="pin-drawing" viewBox="0 0 200 96" aria-hidden="true">
        <rect x="1" y="1" width="198" height="30" rx="5" />
        <rect x="10" y="9" width="96" height="14" rx="7" />
        {byItself ? <PanelSign x={130} y={8} /> : <PuzzleAndPin />}
        <path d="M184 11v.1M184 16v.1M184 21v.1" />
      </svg>
      <p>{i18n.t(byItself ? 'start.pinFirefox' : 'start.pinChrome')}</p>
    </div>
  )
}

function PuzzleAndPin() {
  return (
    <>
      <g class="pin-drawing-part">
        <path d="M152 10h5a3 3 0 1 1 6 0h5v5a3 3 0 1 1 0 6v4h-16z" />
        <path d="M174 66l4-4 6 6-4 4-1 5-3-3-4 4-1-1 4-4-3-3z" />
      </g>
      <rect x="92" y="38" width="107" height="54" rx="5" />
      <path d="M102 50h50" />
      <PanelSign x={102} y={61} />
      <path d="M126 69h36" />
    </>
  )
}

function PanelSign({ x, y }: { x: number; y: number }) {
  return <path class="pin-drawing-part" d={`M${x} ${y + 2}h16v11h-6l-4 4v-4h-6z`} />
}
