import { encode } from 'uqr'

export interface QrDrawing {
  /** In modules, with the quiet zone. */
  size: number
  /** One SVG path of all dark modules. */
  path: string
  /** Width on the screen: whole points for each module, or its edges would be uneven. */
  width: number
}

/** As large as the place on the settings page lets it be. */
const widest = 296

/** The empty border that scanners need, in modules (ISO/IEC 18004). */
const quietZone = 4

export function qrDrawing(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: 'L', border: 0 })
  const runs = data.flatMap((row, y) =>
    darkRuns(row).map(([x, length]) => runPath(x + quietZone, y + quietZone, length)),
  )
  const whole = size + 2 * quietZone
  return { size: whole, path: runs.join(''), width: whole * Math.max(2, Math.floor(widest / whole)) }
}

/** Neighbouring dark modules are one rectangle: seams between single ones would show as hairlines. */
function darkRuns(row: boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = []
  row.forEach((dark, x) => {
    if (!dark) return
    const last = runs.at(-1)
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1
    else runs.push([x, 1])
  })
  return runs
}

const runPath = (x: number, y: number, length: number): string => `M${x} ${y}h${length}v1h-${length}z`
