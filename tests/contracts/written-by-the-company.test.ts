import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type ConversationId, createNewId, type MessageId, messageIdSchema } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Stage } from '../../shared/stage.ts'
import { CrashOffice, company } from '../crash/crash-office.ts'
import type { ExtensionPeer } from '../world/extension-peer.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import type { Client } from '../world/whatsapp/client.ts'

const newId = createNewId(() => Date.now())

describe.each(engines)('what the company has written, on %s', (engine) => {
  let office: CrashOffice
  let anna: Client
  let peer: ExtensionPeer
  let conversationId: ConversationId

  beforeAll(async () => {
    const databaseUrl = engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined
    office = await CrashOffice.open({
      entry: 'tests/crash/relay-that-dies.ts',
      ...(databaseUrl ? { databaseUrl } : {}),
    })
    anna = office.whatsapp.client('+79160000001', { name: 'Анна' })
    peer = await office.online(0)
    await anna.sendText(company, 'здравствуйте')
    conversationId = (await peer.event('message')).message.conversationId
  })
  afterAll(() => office?.close())

  const told = (id: MessageId, stage: Stage) =>
    peer.event('stage', (event) => event.messageId === id && event.stage.stage === stage)
  const stagesOf = async (id: MessageId): Promise<Stage[]> => {
    const answer = await office.ask('GET', `/conversations/${conversationId}/messages`)
    const { messages }: { messages: Message[] } = JSON.parse(answer.text)
    return messages.find((message) => message.id === id)?.stages.map(({ stage }) => stage) ?? []
  }
  const write = async (text: string): Promise<MessageId> => {
    const id = newId(messageIdSchema)
    expect((await office.ask('POST', '/replies', { id, conversationId, text })).status).toBe(200)
    return id
  }
  const reply = async (text: string): Promise<{ id: MessageId; whatsappId: string }> => {
    const id = await write(text)
    const { id: whatsappId } = await anna.waitForMessage((message) => message.text === text)
    await told(id, 'delivered')
    return { id, whatsappId }
  }

  it('gets its ticks, also when it was typed on the phone', async () => {
    const typed = await office.whatsapp.phone(company).typeMessage(anna.number, 'с телефона')
    const { message } = await peer.event('message', (event) => event.message.text === 'с телефона')
    expect(message.origin).toBe('phone')
    anna.tick(company, typed.id)
    await told(message.id, 'delivered')
    anna.tick(company, typed.id, 'read')
    await told(message.id, 'read')
    expect(await stagesOf(message.id)).toEqual(['delivered', 'read'])
  })

  it('gets its ticks when the relay is killed after WhatsApp has told of them and before they are noted', async () => {
    const { id, whatsappId } = await reply('прочтите')
    await office.relay.kill()
    await office.relay.start({ CRASH_AT: 'beforeTick' })
    ;(await office.online(0)).close()
    anna.markRead(whatsappId)
    await office.relay.ended()
    await office.relay.start()
    peer = await office.online(0)
    await told(id, 'read')
    expect((await stagesOf(id)).filter((stage) => stage === 'read')).toHaveLength(1)
    expect(
      peer.events.filter((event) => event.type === 'stage' && event.messageId === id && event.stage.stage === 'read'),
    ).toHaveLength(1)
  })

  it('reaches a phone that could not read it and asks for it again, though the relay has been killed since', async () => {
    const companion = office.whatsapp.companion(company)
    anna.cannotReadNext()
    companion.pauseInbound()
    const id = await write('с первого раза не прочли')
    await told(id, 'sent')
    await office.relay.kill()
    await office.relay.start()
    peer = await office.online(0)
    expect(anna.received.map(({ text }) => text)).not.toContain('с первого раза не прочли')
    companion.resumeInbound()
    await anna.waitForMessage((message) => message.text === 'с первого раза не прочли')
    await told(id, 'delivered')
    expect(anna.received.filter(({ text }) => text === 'с первого раза не прочли')).toHaveLength(1)
  })
})
