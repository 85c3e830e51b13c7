import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type ConversationId, createNewId, type MessageId, messageIdSchema } from '../../shared/ids.ts'
import { CrashOffice, company } from '../crash/crash-office.ts'
import type { ExtensionPeer } from '../world/extension-peer.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import type { Client } from '../world/whatsapp/client.ts'

const entry = 'tests/crash/relay-that-dies.ts'
const newId = createNewId(() => Date.now())

describe.each(engines)('a poll of ours, the relay on %s killed', (engine) => {
  let office: CrashOffice
  let anna: Client
  let conversationId: ConversationId
  let peer: ExtensionPeer

  beforeAll(async () => {
    const databaseUrl = engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined
    office = await CrashOffice.open({ entry, ...(databaseUrl ? { databaseUrl } : {}) })
    anna = office.whatsapp.client('+79160000001', { name: 'Анна' })
    peer = await office.online(0)
    await anna.sendText(company, 'здравствуйте')
    conversationId = (await peer.event('message', ({ message }) => message.text === 'здравствуйте')).message
      .conversationId
  })
  afterAll(() => office?.close())

  const startAgain = async (): Promise<void> => {
    await office.relay.start()
    peer = await office.online(0)
  }
  const ask = async (question: string): Promise<MessageId> => {
    const id = newId(messageIdSchema)
    const poll = { question, multiple: false, options: ['Утром', 'Днём'] }
    expect((await office.ask('POST', '/replies', { id, conversationId, poll })).status).toBe(200)
    return id
  }
  const arrived = (question: string) =>
    anna.waitForMessage(({ content }) => content.pollCreationMessageV3?.name === question)
  const counted = (id: MessageId) =>
    peer.event('message', ({ message }) => message.id === id && message.poll?.options[1]?.votes === 1)

  it('between sending it and noting that, leaves again as the same poll, and the vote is counted', async () => {
    await office.relay.kill()
    await office.relay.start({ CRASH_AT: 'beforeNoting', CRASH_TIMES: '1' })
    ;(await office.online(0)).close()
    const id = await ask('отправлен, не отмечен?')
    await office.relay.ended()
    const { id: whatsappId } = await arrived('отправлен, не отмечен?')
    await startAgain()
    await peer.frame('events', ({ events }) =>
      events.some((event) => event.type === 'stage' && event.messageId === id && event.stage.stage === 'delivered'),
    )
    expect(anna.received.filter((message) => message.id === whatsappId)).toHaveLength(1)
    await anna.vote(company, whatsappId, ['Днём'])
    await counted(id)
  })

  it('before the client’s phone asks for it again, is given to it with the secret that counts its vote', async () => {
    anna.cannotReadNext(1)
    office.whatsapp.companion(company).pauseInbound()
    const unread = office.whatsapp.events.next('message-undecryptable')
    const id = await ask('нечитаемый?')
    await unread
    await office.relay.kill()
    await startAgain()
    office.whatsapp.companion(company).resumeInbound()
    const { id: whatsappId } = await arrived('нечитаемый?')
    await anna.vote(company, whatsappId, ['Днём'])
    await counted(id)
  })
})
