import * as v from 'valibot'
import type { Store } from '../../relay/store/open.ts'
import {
  type ChannelId,
  contactIdSchema,
  conversationIdSchema,
  type EmployeeId,
  messageIdSchema,
} from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'

/** How many conversations the messages are spread over. */
export const conversations = 10_000
/** Who has the conversations: of a hundred one has one, another ten, the third the rest. */
export interface Owners {
  few: EmployeeId
  tenth: EmployeeId
  many: EmployeeId
}

const ownerOf = (n: number, { few, tenth, many }: Owners): EmployeeId =>
  n % 100 === 0 ? few : n % 10 === 5 ? tenth : many

const began = Date.parse('2025-11-16T08:00:00Z')
const apart = 30_000
const rowsPerStatement = 1_000
const wordsPerMessage = 10

const idText = (block: number, n: number) => `0190b3a0-0000-7000-${block}-${String(n).padStart(12, '0')}`
const conversationId = (n: number) => v.parse(conversationIdSchema, idText(8001, n))
const contactId = (n: number) => v.parse(contactIdSchema, idText(8000, n))

const names = ['Анна', 'Пётр', 'Мария', 'Иван', 'Ольга', 'Сергей', 'Елена', 'Дмитрий', 'Наталья', 'Алексей']
const families = [
  'Петрова',
  'Сидоров',
  'Ким',
  'Кузнецова',
  'Смирнов',
  'Волкова',
  'Зайцев',
  'Орлова',
  'Соколов',
  'Белова',
]

/** Words of a trading company, the most usual first; what follows them in the vocabulary is made of syllables. */
const usual =
  `здравствуйте счёт заказ доставка договор оплата товар склад отгрузка спасибо накладная цена скидка адрес телефон менеджер завтра сегодня когда пришлите
  подскажите пожалуйста документы акт сверка возврат брак замена упаковка машина водитель пропуск кирпич цемент доска лист труба кабель краска плитка`.split(
    /\s+/,
  )
const syllables = 'на до ре ко ст ла мо ри ве пе за от го бо ту си ка ле фи шу'.split(' ')

/** The same numbers each time. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return state / 0x7fffffff
  }
}

export function vocabularyOf(chance: () => number, size = 30_000): string[] {
  const made = Array.from({ length: size - usual.length }, () =>
    Array.from({ length: 2 + Math.floor(chance() * 3) }, () => syllables[Math.floor(chance() * syllables.length)]).join(
      '',
    ),
  )
  return [...usual, ...made]
}

/** Conversations, each in somebody's work, and messages whose words are as common and as rare as those of people are. */
export async function writeMessages(
  store: Store,
  rows: number,
  owners: Owners & { channelId: ChannelId; vocabulary: readonly string[] },
): Promise<void> {
  for (let start = 0; start < conversations; start += rowsPerStatement) await writeConversations(store, start, owners)
  const chance = seeded(2)
  const word = () => owners.vocabulary[Math.floor(owners.vocabulary.length ** chance()) - 1] ?? ''
  for (let start = 0; start < rows; start += rowsPerStatement) {
    const values = Array.from({ length: Math.min(rowsPerStatement, rows - start) }, (_, index) => ({
      id: v.parse(messageIdSchema, idText(8002, start + index)),
      conversation_id: conversationId(Math.floor(chance() * conversations)),
      channel_id: owners.channelId,
      kind: 'text' as const,
      origin: 'client' as const,
      at: began + (start + index) * apart,
      text: `${Array.from({ length: wordsPerMessage }, word).join(' ')} № ${start + index}`,
    }))
    await store.write(async (tx) => void (await tx.insertInto('messages').values(values).execute()))
  }
}

async function writeConversations(
  store: Store,
  start: number,
  owners: Owners & { channelId: ChannelId },
): Promise<void> {
  const numbers = Array.from({ length: rowsPerStatement }, (_, index) => start + index)
  const contacts = numbers.map((n) => ({
    id: contactId(n),
    phone: v.parse(phoneNumberSchema, `+7916${String(n).padStart(7, '0')}`),
    name: `${names[n % names.length]} ${families[Math.floor(n / names.length) % families.length]}`,
    created_at: began,
  }))
  const owned = numbers.map((n) => ({
    id: conversationId(n),
    channel_id: owners.channelId,
    contact_id: contactId(n),
    state: 'inWork' as const,
    owner_id: ownerOf(n, owners),
    seen_by: ` ${ownerOf(n, owners)} `,
    observers: '',
    unread: 0,
    last_message_at: began + n,
    revision: 0,
  }))
  await store.write(async (tx) => {
    await tx.insertInto('contacts').values(contacts).execute()
    await tx.insertInto('conversations').values(owned).execute()
  })
}
