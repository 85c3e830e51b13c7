import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, Company, cast } from '../world/company.ts'
import { openUnattended, type UnattendedBrowser } from '../world/unattended-browser.ts'

/** The promise is thirty seconds; one more is the client's and ours. */
const rightAgain = { timeout: 32_000, interval: 100 }

describe('the badge and the notifications, in a browser that nobody keeps awake', () => {
  let company: Company
  let olga: Colleague
  let browser: UnattendedBrowser
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    olga = await company.hire('Ольга')
    await olga.browser.close()
    browser = await openUnattended(olga.browser)
  })
  afterAll(async () => {
    await browser?.close()
    await company?.close()
  })
  const writes = (who: 'anna' | 'ivan', text: string) => company.client(who).sendText(cast.company.number, text)

  it('count a client who writes, in a number and in words', async () => {
    await writes('anna', 'Когда отгрузка?')
    await expect.poll(browser.badge, rightAgain).toBe('1')
    expect(await browser.title()).toBe('1 чат ждёт вашего ответа')
    await expect.poll(browser.notifications).toHaveLength(1)
  })

  it('are right again within half a minute after the worker has died, and tell nothing a second time', async () => {
    await browser.clearNotifications()
    await browser.endBackground()
    await writes('ivan', 'Пришлите счёт')
    await expect.poll(browser.badge, rightAgain).toBe('2')
    await expect.poll(browser.notifications).toHaveLength(1)
  })

  it('say that the line is broken while the relay is down, and are right again when it is back, telling nothing a second time', async () => {
    // The browser puts its notifications away by itself after some seconds.
    await browser.clearNotifications()
    await company.relay.kill()
    await expect.poll(browser.badge, rightAgain).toBe('…')
    expect(await browser.title()).toBe('Нет связи с реле, восстанавливаем')
    await company.relay.start()
    await expect.poll(browser.badge, rightAgain).toBe('2')
    expect(await browser.notifications()).toEqual([])
  })

  it('leave in peace whoever asks for it, and the badge counts on', async () => {
    await browser.evaluate(v.unknown(), 'chrome.storage.local.set({ doNotDisturb: {} }).then(() => 0)')
    await writes('ivan', 'И акт, пожалуйста')
    await writes('anna', 'Вы здесь?')
    await expect.poll(() => browser.evaluate(v.number(), unreadOfAll)).toBe(4)
    expect(await browser.notifications()).toEqual([])
    expect(await browser.badge()).toBe('2')
  })
})

/** How many messages nobody has opened yet; runs in the page. */
const unreadOfAll = `new Promise((resolve) => {
  indexedDB.open('messenger-panel').onsuccess = ({ target: { result } }) => {
    result.transaction('conversations').objectStore('conversations').getAll().onsuccess = ({ target: { result: rows } }) => {
      result.close()
      resolve(rows.reduce((sum, { unread }) => sum + unread, 0))
    }
  }
})`
