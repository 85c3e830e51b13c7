import { signal } from '@preact/signals'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Asked } from '../../../extension/background/inbox-service.ts'
import { createHandOverState } from '../../../extension/conversation/hand-over/create-hand-over-state.ts'
import { findTargets } from '../../../extension/conversation/hand-over/find-targets.ts'
import { notDoneSentence } from '../../../extension/conversation/not-done-sentence.ts'
import type { FormFields } from '../../../extension/database/form-row.ts'
import { anna, boris, ivan, messageId } from '../background/cast.ts'
import { groupId, office } from '../background/office.ts'
import { speak } from '../design/speak.ts'

beforeEach(() => speak('ru'))

const hers = { state: 'inWork' as const, ownerId: anna.id }
const names = (query: string, from: Parameters<typeof findTargets>[1] = hers) =>
  findTargets(office, from, anna.id, { query, queue: 'Общая очередь' }).map(({ name }) => name)

describe('whom a conversation can be handed over to', () => {
  test('colleagues who may answer, groups, and the queue', () => {
    expect(names('')).toEqual(['Борис', 'Склад', 'Общая очередь'])
  })

  test('not oneself, nor whoever may only read, nor where it is already', () => {
    expect(names('')).not.toContain('Анна')
    expect(names('')).not.toContain('Вера')
    expect(names('', { state: 'queued' })).not.toContain('Общая очередь')
    expect(names('', { state: 'queued', groupId })).toEqual(['Борис', 'Общая очередь'])
    expect(names('', { state: 'inWork', ownerId: boris.id })).not.toContain('Борис')
  })

  test('is found by the beginnings of words', () => {
    expect(names('бор')).toEqual(['Борис'])
    expect(names('оч об')).toEqual(['Общая очередь'])
    expect(names('рис')).toEqual([])
  })
})

describe('the form', () => {
  const answers: Asked<void>[] = []
  const handOver = vi.fn(async () => answers.shift() ?? { ok: true as const, value: undefined })
  const done = vi.fn()
  const fields = signal<FormFields>({})
  const write = async (change: FormFields) => {
    fields.value = { ...fields.value, ...change }
  }
  const open = () =>
    createHandOverState({
      conversationId: ivan.id,
      inbox: { handOver },
      noteId: messageId(1),
      find: (query) => findTargets(office, hers, anna.id, { query, queue: 'Общая очередь' }),
      fields: () => fields.value,
      write,
      done,
    })
  beforeEach(() => {
    vi.clearAllMocks()
    fields.value = {}
  })

  test('hands over to whom was chosen, with what was written', async () => {
    const state = open()
    state.search('ск')
    state.choose(state.found.value[0])
    state.say(' Нет на складе ')
    await state.send()
    expect(handOver).toHaveBeenCalledExactlyOnceWith(ivan.id, {
      id: messageId(1),
      target: { to: 'group', groupId },
      comment: 'Нет на складе',
    })
    expect(done).toHaveBeenCalledOnce()
  })

  test('does nothing while nobody is chosen; typing on takes the choice back', async () => {
    const state = open()
    await state.send()
    state.choose(state.found.value[0])
    state.search('Бори')
    await state.send()
    expect(handOver).not.toHaveBeenCalled()
  })

  test('is walked by the arrows, round and round', () => {
    const state = open()
    state.mark(-1)
    expect(state.marked.value).toBe(2)
    state.mark(1)
    expect(state.marked.value).toBe(0)
  })

  test('stays open and says why when the relay refuses', async () => {
    answers.push({ ok: false, code: 'takenByOther', message: 'taken', takenBy: 'Ольга' })
    const state = open()
    state.choose(state.found.value[0])
    await state.send()
    expect(done).not.toHaveBeenCalled()
    expect(state.notDone.value && notDoneSentence(state.notDone.value)).toBe('Этот чат уже ведёт Ольга.')
    expect(notDoneSentence({ code: 'notYours' })).toContain('старший')
  })
})
