import * as v from 'valibot'
import { defaultChannelSettings } from '../../../shared/channel-settings.ts'
import { type ChannelStatus, channelStatusSchema } from '../../../shared/channel-status.ts'
import { channelId } from '../../extension/background/cast.ts'
import { baseId } from '../busy-day/chats.ts'
import { kotova, maria, orlov } from '../busy-day/people.ts'
import { base, number } from '../busy-day/settings.ts'
import { pairingCode, waiting } from './new-office.ts'
import { settingsPart } from './settings-parts.ts'
import { type Screen, type Stage, screen } from './stage.ts'

const service: ChannelStatus = v.parse(channelStatusSchema, {
  ...{ ...number, channelId: '00000000-0000-7000-8004-000000000002', title: 'Сервис', position: 1 },
  ...{ phone: '+74957654321', allowance: { used: 8, limit: 20 } },
})
const becomes = (stage: Stage, change: object): void =>
  stage.relay.tell({ type: 'channel', channel: v.parse(channelStatusSchema, { ...service, ...change }) })
const channels = async (stage: Stage, content: string) => await settingsPart(stage, 'channels', content)

const trouble = (now: number) => ({
  ...base(now),
  ...{
    trouble: 'jobsBlocked',
    rejected: 2,
    lastExchangeAt: now - 17 * 60_000,
    waitingEvents: 41,
    channels: [channelId],
  },
  push: { url: 'https://1c.example.ru/trade/hs/messenger', login: 'Мессенджер', lastError: 'noLicence' },
})
const opened = async (stage: Stage, name: string) => {
  const page = await settingsPart(stage, 'onec', '[data-testid=base]')
  for (const fold of await page.locator('.settings-part details[open] > summary').all()) await fold.click()
  await page.getByTestId(name).locator('summary').click()
  await page.getByTestId(name).scrollIntoViewIfNeeded()
  return page
}

/** States of numbers, bases and people that the settings show. */
export const numbersAndBases: Screen[] = [
  screen('list-two-numbers', 'of two numbers the list says which', async (stage) => {
    const settings = { ...defaultChannelSettings, writeFirst: true }
    stage.relay.answer('GET /channels', () => ({
      json: { channels: [number, service].map((channel) => ({ channel, settings })) },
    }))
    stage.relay.tell({ type: 'channels', channels: [number, service] })
    stage.becomes(7, { channelId: service.channelId })
    const page = await stage.list(2)
    await page.getByTestId('channel-state').nth(1).waitFor()
    return page
  }),
  screen('settings-two-numbers', 'two numbers', async (stage) => {
    await stage.optionsAnew('channels')
    const page = await channels(stage, '[data-testid=channel]')
    await page.getByTestId('channel').nth(1).waitFor()
    return page
  }),
  screen('settings-number-faults', 'its settings, with what cannot be', async (stage) => {
    const page = await stage.options()
    const form = page.getByTestId('channel-settings').first()
    await form.locator('summary').click()
    await form.locator('input[type=number]').nth(1).fill('0')
    await form.locator('input[type=text]').last().fill('прокси')
    await form.locator('input[type=text]').last().scrollIntoViewIfNeeded()
    return page
  }),
  screen('settings-pairing', 'a code to scan', async (stage) => {
    stage.relay.tell({ type: 'channels', channels: [waiting] })
    stage.relay.tell(pairingCode())
    await stage.optionsAnew('channels')
    stage.relay.tell(pairingCode())
    return await channels(stage, '[data-testid=qr]')
  }),
  screen('settings-codes-used-up', 'the codes have run out', async (stage) => {
    stage.relay.tell({ type: 'pairing', channelId })
    stage.relay.tell({ type: 'channel', channel: { ...waiting, state: 'codesUsedUp' } })
    return await channels(stage, '[data-testid=renew-codes]')
  }),
  screen('settings-phone-code', 'letters to type on the phone', async (stage) => {
    stage.relay.tell({ type: 'channels', channels: [number, service] })
    becomes(stage, { state: 'waitingForScan' })
    const phoneCode = v.parse(v.any(), {
      ...{ channelId: service.channelId, code: 'ABCD1234', phone: service.phone, expiresAt: Date.now() + 120_000 },
    })
    stage.relay.tell({ type: 'pairing', channelId: service.channelId, phoneCode })
    const page = await channels(stage, '[data-testid=phone-code]')
    await page.getByTestId('phone-code').scrollIntoViewIfNeeded()
    return page
  }),
  screen('settings-other-number', 'another number was scanned', async (stage) => {
    stage.relay.tell({ type: 'pairing', channelId: service.channelId })
    becomes(stage, { state: 'otherNumber', otherPhone: '+79031112233' })
    const page = await channels(stage, '[data-testid=other-number]')
    await page.getByTestId('other-number').scrollIntoViewIfNeeded()
    return page
  }),
  screen('settings-history', 'history is being loaded, WhatsApp restricts', async (stage) => {
    const since = Date.now()
    becomes(stage, { historyPercent: 42, restriction: { since, until: since + 3_600_000 } })
    return await channels(stage, '[data-testid=history-progress]')
  }),
  screen('settings-banned', 'WhatsApp has banned the number', async (stage) => {
    becomes(stage, { state: 'banned' })
    return await channels(stage, '[data-testid=channel-state][data-state=banned]')
  }),
  screen('popup-alert', 'an administrator is told that a number is down', async (stage) => {
    becomes(stage, { state: 'reconnecting' })
    const alerts = [{ channelId: service.channelId, kind: 'down' as const, since: Date.now() - 90_000 }]
    stage.relay.tell({ type: 'alerts', alerts })
    const page = await stage.list(1)
    await page.locator('.banner[data-tone=bad]').waitFor()
    return page
  }),
  screen('settings-base-trouble', '1C is silent: why, and what to do', async (stage) => {
    stage.relay.tell({ type: 'channels', channels: [number] }, { type: 'alerts', alerts: [] })
    stage.becomes(7, { channelId })
    stage.relay.answer('GET /bases', () => ({ json: { bases: [trouble(Date.now())] } }))
    const bad = [
      { ref: 'К:1', name: 'ООО «Ромашка»', written: '8 916 123-45-67, 8 916 765-43-21', fault: 'twoInField' },
      { ref: 'К:2', name: 'Пётр Ильин', written: '123-45-67 доб. 4', fault: 'extension', url: 'e1cib/data/К?ref=2' },
    ]
    stage.relay.answer(`GET /bases/${baseId}/bad-phones`, () => ({ json: { phones: bad, total: 21, at: Date.now() } }))
    const events = [
      { seq: 7, code: 'locked', message: 'Справочник «Чаты» заблокирован', at: Date.now() - 60_000 },
      { seq: 9, code: 'locked', message: 'Не найден контрагент', at: Date.now() - 30_000 },
    ]
    stage.relay.answer(`GET /bases/${baseId}/rejected`, () => ({ json: { events } }))
    await stage.optionsAnew('onec')
    return await settingsPart(stage, 'onec', '[data-testid=base][data-trouble=jobsBlocked]')
  }),
  screen('settings-base-rejected', 'what 1C could not apply', async (stage) => await opened(stage, 'base-rejected')),
  screen('settings-bad-phones', 'phones by which nobody is found', async (stage) => await opened(stage, 'bad-phones')),
  screen('settings-base-set-up', 'what the base is for', async (stage) => await opened(stage, 'base-set-up')),
  screen('settings-base-push', 'how the relay calls it', async (stage) => await opened(stage, 'base-push')),
  screen('settings-base-key', 'another base is linked', async (stage) => {
    stage.relay.answer('POST /bases', () => ({
      json: { base: { ...base(Date.now()), name: 'Бухгалтерия' }, token: 'mp1c_7fQ2xk9Vb4LmTz0YcWn8RjHs3Dd6Pa1E' },
    }))
    const page = await stage.options()
    await page.getByTestId('base-name').fill('Бухгалтерия')
    await page.getByTestId('base-link').click()
    await page.getByTestId('base-token').scrollIntoViewIfNeeded()
    return page
  }),
  screen('settings-employees-from-1c', 'people come from 1C', async (stage) => {
    const fromOnec = { baseId, login: 'Орлов' }
    stage.relay.answer('GET /employees', () => ({
      json: {
        onecDecides: true,
        sources: [
          { id: baseId, name: 'Управление торговлей', refused: true, notTaken: [{ name: 'Иван', fault: 'twice' }] },
        ],
        employees: [
          { employee: maria, signedInAt: Date.now() - 300_000 },
          { employee: { ...orlov, ...fromOnec }, signedInAt: Date.now() - 86_400_000 },
          { employee: kotova, revokedAt: Date.now() - 3_600_000, revokedBecause: 'onecDecides' },
        ],
      },
    }))
    await stage.optionsAnew('employees')
    return await settingsPart(stage, 'employees', '[data-testid=not-taken]')
  }),
  screen('settings-quick-reply-new', 'a quick reply is written', async (stage) => {
    const page = await settingsPart(stage, 'quickReplies', '[data-testid=quick-reply-add]')
    await page.getByTestId('quick-reply-add').click()
    await page.getByTestId('quick-reply-text').fill('Здравствуйте, {client.name}! Склад: Садовая, 12.')
    return page
  }),
]
