import type { Message } from '../../../shared/message.ts'
import { conversationId, fileId, message } from '../../extension/background/cast.ts'
import { maria, orlov } from './people.ts'

const minute = 60_000

/** What Anna and the office have said to one another: at the end, what a screen shows at once. */
export function talk(now: number): Message[] {
  const ago = (minutes: number) => now - minutes * minute
  const ours = { origin: 'employee', authorId: maria.id } as const
  const said: Partial<Message>[] = [
    { at: ago(26 * 60), text: 'Добрый день! Заказ № 1284 — когда ждать?' },
    {
      at: ago(26 * 60 - 4),
      ...ours,
      text: 'Здравствуйте, Анна! Собираем.',
      stages: [{ stage: 'read', at: ago(1500) }],
    },
    { at: ago(24), text: 'Одна коробка пришла мятой', kind: 'image', file: picture },
    {
      at: ago(20),
      ...{ kind: 'note', origin: 'employee', authorId: orlov.id },
      text: 'Нужна замена, я в отпуске до пятницы',
      note: { handedOver: { to: 'employee', employeeId: maria.id } },
    },
    {
      at: ago(12),
      ...ours,
      text: 'Заменим, новую привезёт тот же водитель.',
      stages: [
        { stage: 'accepted', at: ago(12) },
        { stage: 'collected', at: ago(12) + 3000 },
        { stage: 'approved', at: ago(12) + 4000 },
        { stage: 'sent', at: ago(12) + 5000 },
        { stage: 'read', at: ago(10) },
      ],
      reactions: [{ emoji: '❤', fromUs: false, at: ago(9) }],
    },
    {
      at: ago(8),
      ...ours,
      text: 'За ожидание сделаем скидку 20 %.',
      stages: [{ stage: 'rejected', at: ago(7), detail: 'Скидка больше 10 % — только с согласия руководителя' }],
    },
    {
      at: ago(6),
      ...{ kind: 'note', origin: 'employee', authorId: maria.id },
      text: '@Борис Орлов, согласуй скидку, пожалуйста',
      note: { mentions: [orlov.id] },
    },
    { at: ago(3), text: 'Спасибо!' },
    { at: ago(2), text: 'Когда будет отгрузка?' },
  ]
  return said.map((change, place) => message(anna, place + 1, change))
}
const anna = { id: conversationId(1), name: 'Анна Петрова', phone: '+79161234567' }

const picture: Message['file'] = {
  id: fileId(1),
  name: 'коробка.png',
  mime: 'image/png',
  size: 48_213,
  sha256: 'ab'.repeat(32),
  state: 'ready',
  width: 400,
  height: 225,
}
