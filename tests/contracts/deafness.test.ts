import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Store } from '../../relay/store/open.ts'
import { type SetAlarm, systemAlarm } from '../../relay/timer.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { handAlarm } from '../relay/onec/hand-alarm.ts'
import { countingIds } from '../world/ids.ts'
import { freshStore } from '../world/stores.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { type Link, linkTo } from './whatsapp-link.ts'

const company = '+74950001122'
/** A number of which nothing is known yet is given this long. */
const hour = 3_600_000
const answerTakes = 25_000

let standIn: WhatsAppStandIn
let store: Store
let discard: () => Promise<void>
let channelId: ChannelId
let folder: string
let link: Link
let later: number
let hand: ReturnType<typeof handAlarm>

/** The two alarms of this test are rung by hand; everything else takes its own time. */
const setAlarm: SetAlarm = (afterMs, ring) =>
  afterMs > 50 * 60_000 || afterMs === answerTakes
    ? hand.setAlarm(afterMs > answerTakes ? hour : afterMs, ring)
    : systemAlarm(afterMs < 10_000 ? 5 : afterMs, ring)

beforeEach(async () => {
  later = 0
  hand = handAlarm()
  standIn = await startWhatsApp()
  const fresh = await freshStore('sqlite')
  store = fresh.store
  discard = fresh.discard
  channelId = countingIds()(channelIdSchema)
  folder = mkdtempSync(join(tmpdir(), 'deafness-'))
  link = await linkTo(standIn, { store, channelId, folder }, { setAlarm, clock: { now: () => Date.now() + later } })
  await link.whatsapp.startPairing(channelId)
  await standIn.phone(company, { name: 'Ромашка' }).scan((await link.code()).qr)
  await link.state('online')
})
afterEach(async () => {
  await link.stop()
  await standIn.close()
  await discard()
  rmSync(folder, { recursive: true, force: true })
})

const anna = () => standIn.client('+79001234567', { name: 'Анна' })

async function afterAnHour(): Promise<void> {
  await hand.isSet(hour)
  later += hour
  await hand.ring(hour)
}

/** The question of a silence goes out and nobody answers. */
async function unanswered(): Promise<void> {
  await hand.ring(answerTakes)
}

it('asks after a long silence, and leaves a number alone that WhatsApp answers', async () => {
  const asked = standIn.events.next('query', ({ name }) => name === 'encrypt get count')
  await afterAnHour()
  await asked
  await hand.isSet(hour)
  expect(link.states).not.toContain('suspect')
  expect(link.whatsapp.statusOf(channelId).state).toBe('online')
})

it.each(['pings', 'nothing'] as const)(
  'makes a new connection when WhatsApp answers %s, and gets what was held back',
  async (answers) => {
    standIn.companion(company).turnDeaf(answers)
    await anna().sendText(company, 'Слышите?')
    await afterAnHour()
    await unanswered()
    await link.state('suspect')
    expect(await link.until(() => link.messages[0])).toMatchObject({ text: 'Слышите?' })
    await link.state('online')
    expect(link.whatsapp.isDeaf(channelId)).toBe(false)
  },
)

it('calls the number deaf when new connections do not help, and goes on trying', async () => {
  standIn.companion(company).turnDeaf('pings', 2)
  await anna().sendText(company, 'Слышите?')
  await afterAnHour()
  await unanswered()
  await link.state('suspect')
  await unanswered()
  expect(link.whatsapp.isDeaf(channelId)).toBe(false)
  await unanswered()
  await link.until(() => (link.whatsapp.isDeaf(channelId) ? true : undefined))
  expect(await link.until(() => link.messages[0])).toMatchObject({ text: 'Слышите?' })
  await link.state('online')
  expect(link.whatsapp.isDeaf(channelId)).toBe(false)
})
