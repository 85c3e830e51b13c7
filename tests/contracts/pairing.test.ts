import { mkdtempSync, rmSync } from 'node:fs'
import type { Agent } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HttpsProxyAgent } from 'https-proxy-agent'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { readCredentials } from '../../relay/store/credentials.ts'
import type { Store } from '../../relay/store/open.ts'
import { systemAlarm } from '../../relay/timer.ts'
import type { WhatsAppParts } from '../../relay/whatsapp/whatsapp-parts.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { type PhoneNumber, phoneNumberSchema } from '../../shared/phone-number.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { type Link, linkTo } from './whatsapp-link.ts'

const phone = (text: string): PhoneNumber => v.parse(phoneNumberSchema, text)
const company = phone('+74950001122')
const other = phone('+74950003344')
const farewellTakes = 2_000
let standIn: WhatsAppStandIn

beforeAll(async () => {
  standIn = await startWhatsApp()
})
afterAll(() => standIn.close())

describe.each(engines)('pairing, with its keys in %s', (engine) => {
  const newId = countingIds()
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId
  let folder: string
  let link: Link
  /** The number that each channel has had, as the list of numbers would know it. */
  let former: Map<ChannelId, PhoneNumber>

  const open = (setAlarm = systemAlarm, agentFor: WhatsAppParts['agentFor'] = () => undefined) =>
    linkTo(
      standIn,
      { store, channelId, folder },
      {
        setAlarm,
        agentFor,
        formerPhone: (id) => former.get(id),
        onLinked: async (id, account) => {
          former.set(id, account.phone)
          link.accounts.push(account)
        },
      },
    )

  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
    folder = mkdtempSync(join(tmpdir(), 'pairing-'))
    former = new Map()
    link = await open()
    standIn.phone(company, { name: 'Ромашка' })
    standIn.phone(other, { name: 'Лютик' })
  })
  afterEach(async () => {
    await link.stop()
    for (const each of standIn.phones) each.unlink()
    await discard()
    rmSync(folder, { recursive: true, force: true })
  })

  const status = () => link.whatsapp.statusOf(channelId)
  const phoneCode = () => link.until(() => link.whatsapp.phoneCodeOf(channelId))
  const anna = () => standIn.client('+79001234567', { name: 'Анна' })

  async function pair(number: PhoneNumber = company): Promise<void> {
    await link.whatsapp.startPairing(channelId)
    await standIn.phone(number).scan((await link.code()).qr)
    await link.state('online')
  }

  describe('by a code that is typed on the phone', () => {
    it('shows eight letters and digits, and is online once they were typed', async () => {
      await link.whatsapp.startPairing(channelId, company)
      const shown = await phoneCode()
      expect(shown).toMatchObject({ channelId, phone: company, code: expect.stringMatching(/^[0-9A-Z]{8}$/) })
      expect(link.whatsapp.pairingCodeOf(channelId)).toBeUndefined()
      await standIn.phone(company).typeCode(shown.code)
      await link.state('online')
      expect(link.whatsapp.phoneCodeOf(channelId)).toBeUndefined()
      await anna().sendText(company, 'Здравствуйте')
      expect(await link.until(() => link.messages[0])).toMatchObject({ text: 'Здравствуйте' })
    })

    it('does not link anything by a wrong code, nor on another phone', async () => {
      await link.whatsapp.startPairing(channelId, company)
      await expect(standIn.phone(company).typeCode('AAAAAAAA')).rejects.toThrow('wrong')
      await expect(standIn.phone(other).typeCode((await phoneCode()).code)).rejects.toThrow('no device waits')
      expect(status().state).toBe('waitingForScan')
      expect(await readCredentials(store.read, channelId)).toBeUndefined()
    })

    it('says so when WhatsApp gives no code for a number, and offers codes to scan again', async () => {
      const stranger = phone('+79990000001')
      await expect(link.whatsapp.startPairing(channelId, stranger)).rejects.toThrow('gave no code')
      expect(status()).toMatchObject({ state: 'notPaired', trouble: 'phoneRefused' })
      await pair()
      expect(status().trouble).toBeUndefined()
    })

    it('is dead when it was cancelled, and when codes to scan are wanted instead', async () => {
      await link.whatsapp.startPairing(channelId, company)
      const { code } = await phoneCode()
      await link.whatsapp.unlink(channelId)
      expect(status().state).toBe('notPaired')
      expect(link.whatsapp.phoneCodeOf(channelId)).toBeUndefined()
      await expect(standIn.phone(company).typeCode(code)).rejects.toThrow()
      await pair()
    })

    it('is refused for a number that is linked already', async () => {
      await pair()
      await expect(link.whatsapp.startPairing(channelId, company)).rejects.toThrow('linked already')
      expect(status().state).toBe('online')
    })
  })

  describe('by codes to scan', () => {
    it('links nothing by a code that was refreshed, cancelled or left behind', async () => {
      await link.whatsapp.startPairing(channelId)
      const refreshed = (await link.code()).qr
      await link.whatsapp.startPairing(channelId)
      await expect(standIn.phone(company).scan(refreshed)).rejects.toThrow(/not valid any more|went away/)
      const cancelled = (await link.code()).qr
      expect(cancelled).not.toBe(refreshed)
      await link.whatsapp.unlink(channelId)
      await expect(standIn.phone(company).scan(cancelled)).rejects.toThrow(/not valid any more|went away/)
      expect(standIn.phone(company).companionState).toBe('none')
      expect(status().state).toBe('notPaired')
      expect(await readCredentials(store.read, channelId)).toBeUndefined()
    })

    it('leaves a code at once, also when WhatsApp does not answer the farewell', async () => {
      await link.stop()
      // Nobody waits for the farewell's time limit.
      link = await open((afterMs, ring) => (afterMs === farewellTakes ? () => {} : systemAlarm(afterMs, ring)))
      await link.whatsapp.startPairing(channelId)
      const left = (await link.code()).qr
      const hearAgain = standIn.turnAway()
      await link.whatsapp.startPairing(channelId)
      const { qr } = await link.until(() => {
        const shown = link.whatsapp.pairingCodeOf(channelId)
        return shown?.qr === left ? undefined : shown
      })
      const scanned = standIn.phone(company).scan(left)
      hearAgain()
      await expect(scanned).rejects.toThrow(/not valid any more|went away/)
      await standIn.phone(company).scan(qr)
      await link.state('online')
    })
  })

  it('does not make the restart after a scan wait for what failed before it', async () => {
    await link.stop()
    const waits: number[] = []
    let proxy: Agent | undefined = new HttpsProxyAgent('http://127.0.0.1:9')
    link = await open(
      (afterMs, ring) => {
        waits.push(afterMs)
        // While nobody is reached nobody waits for the next attempt.
        return systemAlarm(proxy ? 5 : afterMs, ring)
      },
      () => proxy,
    )
    await link.whatsapp.startPairing(channelId)
    await expect.poll(() => waits, { timeout: 10_000 }).toContain(8_000)
    await expect.poll(status).toMatchObject({ state: 'notPaired', trouble: 'proxyUnreachable' })
    proxy = undefined
    // The attempt under way may still have gone by the proxy, and the next one is seconds away.
    await link.whatsapp.startPairing(channelId)
    const { qr } = await link.code()
    const before = waits.length
    await standIn.phone(company).scan(qr)
    await link.state('online')
    expect(waits.slice(before)).toContain(0)
  })

  describe('with another number than before', () => {
    beforeEach(async () => {
      await pair()
      await link.whatsapp.unlink(channelId)
      await link.whatsapp.startPairing(channelId)
      await standIn.phone(other).scan((await link.code()).qr)
      await link.state('otherNumber')
    })

    it('asks, and takes nothing in and sends nothing before the answer', async () => {
      expect(status()).toMatchObject({ phone: company, name: 'Ромашка', otherPhone: other })
      await anna().sendText(other, 'Кому это?')
      const to = { phone: phone('+79001234567') }
      const sent = await link.whatsapp.send({ channelId, whatsappId: '3EB0OTHER', to, text: 'нет' })
      expect(sent).toMatchObject({ outcome: 'later' })
      expect(standIn.companion(other).isOnline).toBe(false)
      await link.whatsapp.connect(channelId)
      expect(status().state).toBe('otherNumber')
      expect(link.messages).toEqual([])
      expect(link.accounts.map((account) => account.phone)).toEqual([company])
    })

    it('unlinks it again when the former number is kept', async () => {
      const unlinked = standIn.events.next(
        'companion-unlinked',
        ({ number, by }) => by === 'companion' && number === other.slice(1),
      )
      await link.whatsapp.answerOtherNumber(channelId, 'former')
      await unlinked
      expect(status().state).toBe('notPaired')
      expect(status().otherPhone).toBeUndefined()
      expect(await readCredentials(store.read, channelId)).toBeUndefined()
      await pair(company)
      await anna().sendText(company, 'снова')
      expect(await link.until(() => link.messages[0])).toMatchObject({ text: 'снова' })
    })

    it('goes on with it when the new number is wanted, and takes what was written meanwhile', async () => {
      await anna().sendText(other, 'Кому это?')
      await link.whatsapp.answerOtherNumber(channelId, 'new')
      await link.state('online')
      expect(status()).toMatchObject({ phone: other, name: 'Лютик', state: 'online' })
      expect(status().otherPhone).toBeUndefined()
      expect(await link.until(() => link.messages[0])).toMatchObject({ text: 'Кому это?' })
      await expect(link.whatsapp.answerOtherNumber(channelId, 'former')).rejects.toThrow('answered already')
    })

    it('still asks after a restart', async () => {
      await link.stop()
      link = await open()
      await link.whatsapp.start([channelId])
      expect(status()).toMatchObject({ state: 'otherNumber', phone: company, otherPhone: other })
      expect(standIn.companion(other).isOnline).toBe(false)
    })
  })

  it('does not link a number a second time in another channel', async () => {
    await pair()
    const second = newId(channelIdSchema)
    await link.whatsapp.startPairing(second)
    const code = await link.until(() => link.whatsapp.pairingCodeOf(second))
    const unlinked = standIn.events.next('companion-unlinked', ({ by }) => by === 'companion')
    standIn.phone(company).severalDevices = true
    await standIn.phone(company).scan(code.qr)
    await unlinked
    await link.until(() => (link.whatsapp.statusOf(second).trouble === 'linkedElsewhere' ? true : undefined))
    expect(link.whatsapp.statusOf(second).state).toBe('notPaired')
    expect(await readCredentials(store.read, second)).toBeUndefined()
    expect(status().state).toBe('online')
    standIn.phone(company).severalDevices = false
  })
})
