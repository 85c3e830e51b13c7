import { afterAll, beforeAll, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { inDeveloperMode } from '../world/developer-mode.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { storyInChromium } from '../world/only-in-chromium.ts'
import { openRelayDoor, type RelayDoor } from '../world/relay-door.ts'
import { until } from '../world/until.ts'

/** Maria's browser reaches the relay by a line of which the test can hold the answers. */
storyInChromium('update')('the extension is updated while a reply leaves', () => {
  let company: Company
  let door: RelayDoor
  const browser = () => company.administrator.browser
  const anna = () => company.client('anna')
  const got = (text: string) => anna().received.filter((message) => message.text === text).length

  /** The browser puts a new version in the place of the one that runs: its worker and its pages end in the middle of what they do. */
  const updates = async () => {
    await browser().inWorker('void (globalThis.isBefore = true)')
    await browser().inWorker('void setTimeout(() => chrome.runtime.reload(), 50)')
    await until(async () => expect(await browser().inWorker('globalThis.isBefore')).toBeUndefined())
  }
  const open = async () => {
    const inbox = new InboxPage(await browser().popup())
    await inbox.showAll()
    await inbox.open(cast.anna.name)
    return inbox
  }

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    door = await openRelayDoor(company.relay)
    await anna().sendText(cast.company.number, 'Когда отгрузка?')
    await inDeveloperMode(browser())
    await browser().inWorker(`chrome.storage.local.set({ relayAddress: '${door.address}' })`)
    await updates()
    await until(async () => expect(await browser().badge()).toBe('1'))
  }, 180_000)
  afterAll(async () => {
    await company?.close()
    await door?.close()
  })

  it('before it has heard that the relay has it: the client has it once, and so has the conversation', async () => {
    const inbox = await open()
    door.holdAnswersTo('POST /api/v1/replies')
    await inbox.reply('Отгрузим завтра')
    await anna().waitForMessage((message) => message.text === 'Отгрузим завтра')
    await inbox.stageOf('Отгрузим завтра', 'typed')
    await updates()
    door.letGo()
    const after = await open()
    await after.stageOf('Отгрузим завтра', 'delivered')
    await after.reply('Утром')
    await anna().waitForMessage((message) => message.text === 'Утром')
    expect(got('Отгрузим завтра')).toBe(1)
    expect(await after.message('Отгрузим завтра').count()).toBe(1)
  })

  it('before the relay could be asked at all: it leaves when the relay is there, once', async () => {
    const inbox = await open()
    await company.relay.kill()
    await inbox.reply('Позвоним вам')
    await inbox.stageOf('Позвоним вам', 'typed')
    await updates()
    await company.relay.start()
    await anna().waitForMessage((message) => message.text === 'Позвоним вам')
    const after = await open()
    await after.stageOf('Позвоним вам', 'delivered')
    expect(got('Позвоним вам')).toBe(1)
    expect(await after.message('Позвоним вам').count()).toBe(1)
  })

  it('and the same words written once more are another reply, which the client has too', async () => {
    const inbox = await open()
    await inbox.reply('Отгрузим завтра')
    await expect.poll(() => got('Отгрузим завтра')).toBe(2)
  })
})
