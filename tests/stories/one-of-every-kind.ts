import type { MessageFile } from '../../shared/message.ts'
import { anna, message as anyMessage, fileId, ivan, messageId } from '../extension/background/cast.ts'

type Change = Parameters<typeof anyMessage>[2]

const file = (number: number, change: Partial<MessageFile>): MessageFile => ({
  id: fileId(number),
  name: 'файл',
  mime: 'application/octet-stream',
  size: 48_213,
  sha256: 'ab'.repeat(32),
  state: 'ready',
  ...change,
})
const photo = { name: 'шильдик.jpg', mime: 'image/png', width: 1600, height: 900, thumbnail: true }

/** A conversation in which everything stands that a client or an employee can send, oldest first. */
export const everyKind = (now: number): ReturnType<typeof anyMessage>[] => {
  const minute = 60_000
  const lines: Change[] = [
    {
      text: 'Здравствуйте! *Срочно:* насос _ЦНС 38_ ~не тот~ на складе? Артикул ```48-213/Б```, https://shop.example/cns_38',
    },
    { kind: 'image', text: 'Вот шильдик', file: file(1, photo) },
    {
      kind: 'video',
      text: '',
      file: file(2, { name: 'шум.mp4', mime: 'video/mp4', width: 720, height: 1280 }),
      playback: { seconds: 14 },
    },
    {
      kind: 'gif',
      text: '',
      file: file(3, { name: 'g.mp4', mime: 'video/mp4', width: 480, height: 270, state: 'fetching' }),
    },
    {
      kind: 'voice',
      text: '',
      file: file(4, { name: 'голос.wav', mime: 'audio/wav' }),
      playback: { seconds: 47, waveform: Array.from({ length: 64 }, (_each, place) => (place * 37) % 101) },
    },
    {
      kind: 'audio',
      text: '',
      file: file(5, { name: 'Планёрка в среду.mp3', mime: 'audio/mpeg' }),
      playback: { seconds: 3720 },
    },
    { kind: 'document', text: 'Заявка', file: file(6, { name: 'Заявка на поставку № 1284 от 12 ноября.xlsx' }) },
    { kind: 'sticker', text: '', file: file(1, { ...photo, width: 512, height: 512 }) },
    {
      kind: 'location',
      text: '',
      location: { latitude: 55.7558, longitude: 37.6178, name: 'Склад', address: 'Москва, ул. Складочная, 1' },
    },
    {
      kind: 'location',
      text: '',
      location: { latitude: 55.76, longitude: 37.62, live: { movedAt: now - minute, until: now + 30 * minute } },
    },
    {
      kind: 'contacts',
      text: '',
      contacts: [
        { name: 'Пётр Кладовщиков', organization: 'ООО «Ромашка»', phones: ['+7 916 000-11-22', '8 (495) 123-45-67'] },
        { name: 'Без номера', phones: [] },
      ],
    },
    {
      kind: 'poll',
      text: '',
      poll: {
        question: 'Когда удобна доставка?',
        multiple: false,
        options: [
          { text: 'Утром', votes: 2 },
          { text: 'Вечером', votes: 1 },
          { text: 'В выходные', votes: 0 },
        ],
      },
    },
    { kind: 'call', text: '', call: { video: false, outcome: 'missed' } },
    { kind: 'call', text: '', call: { video: false, outcome: 'onPhone', seconds: 184 } },
    { kind: 'viewOnce', text: '' },
    { kind: 'pending', text: '' },
    { kind: 'unsupported', text: '', rawKind: 'orderMessage' },
    { kind: 'document', text: '', file: file(7, { name: 'старое.pdf', state: 'gone', trouble: 'expired' }) },
    {
      kind: 'video',
      text: '',
      file: file(8, { name: 'фильм.mp4', size: 214_000_000, state: 'gone', trouble: 'tooLarge' }),
    },
    {
      text: 'Переслал от поставщика',
      forwarded: true,
      reactions: [
        { emoji: '👍', fromUs: true, at: now },
        { emoji: '🙏', fromUs: false, at: now },
      ],
    },
    {
      text: 'Отгрузите в четверг',
      edited: { at: now - 2 * minute, earlier: [{ text: 'Отгрузите в среду', at: now - 6 * minute }] },
    },
    { text: 'Это было лишнее', deleted: { at: now, fromUs: false } },
    {
      origin: 'employee',
      text: 'Да, завтра до обеда',
      quotedMessageId: messageId(1),
      stages: [{ stage: 'read', at: now - minute }],
    },
    {
      origin: 'employee',
      text: 'Счёт во вложении',
      hold: { reason: 'pacing', until: now + 8_000 },
      stages: [{ stage: 'approved', at: now }],
    },
    { origin: 'employee', authorId: anna.id, text: 'Уже отправили', stages: [{ stage: 'sent', at: now }] },
    { origin: 'employee', text: 'Фото склада', stages: [{ stage: 'sending', at: now }] },
    {
      origin: 'employee',
      text: 'Первое сообщение',
      stages: [{ stage: 'failed', at: now, reason: 'restrictedByWhatsApp' }],
    },
  ]
  return lines.map((change, place) =>
    anyMessage(ivan, place + 1, { at: now - (lines.length - place) * minute, text: '', ...change }),
  )
}
