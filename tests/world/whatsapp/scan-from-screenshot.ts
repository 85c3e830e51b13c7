import jsQR from 'jsqr'
import { PNG } from 'pngjs'

interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** A phone's camera would move nearer or farther; jsQR misses very large and very small modules. */
const SCALES = [1, 0.5, 2, 0.25]

/** Reads the QR code in a screenshot (PNG) of a page. */
export function scanFromScreenshot(png: Buffer): string {
  const { width, height, data } = PNG.sync.read(png)
  const picture = { width, height, data: new Uint8ClampedArray(data) }
  for (const scale of SCALES) {
    const { data, width, height } = resize(picture, scale)
    const found = jsQR(data, width, height)
    if (found?.data) return found.data
  }
  throw new Error(`no QR code in this screenshot of ${width}×${height}`)
}

/** Nearest neighbour: QR codes are black and white. */
function resize(picture: Picture, scale: number): Picture {
  if (scale === 1) return picture
  const width = Math.round(picture.width * scale)
  const height = Math.round(picture.height * scale)
  const source = new Uint32Array(picture.data.buffer)
  const target = new Uint32Array(width * height)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / scale) * picture.width
    for (let x = 0; x < width; x++) target[y * width + x] = source[row + Math.floor(x / scale)] ?? 0
  }
  return { width, height, data: new Uint8ClampedArray(target.buffer) }
}
