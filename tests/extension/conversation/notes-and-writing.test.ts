import { expect, test } from 'vitest'
import { mentionsIn } from '../../../extension/conversation/kinds/note-mentions.ts'
import { jumpOf } from '../../../extension/conversation/kinds/playing.ts'
import { galleryOf, zoomed } from '../../../extension/conversation/media-viewer/gallery.ts'
import { isRepeatable, repeatOf } from '../../../extension/conversation/repeat-message.ts'
import { writersNow } from '../../../extension/conversation/writing-line.tsx'
import { createNewId } from '../../../shared/ids.ts'
import { anna, boris, fileId, ivan, message, messageId, morning } from '../background/cast.ts'

test('a colleague who is meant stands out, by the longest name that fits', () => {
  expect(mentionsIn('Смотри, @Анна Петрова, и @анна', ['Анна', 'Анна Петрова'])).toEqual([
    { text: 'Смотри, ' },
    { mention: '@Анна Петрова' },
    { text: ', и ' },
    { mention: '@анна' },
  ])
})

test('an address, a stranger and half a name mean nobody', () => {
  for (const text of ['anna@Анна.ru', '@Пётр', '@Аннабель', '@']) {
    expect(mentionsIn(text, ['Анна', ''])).toEqual([{ text }])
  }
})

test('a colleague is writing until it was not told again; oneself is not told', () => {
  const writing = [
    { conversationId: ivan.id, employeeId: anna.id, until: morning + 6_000 },
    { conversationId: ivan.id, employeeId: boris.id, until: morning + 6_000 },
  ]
  expect(writersNow(writing, morning, anna.id)).toEqual([boris.id])
  expect(writersNow(writing, morning + 6_000, anna.id)).toEqual([])
})

test('a voice message is walked by seconds with the keyboard', () => {
  expect([jumpOf('ArrowLeft'), jumpOf('PageUp'), jumpOf('Tab')]).toEqual([-5, 15, undefined])
})

test('the viewer leads through pictures and films that are there, and nothing else', () => {
  const file = { id: fileId(1), name: 'a.jpg', mime: 'image/jpeg', size: 1, sha256: '', state: 'ready' as const }
  const shown = [
    message(ivan, 1, { kind: 'image', file }),
    message(ivan, 2, { kind: 'image', file: { ...file, state: 'gone' } }),
    message(ivan, 3, { kind: 'document', file }),
    message(ivan, 4, { kind: 'video', file, text: 'Брак' }),
  ].map((each) => ({ kind: 'message' as const, message: each }))
  expect(galleryOf(shown).map(({ messageId: id }) => id)).toEqual([messageId(1), messageId(4)])
  expect([zoomed(1, 1), zoomed(4, 1), zoomed(1, -1)]).toEqual([1.5, 4, 1])
})

test('a poll, a place and a voice message leave once more as what they were', () => {
  const newId = createNewId(() => morning)
  const again = (change: Parameters<typeof message>[2], bytes?: Blob) =>
    repeatOf(message(ivan, 1, { origin: 'employee', text: '', ...change }), bytes, morning, newId)
  const options = [
    { text: 'Да', votes: 2 },
    { text: 'Нет', votes: 0 },
  ]
  expect(again({ kind: 'poll', poll: { question: 'Когда?', multiple: false, options } }).poll?.options).toEqual([
    'Да',
    'Нет',
  ])
  expect(
    again({ kind: 'location', location: { latitude: 1, longitude: 2, live: { movedAt: morning } } }).place,
  ).toEqual({ latitude: 1, longitude: 2 })
  const file = { id: fileId(1), name: 'v.ogg', mime: 'audio/ogg', size: 1, sha256: '', state: 'ready' as const }
  const voice = again({ kind: 'voice', file, playback: { seconds: 4, waveform: [1, 2] } }, new Blob(['x']))
  expect(voice).toMatchObject({ voice: { seconds: 4, waveform: [1, 2] }, file: { name: 'v.ogg' } })
  expect(voice.file?.id).not.toBe(fileId(1))
})

test('what is not here any more cannot be sent once more', () => {
  const file = { id: fileId(1), name: 'a.jpg', mime: 'image/jpeg', size: 1, sha256: '', state: 'gone' as const }
  expect(isRepeatable(message(ivan, 1, { kind: 'image', file, text: '' }))).toBe(false)
  expect(isRepeatable(message(ivan, 1))).toBe(true)
})
