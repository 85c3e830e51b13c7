import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

describe('the relay is killed between message and receipt', () => {
  let company: Company
  let inbox: InboxPage
  const anna = () => company.client('anna')
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await anna().sendText(cast.company.number, 'начало')
    await inbox.open('Анна Петрова')
  })
  afterAll(() => company?.close())

  it('and every message is there once, whatever the moment', async () => {
    const moments = [0, 1, 2, 4, 8, 16]
    for (const [index, loops] of moments.entries()) {
      await anna().sendText(cast.company.number, `сообщение №${index}.`)
      // So many turns of the event loop later: before the commit, between commit and receipt, or after it.
      for (let turn = 0; turn < loops * 20; turn += 1) await new Promise(setImmediate)
      await company.relay.kill()
      await company.relay.start()
      await expect.poll(() => company.whatsapp.companion(cast.company.number).isOnline, { timeout: 20_000 }).toBe(true)
    }
    await expect.poll(() => company.whatsapp.companion(cast.company.number).unsettled, { timeout: 20_000 }).toBe(0)
    await anna().sendText(cast.company.number, 'конец')
    await inbox.message('конец').waitFor()
    for (const index of moments.keys()) {
      await expect.poll(() => inbox.message(`сообщение №${index}.`).count(), { timeout: 10_000 }).toBe(1)
    }
  })

  it('and the reply under way reaches the client once', async () => {
    await inbox.reply('ответ перед обрывом')
    await company.relay.kill()
    await company.relay.start()
    const got = await anna().waitForMessage((message) => message.text === 'ответ перед обрывом', 60_000)
    await inbox.stageOf('ответ перед обрывом', 'delivered')
    expect(anna().received.filter((message) => message.text === 'ответ перед обрывом')).toHaveLength(1)
    expect(got.text).toBe('ответ перед обрывом')
  })

  it('and never says a private key, whatever it says', () => {
    expect(company.relay.said).not.toMatch(/privKey|private|Closing session|SessionEntry/i)
  })
})
