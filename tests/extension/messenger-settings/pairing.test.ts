import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { pairingClock } from '../../../extension/messenger-settings/pairing-clock.ts'
import { pairingStep } from '../../../extension/messenger-settings/pairing-step.ts'
import { qrDrawing } from '../../../extension/messenger-settings/qr-drawing.ts'
import { channelStates } from '../../../shared/channel-status.ts'
import { morning } from '../background/cast.ts'

/** Required, because vite wraps the default of this CommonJS module once more than its types say. */
const jsQR: typeof import('jsqr').default = createRequire(import.meta.url)('jsqr')

/** Paints the drawing's path as a camera would see it, `scale` points a module. */
function photograph(text: string, scale = 4) {
  const { size, path } = qrDrawing(text)
  const width = size * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = 0; row < scale; row += 1) {
      const from = ((Number(y) * scale + row) * width + Number(x) * scale) * 4
      for (let at = 0; at < Number(length) * scale; at += 1) pixels.fill(0, from + at * 4, from + at * 4 + 3)
    }
  }
  return { pixels, width }
}

test('a phone reads from the drawing exactly what WhatsApp gave', () => {
  const text = `2@${'Ab9xQz7LkPmNvBcXsWqE+/='.repeat(10)}`
  const { pixels, width } = photograph(text)
  expect(jsQR(pixels, width, width)?.data).toBe(text)
})

test('around the code there are four empty modules, as scanners need', () => {
  const { size, path } = qrDrawing('2@short')
  const starts = [...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => [Number(x), Number(y)])
  expect(Math.min(...starts.flat())).toBe(4)
  expect(Math.max(...starts.map(([, y]) => y ?? 0))).toBe(size - 5)
})

test('the clock counts the seconds that are left', () => {
  expect(pairingClock({ expiresAt: morning + 47_000 }, morning)).toEqual({ remaining: '0:47', expired: false })
  expect(pairingClock({ expiresAt: morning + 60_000 }, morning).remaining).toBe('1:00')
})

test('0:00 is shown only when it is over, and never less', () => {
  expect(pairingClock({ expiresAt: morning + 1 }, morning)).toEqual({ remaining: '0:01', expired: false })
  expect(pairingClock({ expiresAt: morning - 5000 }, morning)).toEqual({ remaining: '0:00', expired: true })
})

test('in every state an administrator can do something', () => {
  const stuck = channelStates.filter((state) => {
    const { begin, mayUnlink, showsCode, asksWhich, mayCancel } = pairingStep(state)
    return begin === undefined && !mayUnlink && !showsCode && !asksWhich && !mayCancel
  })
  expect(stuck).toEqual([])
})

test('a number that is online is not offered to be paired', () => {
  expect(pairingStep('online')).toEqual({ showsCode: false, mayUnlink: true })
})
