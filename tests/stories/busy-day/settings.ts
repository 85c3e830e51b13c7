import * as v from 'valibot'
import type { AuditAction } from '../../../shared/audit.ts'
import { defaultChannelSettings } from '../../../shared/channel-settings.ts'
import { type ChannelStatus, channelStatusSchema } from '../../../shared/channel-status.ts'
import { defaultSynchronisation } from '../../../shared/commands.ts'
import { defaultInboxSettings } from '../../../shared/inbox-settings.ts'
import { boris, channel, channelId, vera } from '../../extension/background/cast.ts'
import { groupId } from '../../extension/background/office.ts'
import type { ScriptedRelay } from '../../extension/background/scripted-relay.ts'
import { baseId } from './chats.ts'
import { kotova, maria, orlov } from './people.ts'

const minute = 60_000
const texts = defaultInboxSettings.automaticTexts

export const number: ChannelStatus = v.parse(channelStatusSchema, {
  ...channel('online'),
  title: 'Отдел продаж',
  phone: '+74951234567',
  name: 'Ромашка',
})

/** What the relay answers to the parts of the options page. */
export function answerSettings(relay: ScriptedRelay, now: number): void {
  const answers: Record<string, unknown> = {
    'GET /channels': { channels: [{ channel: number, settings: defaultChannelSettings }] },
    'GET /settings/synchronisation': { ...defaultSynchronisation, withoutOnecAfterMinutes: 30 },
    'GET /employees': { employees: employees(now), onecDecides: false, sources: [] },
    'GET /groups': { groups: [{ id: groupId, name: 'Склад', members: [boris.id, vera.id] }] },
    'GET /settings/inbox': {
      ...defaultInboxSettings,
      automaticTexts: { ...texts, greeting: { ...texts.greeting, enabled: true } },
      routing: [
        { words: ['счёт', 'оплата', 'акт сверки'], channels: [], target: { to: 'employee', employeeId: orlov.id } },
        { words: ['брак', 'возврат'], channels: [channelId], target: { to: 'group', groupId } },
        { words: [], channels: [], target: { to: 'responsible' } },
      ],
    },
    'GET /audit': { entries: audit(now), more: true },
    'GET /bases': { bases: [base(now)] },
    'GET /templates': { templates: templates() },
    'GET /quick-replies': { quickReplies: quickReplies() },
  }
  for (const [request, json] of Object.entries(answers)) relay.answer(request, () => ({ json }))
}

const employees = (now: number) => [
  { employee: maria, signedInAt: now - 5 * minute },
  { employee: orlov, signedInAt: now - 26 * 60 * minute },
  { employee: kotova },
]

const did: [AuditAction, string?][] = [
  ['signedIn'],
  ['conversationRead', 'Анна Петрова'],
  ['handedOver', 'Анна Петрова'],
  ['searched'],
  ['employeeInvited', 'Вера Котова'],
  ['settingsChanged', 'inbox'],
  ['baseLinked', 'Управление торговлей'],
  ['pairingStarted', 'Отдел продаж'],
]
const audit = (now: number) =>
  did.map(([action, subject], place) => ({
    number: 100 - place,
    at: now - place * 37 * minute,
    action,
    employeeId: maria.id,
    employeeName: place % 3 === 1 ? orlov.name : maria.name,
    ...(subject === undefined ? {} : { subject }),
  }))

export const base = (now: number) => ({
  ...{ id: baseId, name: 'Управление торговлей', cursor: 1, lastExchangeAt: now - 4000, waitingEvents: 0 },
  ...{ channels: null, webAddress: 'https://1c.example.ru/trade', preferResponsible: true, signed: false },
  ...{ employees: 3, templates: 2, rejected: 0 },
})

const templates = () => [
  { baseId, id: 't1', name: 'Реквизиты', text: 'Наши реквизиты: ИНН 7701234567', fields: [] },
  {
    baseId,
    id: 't2',
    name: 'Отгрузка',
    text: 'Здравствуйте, {client.name}! Отгружаем завтра.',
    fields: ['{client.name}'],
  },
  { baseId, id: 't3', name: 'Заказ готов', text: 'Заказ {order.number} готов, ждём вас.', fields: ['{order.number}'] },
]

const quickReplies = () =>
  [
    ['Часы работы', 'Мы работаем с понедельника по пятницу, с 9 до 18.'],
    ['Самовывоз', 'Склад: Садовая, 12, ворота 3. Возьмите, пожалуйста, доверенность и паспорт.'],
  ].map(([name, text], place) => ({ id: `00000000-0000-7000-8010-00000000000${place}`, name, text }))
