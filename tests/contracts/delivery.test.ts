import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createChangeOwn } from '../../relay/outbox/change-own.ts'
import { type Delivery, type DeliveryDeps, startDelivery } from '../../relay/outbox/deliver.ts'
import type { OutgoingMessage, SendOutcome } from '../../relay/outbox/send-to-whatsapp.ts'
import { sentBefore } from '../../relay/outbox/sent-before.ts'
import { createTakeReceipt } from '../../relay/outbox/take-receipts.ts'
import { createSignal } from '../../relay/signal.ts'
import { insertFile } from '../../relay/store/files.ts'
import { noteChangeSent } from '../../relay/store/outgoing-changes.ts'
import { defaultChannelSettings } from '../../shared/channel-settings.ts'
import { fileIdSchema, type MessageId, messageIdSchema } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'
import { journalAfter } from '../world/whole-inbox.ts'

/** A send that is under way until the test says what came of it. */
interface Sending {
  message: OutgoingMessage
  ends(outcome: SendOutcome): void
}

describe.each(engines)('the way out, on %s', (engine) => {
  let office: Office
  let delivery: Delivery
  let sendings: Sending[]
  let link: ReturnType<DeliveryDeps['linkOf']>
  const channelChanged = createSignal()

  beforeEach(async () => {
    office = await openOffice(engine, inject('postgresServer'))
    sendings = []
    link = { online: true }
    await office.clientWrites('Здравствуйте')
    await office.set({ replyRoute: 'direct' })
  })
  afterEach(async () => {
    for (const { ends } of sendings) ends({ outcome: 'later', cause: 'the test is over' })
    await delivery.stop()
    await office.discard()
  })

  async function begin(settings: Partial<typeof defaultChannelSettings> = {}): Promise<void> {
    const channelId = (await anyMessage()).channel_id
    delivery = startDelivery(channelId, {
      ...office,
      channelChanged,
      random: () => 0.5,
      send: (message) => new Promise((ends) => void sendings.push({ message, ends })),
      linkOf: () => link,
      settingsOf: () => ({ ...defaultChannelSettings, ...settings }),
      restrictionOf: () => undefined,
      timeZoneOffset: () => 180,
      pathOfFile: (sha256) => sha256,
      onUpload: () => {},
      onFirstMessage: () => {},
      onError: (error) => {
        throw error
      },
    })
  }
  const anyMessage = async () => {
    const row = await office.store.read.selectFrom('messages').selectAll().executeTakeFirst()
    if (!row) throw new Error('Anna has not written yet.')
    return row
  }
  const underWay = (text: string) =>
    expect.poll(() => sendings.find(({ message }) => message.text === text), { timeout: 5_000 }).toBeDefined()
  const sending = async (text: string): Promise<Sending> => {
    await underWay(text)
    const found = sendings.find(({ message }) => message.text === text)
    if (!found) throw new Error('unreachable: it was waited for')
    return found
  }
  const holdOf = async (id: MessageId) => (await office.message(id))?.hold
  const tellings = async (id: MessageId) =>
    (await journalAfter(office.store.read, 0, 500)).flatMap((event) =>
      event.type === 'message' && event.message.id === id && event.change === 'hold'
        ? [event.message.hold?.reason ?? 'free']
        : [],
    )

  it('says that WhatsApp has not answered, tries again under the same id, and takes it back when it has', async () => {
    await begin()
    const id = await office.olgaReplies('есть кто?')
    const first = await sending('есть кто?')
    first.ends({ outcome: 'later', cause: 'no answer', hold: 'noAnswer' })
    await expect.poll(() => holdOf(id)).toEqual({ reason: 'noAnswer', until: office.clock.now() + 1_000 })
    sendings.length = 0
    await office.isSet(1_000)
    office.clock.forward(1_000)
    await office.ring(1_000)
    const second = await sending('есть кто?')
    expect(second.message.whatsappId).toBe(first.message.whatsappId)
    expect((await holdOf(id))?.reason).toBe('noAnswer')
    second.ends({ outcome: 'sent', at: office.clock.now() })
    await expect.poll(() => office.stagesOf(id)).toEqual(['accepted', 'approved', 'sending', 'sent'])
    expect(await holdOf(id)).toBeUndefined()
    expect(await tellings(id)).toEqual(['noAnswer', 'free'])
  })

  it('takes a late answer of WhatsApp for an answer', async () => {
    await begin()
    const id = await office.olgaReplies('поздно')
    ;(await sending('поздно')).ends({ outcome: 'later', cause: 'no answer', hold: 'noAnswer' })
    await expect.poll(async () => (await holdOf(id))?.reason).toBe('noAnswer')
    const { channel_id: channelId } = await anyMessage()
    const at = office.clock.now()
    await createTakeReceipt(office.store)({ channelId, whatsappIds: [`3EB0${id}`], stage: 'delivered', at })
    expect(await holdOf(id)).toBeUndefined()
    expect(await office.leaving()).toEqual([])
    expect(await tellings(id)).toEqual(['noAnswer', 'free'])
  })

  it('says nothing of a connection that is back within a moment', async () => {
    link = { online: false, reason: 'offline' }
    await begin()
    const id = await office.olgaReplies('мигнуло')
    await office.isSet(2_000)
    office.clock.forward(1_500)
    link = { online: true }
    channelChanged.fire()
    ;(await sending('мигнуло')).ends({ outcome: 'sent', at: office.clock.now() })
    await expect.poll(() => office.leaving()).toEqual([])
    expect(await tellings(id)).toEqual([])
  })

  it('says once of each reply that the number has no phone, however often it looks', async () => {
    link = { online: false, reason: 'notPaired' }
    await begin()
    const [one, two] = [await office.olgaReplies('один'), await office.olgaReplies('два')]
    office.clock.forward(2_500)
    channelChanged.fire()
    await expect.poll(() => holdOf(two)).toEqual({ reason: 'notPaired' })
    office.clock.forward(60_000)
    for (let index = 0; index < 3; index += 1) channelChanged.fire()
    await office.clientWrites('ещё')
    expect(await tellings(one)).toEqual(['notPaired'])
    expect(await tellings(two)).toEqual(['notPaired'])
    link = { online: false, reason: 'offline' }
    channelChanged.fire()
    await expect.poll(() => holdOf(one)).toEqual({ reason: 'offline' })
  })

  it('brings ticks to what somebody wrote on the phone itself, and none to what the client wrote', async () => {
    await begin()
    await office.clientWrites('с телефона', 'phone')
    const phone = await office.store.read
      .selectFrom('messages')
      .selectAll()
      .where('origin', '=', 'phone')
      .executeTakeFirstOrThrow()
    const receipt = { channelId: phone.channel_id, stage: 'delivered' as const, at: office.clock.now() }
    await createTakeReceipt(office.store)({ ...receipt, whatsappIds: ['W1', 'W2'] })
    expect(await office.stagesOf(phone.id)).toContain('delivered')
    expect(await office.stagesOf((await anyMessage()).id)).toEqual([])
  })

  it('still knows an edit that has left, for a phone that asks for it again, and shows nobody what was deleted', async () => {
    await begin()
    const id = await office.olgaReplies('опчатка')
    ;(await sending('опчатка')).ends({ outcome: 'sent', at: office.clock.now() })
    await expect.poll(() => office.leaving()).toEqual([])
    const changeId = v.parse(messageIdSchema, randomUUID())
    const parts = { ...office, newChangeId: () => changeId, whatsappIdOf: (each: string) => `3EB0${each}` }
    await createChangeOwn(parts).edit(office.olga, id, 'опечатка')
    await office.store.write((tx) => noteChangeSent(tx, changeId, office.clock.now()))
    const { channel_id: channelId } = await anyMessage()
    const ask = (whatsappId: string) => sentBefore(office.store.read, { channelId, whatsappId }, (sha256) => sha256)
    expect(await ask(`3EB0${changeId}`)).toMatchObject({
      target: { whatsappId: `3EB0${id}`, fromUs: true },
      content: { type: 'edit', text: 'опечатка' },
    })
    expect(await ask(`3EB0${id}`)).toMatchObject({ text: 'опечатка' })
    await createChangeOwn({ ...parts, newChangeId: () => v.parse(messageIdSchema, randomUUID()) }).remove(
      office.olga,
      id,
    )
    expect(await ask(`3EB0${id}`)).toBeUndefined()
    expect(await ask('3EB0NOBODY')).toBeUndefined()
  })

  it('lets other conversations go on while one file is slowly uploaded, and keeps the order within each', async () => {
    await begin({ writeFirst: true })
    const [fileId, outgoingId] = [v.parse(fileIdSchema, randomUUID()), v.parse(messageIdSchema, randomUUID())]
    const conversationId = await office.conversation()
    const created_at = office.clock.now()
    await office.store.write(async (tx) => {
      const file = {
        id: fileId,
        name: 'видео.mov',
        mime: 'video/quicktime',
        size: 9,
        sha256: 'f',
        state: 'ready' as const,
      }
      await insertFile(tx, { ...file, channel_id: null, source: null, created_at })
      await office.effects.sendFromOnec(tx, { outgoingId, conversationId, text: 'файл', fileId }, () => true)
    })
    const file = await sending('файл')
    await office.olgaReplies('после файла')
    const phone = v.parse(phoneNumberSchema, '+79269876543')
    await office.store.write((tx) =>
      office.effects.sendFromOnec(
        tx,
        { outgoingId: v.parse(messageIdSchema, randomUUID()), phone, text: 'Ивану' },
        () => true,
      ),
    )
    await sending('Ивану')
    expect(sendings.map(({ message }) => message.text)).toEqual(['файл', 'Ивану'])
    file.ends({ outcome: 'sent', at: office.clock.now() })
    await sending('после файла')
  })
})
