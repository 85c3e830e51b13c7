import { describe, expect, it } from 'vitest'
import { COMPANY, type Stage } from './stage.ts'

export function connectionEndsContract(stage: Stage): void {
  describe('a connection ends', () => {
    it.each([
      [503, 503],
      ['replaced', 440],
    ] as const)('with stream error %s, which the companion knows as %i', async (reason, code) => {
      stage.whatsapp.companion(COMPANY).streamError(reason)
      await stage.closedWith(code)
      stage.companion.connect()
    })

    it('without a word, and a refused login says why', async () => {
      const control = stage.whatsapp.companion(COMPANY)
      control.refuseLogins('403')
      control.dropConnection()
      await stage.closedWith(428)
      stage.companion.connect()
      await stage.closedWith(403)
      control.allowLogins()
      stage.companion.connect()
    })
  })

  describe('the device is unlinked', () => {
    it('on the phone: the companion is told 401, now and at its next login; a new scan makes it work again', async () => {
      stage.phone.unlink()
      await stage.closedWith(401)
      stage.companion.connect()
      await stage.whatsapp.events.next('login-refused')
      await stage.closedWith(401)
      stage.companion = await stage.paired()
      const { id } = await stage.anna.sendText(COMPANY, 'welcome back')
      await stage.arrival(id)
    })

    it('by itself: the phone shows no companion any more', async () => {
      const gone = stage.whatsapp.events.next('companion-unlinked', ({ by }) => by === 'companion')
      await stage.companion.socket.logout()
      await gone
      expect(stage.phone.companionState).toBe('none')
      stage.companion = await stage.paired()
    })
  })
}
