import { randomBytes } from 'node:crypto'
import { PNG } from 'pngjs'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { Peer } from '../peer.ts'
import { scanFromScreenshot } from '../scan-from-screenshot.ts'

export function phoneContract(): void {
  describe('a phone holds two sessions with a device', () => {
    it('and a late message on the older one does not spoil the newer one', async () => {
      const [device, person] = [new Peer(), new Peer()]
      const write = async (from: Peer, to: Peer, text: string) => {
        const sealed = await from.encrypt(to === person ? 'person@lid' : 'device@lid', { conversation: text })
        return async () => (await to.decrypt(from === person ? 'person@lid' : 'device@lid', sealed)).conversation
      }
      const talk = async () => {
        await (await write(device, person, 'hello'))()
        await (await write(person, device, 'hello back'))()
      }
      await device.openSession('person@lid', person.takeBundle())
      await talk()
      const late = await write(device, person, 'late')
      await device.openSession('person@lid', person.takeBundle())
      await talk()
      expect(await late()).toBe('late')
      expect(await (await write(person, device, 'still understood'))()).toBe('still understood')
    })
  })

  describe('a phone looks at a screenshot', () => {
    it.each([1, 3, 12])('and reads a QR code whose squares are %i pixels wide', (scale) => {
      const text = `https://wa.me/settings/linked_devices#2@${randomBytes(150).toString('base64')}`
      expect(scanFromScreenshot(screenshotOf(text, scale))).toBe(text)
    })

    it('and says so when there is none on the page', () => {
      expect(() => scanFromScreenshot(screenshotOf('', 0))).toThrow('no QR code in this screenshot')
    })
  })
}

/** A page of 1000 × 700 with a QR code on it, or without one. */
function screenshotOf(text: string, scale: number): Buffer {
  const page = new PNG({ width: 1000, height: 700 })
  page.data.fill(255)
  const squares = text ? encode(text).data : []
  squares.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (!dark) return
      for (let dy = 0; dy < scale; dy++) {
        const start = ((y * scale + dy + 1) * page.width + 100 + x * scale) * 4
        for (let dx = 0; dx < scale; dx++) page.data.fill(0, start + dx * 4, start + dx * 4 + 3)
      }
    })
  })
  return PNG.sync.write(page)
}
