import * as v from 'valibot'
import { type Conversation, conversationSchema } from '../../../shared/conversation.ts'
import { baseIdSchema } from '../../../shared/ids.ts'
import { channelId, conversationId, messageId } from '../../extension/background/cast.ts'
import { groupId } from '../../extension/background/office.ts'
import { maria, orlov } from './people.ts'

export const baseId = v.parse(baseIdSchema, '00000000-0000-7000-8009-000000000001')
const minute = 60_000
const day = 24 * 60 * minute

type Change = Partial<Omit<Conversation, 'lastMessage'>> & { last?: Partial<NonNullable<Conversation['lastMessage']>> }

const mine = { state: 'inWork', ownerId: maria.id } as const
const his = { state: 'inWork', ownerId: orlov.id } as const
const longName = 'Общество с ограниченной ответственностью «Северо-Западная строительная компания»'
const longWords = 'Счёт пришлите, пожалуйста, вместе с доставкой до склада на Садовой, 12'

/** A little of everything that a list can hold: who, what he calls himself in WhatsApp where 1C knows him, what was said last, how many minutes ago, and how it stands. */
const chats = (now: number): [string, string, string, number, Change][] => [
  ['ООО «Ромашка»', 'Анна Петрова', 'Когда будет отгрузка?', 2, { ...mine, unread: 2 }],
  ['Иван Смирнов', '', longWords, 17, { ...mine, unread: 1 }],
  [longName, '', '', 34, { ...mine, unread: 12, last: { kind: 'document', fileName: 'Акт сверки за октябрь.pdf' } }],
  ['Олег', '', 'Отгрузили, документы у водителя', 50, { ...mine, last: { origin: 'employee', stage: 'read' } }],
  ['ИП Кузнецова М. А.', 'Мария', 'Скидка 10 %', 75, { ...mine, last: { origin: 'onec', stage: 'rejected' } }],
  ['Склад на Садовой', '', '', 130, { ...mine, last: { kind: 'voice' } }],
  ['', '', 'Здравствуйте! Есть кирпич М150?', 1, { state: 'queued', unread: 1 }],
  ['Пётр Ильин', '', 'Можно самовывоз?', 6, { state: 'queued', unread: 3, groupId }],
  ['Дарья', '', 'Нужен договор на подпись', 41, { state: 'queued', unread: 1, escalation: 'supervisors' }],
  ['Стройбаза', 'Алексей Громов', 'Спасибо!', 90, his],
  ['Инна', '', 'Брак', 240, { ...his, observers: [maria.id], unread: 4, last: { kind: 'image' } }],
  ['Юрий Белов', '', 'Всё получил', 4400, { state: 'closed', ownerId: maria.id, closedAt: now - 2 * day }],
  ['Кафе «Уют»', '', 'До встречи!', 13_000, { state: 'closed', ownerId: orlov.id, closedAt: now - 8 * day }],
]

export const conversations = (now: number): Conversation[] =>
  chats(now).map(([name, whatsappName, text, minutesAgo, { last, ...change }], place) => {
    const at = now - minutesAgo * minute
    const card = { baseId, ref: `К:${place}`, name, kind: 'counterparty', url: 'e1cib/data/К?ref=1' }
    return v.parse(conversationSchema, {
      id: conversationId(place + 1),
      channelId,
      contact: {
        id: `00000000-0000-7000-8002-${String(place).padStart(12, '0')}`,
        name,
        phone: `+7916${1_234_567 + place * 1_111}`,
        ...(whatsappName === '' ? {} : { whatsappName, clients: [{ ...card, responsibleId: maria.id }] }),
      },
      unread: 0,
      lastMessage: { id: messageId(900 + place), origin: 'client', kind: 'text', text, ...last },
      lastMessageAt: at,
      ...(change.unread === undefined ? {} : { waitingSince: at }),
      revision: 1,
      ...change,
    })
  })
