import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { sortBySize } from '../../../extension/conversation/create-attachments.ts'
import { meansFiles } from '../../../extension/conversation/dropped-files.ts'
import { sends } from '../../../extension/conversation/enter-key.ts'
import { findColleagues, mentionBegun, mentionsIn } from '../../../extension/conversation/mentions/find-mentions.ts'
import { outboxRows } from '../../../extension/conversation/send-reply.ts'
import { whyNotWrite } from '../../../extension/conversation/why-not-write.ts'
import { choiceAsked } from '../../../extension/file-choice/choice-asked.ts'
import { moved, nameFor, withReply } from '../../../extension/quick-replies/quick-reply-order.ts'
import { colleagueSchema } from '../../../shared/events.ts'
import { createNewId } from '../../../shared/ids.ts'
import { quickRepliesSchema } from '../../../shared/inbox-commands.ts'
import { anna, boris, channel, channelId, conversation, ivan, morning, vera } from '../background/cast.ts'

const key = (change: object = {}) => ({
  ...{ key: 'Enter', isComposing: false, keyCode: 13, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
  ...change,
})

describe('Enter', () => {
  test('sends where Enter was chosen, and begins a line where Ctrl+Enter was', () => {
    expect(sends(key(), 'enter')).toBe(true)
    expect(sends(key(), 'ctrlEnter')).toBe(false)
    expect(sends(key({ ctrlKey: true }), 'ctrlEnter')).toBe(true)
    expect(sends(key({ metaKey: true }), 'ctrlEnter')).toBe(true)
  })

  test.each(['enter', 'ctrlEnter'] as const)('never sends with Shift, nor while a word is composed: %s', (chosen) => {
    expect(sends(key({ shiftKey: true, ctrlKey: true }), chosen)).toBe(false)
    expect(sends(key({ isComposing: true, ctrlKey: true }), chosen)).toBe(false)
    expect(sends(key({ keyCode: 229, ctrlKey: true }), chosen)).toBe(false)
    expect(sends(key({ key: 'a', ctrlKey: true }), chosen)).toBe(false)
  })
})

describe('what is pasted', () => {
  test('are files: a picture, files of a file manager', () => {
    expect(meansFiles({ text: '', files: ['image.png'] })).toBe(true)
    expect(meansFiles({ text: 'счёт.pdf\nфото.png', files: ['счёт.pdf', 'фото.png'] })).toBe(true)
    expect(meansFiles({ text: 'file:///home/anna/счёт.pdf', files: ['счёт.pdf'] })).toBe(true)
  })

  test('but words stay words, also where Excel adds a picture of them', () => {
    expect(meansFiles({ text: 'Завтра', files: [] })).toBe(false)
    expect(meansFiles({ text: 'Итого\t100', files: ['image.png'] })).toBe(false)
  })
})

describe('a colleague in a note', () => {
  const colleague = ({ id, name }: { id: string; name: string }) =>
    v.parse(colleagueSchema, { id, name, mayReply: true })
  const [annaOnly, annaPetrova, twin] = [
    colleague({ id: anna.id, name: 'Анна' }),
    colleague({ id: boris.id, name: 'Анна Петрова' }),
    colleague({ id: vera.id, name: 'Анна' }),
  ]

  test('is looked for after an @ at the beginning of a word, and not in an address', () => {
    expect(mentionBegun('Глянь, @Ан', 10)).toEqual({ from: 7, word: 'Ан' })
    expect(mentionBegun('@', 1)).toEqual({ from: 0, word: '' })
    expect(mentionBegun('anna@mail', 9)).toBeUndefined()
    expect(mentionBegun('@Анна ушла', 0)).toBeUndefined()
  })

  test('is found by any word of the name, and not any more once it stands there whole', () => {
    expect(findColleagues([annaOnly, annaPetrova], 'петр').map(({ name }) => name)).toEqual(['Анна Петрова'])
    expect(findColleagues([annaPetrova], 'Анна Петрова ')).toEqual([])
    expect(findColleagues([annaPetrova], 'Олег')).toEqual([])
  })

  test('is mentioned by the whole name, the longest first; of two Annas the chosen one', () => {
    expect(mentionsIn('@Анна Петрова, посмотри', [annaOnly, annaPetrova], [])).toEqual([boris.id])
    expect(mentionsIn('@Анна, посмотри', [annaOnly, annaPetrova], [])).toEqual([anna.id])
    expect(mentionsIn('@Анна, посмотри', [annaOnly, twin], [vera.id])).toEqual([vera.id])
    expect(mentionsIn('@Аннабель', [annaOnly], [anna.id])).toEqual([])
    expect(mentionsIn('Анна', [annaOnly], [anna.id])).toEqual([])
  })
})

describe('one may not write', () => {
  const here = { employee: anna, channels: [channel('online')] }
  const mine = conversation(ivan, { state: 'inWork', ownerId: anna.id })

  test('without the right, from a number that was removed, or in somebody else’s conversation', () => {
    expect(whyNotWrite(mine, { ...here, employee: vera })).toBe('noRight')
    expect(whyNotWrite(mine, { ...here, channels: [] })).toBe('numberRemoved')
    expect(whyNotWrite(conversation(ivan, { state: 'inWork', ownerId: boris.id }), here)).toBe('notYours')
  })

  test('but in the queue, in one’s own, in an observed one, and where nobody answers', () => {
    expect(whyNotWrite(conversation(ivan), here)).toBeUndefined()
    expect(whyNotWrite(mine, here)).toBeUndefined()
    const others = { state: 'inWork' as const, ownerId: boris.id }
    expect(whyNotWrite(conversation(ivan, { ...others, observers: [anna.id] }), here)).toBeUndefined()
    expect(whyNotWrite(conversation(ivan, { ...others, escalation: 'others' }), here)).toBeUndefined()
    expect(mine.channelId).toBe(channelId)
  })
})

test('the words of a note stand where a reply has none: whoever does not know of notes has nothing to send', () => {
  const typed = { conversationId: ivan.id, text: ' Посмотри ', files: [], typedAt: morning }
  const rows = outboxRows(
    { ...typed, note: { mentions: [anna.id] } },
    createNewId(() => morning),
  )
  expect(rows).toMatchObject([{ text: '', note: { text: 'Посмотри', mentions: [anna.id] } }])
  expect(
    outboxRows(
      typed,
      createNewId(() => morning),
    ),
  ).toMatchObject([{ text: 'Посмотри' }])
})

test('files that the relay would refuse are known before they go; of an older relay nobody knows', () => {
  const [small, large] = [{ size: 10 }, { size: 11 }]
  expect(sortBySize([large, small], 10)).toEqual([[small], [large]])
  expect(sortBySize([large], undefined)).toEqual([[large], []])
})

test('a window that asks for files knows for whom; a broken address asks for nobody', () => {
  expect(choiceAsked(`#/${ivan.id}/sticker`)).toEqual({ conversationId: ivan.id, sticker: true })
  expect(choiceAsked(`#/${ivan.id}/file`)).toEqual({ conversationId: ivan.id, sticker: false })
  expect(choiceAsked('#/чужое')).toBeUndefined()
})

describe('quick replies', () => {
  const id = (number: number) => `00000000-0000-7000-8009-00000000000${number}`
  const { quickReplies } = v.parse(quickRepliesSchema, {
    quickReplies: [1, 2, 3].map((number) => ({ id: id(number), name: `Ответ ${number}`, text: 'Да' })),
  })
  const names = (list: typeof quickReplies) => list.map(({ name }) => name)
  const second = quickReplies[1]?.id

  test('are moved up and down, and not out of the list', () => {
    if (second === undefined) throw new Error('there are three')
    expect(names(moved(quickReplies, second, -1))).toEqual(['Ответ 2', 'Ответ 1', 'Ответ 3'])
    expect(names(moved(moved(quickReplies, second, 1), second, 1))).toEqual(['Ответ 1', 'Ответ 3', 'Ответ 2'])
  })

  test('are changed in their place; a new one stands at the end', () => {
    const changed = quickReplies.map((reply) => ({ ...reply, name: `${reply.name}!` }))[1]
    if (changed === undefined) throw new Error('there are three')
    expect(names(withReply(quickReplies, changed))).toEqual(['Ответ 1', 'Ответ 2!', 'Ответ 3'])
    expect(names(withReply(quickReplies.slice(2), changed))).toEqual(['Ответ 3', 'Ответ 2!'])
  })

  test('are called by their first words until somebody names them', () => {
    expect(nameFor('Адрес\nЛенина, 1')).toBe('Адрес')
    expect(nameFor('Добрый день! Мы работаем с девяти до шести')).toBe('Добрый день! Мы работаем с девяти до…')
  })
})
