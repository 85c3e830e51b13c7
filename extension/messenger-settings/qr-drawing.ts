import { encode } from 'uqr'

export interface QrDrawing {
  /** In modules, with the quiet zone. */
  size: number
  /** One SVG path of all dark modules. */
  path: string
}

/** The empty border that scanners need, in modules (ISO/IEC 18004). */
const quietZone = 4

export function qrDrawing(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: 'L', border: 0 })
  const runs = data.flatMap((row, y) =>
    darkRuns(row).map(([x, length]) => runPath(x + quietZone, y + quietZone, length)),
  )
  return { size: size + 2 * quietZone, path: runs.join('') }
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
