import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type ConversationId, createNewId, fileIdSchema, type MessageId, messageIdSchema } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { CrashOffice, company } from '../crash/crash-office.ts'
import { readConversations, readJournal } from '../crash/gather-evidence.ts'
import type { NamedPoint } from '../crash/relay-that-dies.ts'
import { ToldByTheJournal } from '../crash/told-by-the-journal.ts'
import type { ExtensionPeer } from '../world/extension-peer.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import type { Client } from '../world/whatsapp/client.ts'

const entry = 'tests/crash/relay-that-dies.ts'
const newId = createNewId(() => Date.now())

/** In the order in which the journal told of them first. */
const toldTexts = (told: ToldByTheJournal): string[] =>
  [...told.messages.values()].sort((one, other) => one.firstSeq - other.firstSeq).map(({ message }) => message.text)

describe.each(engines)('the relay on %s, killed', (engine) => {
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
    const { message } = await peer.event('message', (event) => event.message.text === 'здравствуйте')
    conversationId = message.conversationId
  })
  afterAll(() => office?.close())

  /** Starts it anew, so that it dies at that point. */
  const startToDie = async (point: NamedPoint, times = 1): Promise<void> => {
    await office.relay.kill()
    await office.relay.start({ CRASH_AT: point, CRASH_TIMES: String(times) })
  }
  const startAgain = async (): Promise<void> => {
    await office.relay.start()
    peer = await office.online(0)
  }
  const shown = async (text: string): Promise<Message[]> => {
    const told = await readJournal(office, new ToldByTheJournal())
    return (await readConversations(office, told)).filter((message) => message.text === text)
  }
  const heard = (text: string) => peer.event('message', (event) => event.message.text === text)
  const reply = async (text: string, fileId?: string): Promise<MessageId> => {
    const id = newId(messageIdSchema)
    const asked = { id, conversationId, text, ...(fileId ? { fileId } : {}) }
    const answer = office.ask('POST', '/replies', asked)
    // Where it dies while it sends, that may be before its answer has left; what is noted is sent all the same, without being asked again. A file takes longer.
    const came = fileId === undefined ? await answer.catch(() => undefined) : await answer
    expect(came?.status ?? 200).toBe(200)
    return id
  }
  const stageOf = async (id: MessageId, stage: string): Promise<void> => {
    const isThere = (frame: ExtensionPeer['events'][number]) =>
      (frame.type === 'stage' && frame.messageId === id && frame.stage.stage === stage) ||
      (frame.type === 'message' && frame.message.id === id && frame.message.stages.some((each) => each.stage === stage))
    await peer.frame('events', (frame) => frame.events.some(isThere))
  }
  const receivedOf = (text: string) => anna.received.filter((message) => message.text === text)

  it.each([
    ['after decrypting and before the commit', 'afterDecrypt'],
    ['after the commit and before the receipt', 'afterCommit'],
  ] as const)('%s, has confirmed nothing, and shows the message once afterwards', async (_when, point) => {
    await startToDie(point)
    const { id } = await anna.sendText(company, `входящее: ${point}`)
    await office.relay.ended()
    expect(anna.receiptsFor(id)).toEqual({})
    expect(office.owed).toBeGreaterThan(0)
    await startAgain()
    await heard(`входящее: ${point}`)
    await anna.waitForReceipt(id, 'deliveredAt')
    expect(await shown(`входящее: ${point}`)).toHaveLength(1)
  })

  it('between the receipt and the conversation, shows the message once afterwards, though WhatsApp does not bring it again', async () => {
    await startToDie('beforeHandling')
    const { id } = await anna.sendText(company, 'подтверждено, но не показано')
    await office.relay.ended()
    await startAgain()
    await heard('подтверждено, но не показано')
    await anna.waitForReceipt(id, 'deliveredAt')
    expect(await shown('подтверждено, но не показано')).toHaveLength(1)
  })

  it('while it takes in what waited at WhatsApp, has all of it once afterwards, each client’s in his order', async () => {
    await office.relay.kill()
    const numbers = ['+79160000001', '+79160000002', '+79160000003']
    const texts: string[] = []
    const write = async (number: string, count: number): Promise<void> => {
      const before = texts.filter((text) => text.startsWith(`${number} `)).length
      for (let index = before; index < before + count; index += 1) {
        texts.push(`${number} №${index}`)
        await office.whatsapp.client(number).sendText(company, `${number} №${index}`)
      }
    }
    for (const number of numbers) await write(number, 60)
    const waiting = office.owed
    const loggedIn = office.whatsapp.events.next('companion-connected')
    await office.relay.start({ CRASH_AT: 'afterCommit', CRASH_TIMES: '3' })
    await loggedIn
    // People go on writing meanwhile; Baileys lets these overtake.
    for (const number of numbers) await write(number, 3)
    await office.relay.ended()
    expect(office.owed).toBeGreaterThan(0)
    expect(office.owed).toBeLessThan(waiting)
    await startAgain()
    for (const text of texts) await heard(text)
    const told = await readJournal(office, new ToldByTheJournal())
    const inOrder = (of: readonly string[], number: string) => of.filter((text) => text.startsWith(`${number} `))
    const shownTexts = (await readConversations(office, told)).map(({ text }) => text)
    for (const number of numbers) {
      expect(inOrder(toldTexts(told), number)).toEqual(inOrder(texts, number))
      expect(inOrder(shownTexts, number)).toEqual(inOrder(texts, number))
    }
  })

  it('between noting a reply and sending it, sends it once afterwards', async () => {
    await startToDie('beforeSending')
    ;(await office.online(0)).close()
    const id = await reply('записан, не отправлен')
    await office.relay.ended()
    expect(receivedOf('записан, не отправлен')).toEqual([])
    await startAgain()
    await anna.waitForMessage((message) => message.text === 'записан, не отправлен')
    await stageOf(id, 'delivered')
    expect(receivedOf('записан, не отправлен')).toHaveLength(1)
  })

  it('between sending a reply and noting that, sends it again under its id, and the client sees it once', async () => {
    await startToDie('beforeNoting')
    ;(await office.online(0)).close()
    const id = await reply('отправлен, не отмечен')
    await office.relay.ended()
    const { id: whatsappId } = await anna.waitForMessage((message) => message.text === 'отправлен, не отмечен')
    await startAgain()
    await stageOf(id, 'delivered')
    expect(receivedOf('отправлен, не отмечен').map((message) => message.id)).toEqual([whatsappId])
    expect((await shown('отправлен, не отмечен')).length).toBe(1)
  })

  const picture = randomBytes(300_000)

  it('half-way through fetching a file, has it whole afterwards and no half of it', async () => {
    const stopped = office.whatsapp.media.stopNextHalfWay()
    await anna.sendDocument(company, picture, { fileName: 'акт.bin', caption: 'файл на полпути' })
    expect(await stopped).toBe('download')
    const unfinished = join(office.relay.folder, 'data', 'media', 'unfinished')
    const halves = () => readdirSync(unfinished).filter((name) => statSync(join(unfinished, name)).size > 0)
    await expect.poll(halves).toHaveLength(1)
    await office.relay.kill()
    await startAgain()
    const { message } = await peer.event(
      'message',
      (event) => event.message.text === 'файл на полпути' && event.message.file?.state === 'ready',
    )
    expect(message.file?.sha256).toBe(createHash('sha256').update(picture).digest('hex'))
    expect(await shown('файл на полпути')).toHaveLength(1)
    expect(readdirSync(unfinished)).toEqual([])
  })

  it('half-way through sending a file, sends it whole afterwards and once', async () => {
    const fileId = newId(fileIdSchema)
    await office.put(`/files/${fileId}?name=${encodeURIComponent('счёт.bin')}`, picture)
    const stopped = office.whatsapp.media.stopNextHalfWay()
    const id = await reply('файл для клиента', fileId)
    expect(await stopped).toBe('upload')
    await office.relay.kill()
    expect(receivedOf('файл для клиента')).toEqual([])
    await startAgain()
    await stageOf(id, 'delivered')
    const [got, ...more] = receivedOf('файл для клиента')
    expect(more).toEqual([])
    expect(got?.file?.bytes.equals(picture)).toBe(true)
  })
})
