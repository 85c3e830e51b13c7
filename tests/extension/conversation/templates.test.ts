import 'fake-indexeddb/auto'
import { computed, signal } from '@preact/signals'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { whyNotSent } from '../../../extension/conversation/send-reply.ts'
import {
  createTemplatesState,
  type TemplatesState,
} from '../../../extension/conversation/templates/create-templates-state.ts'
import {
  fillTemplate,
  type TemplateSubject,
  unfilledIn,
} from '../../../extension/conversation/templates/fill-template.ts'
import { findTemplates, templatesFor } from '../../../extension/conversation/templates/find-templates.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { createQuickRepliesState } from '../../../extension/quick-replies/create-quick-replies-state.ts'
import { type ClientCard, clientCardSchema } from '../../../shared/client.ts'
import { channelIdSchema, createNewId } from '../../../shared/ids.ts'
import type { OnecStatus } from '../../../shared/onec-status.ts'
import { phoneNumberSchema } from '../../../shared/phone-number.ts'
import { type Template, templateSchema } from '../../../shared/template.ts'
import { anna, channelId, conversation, ivan } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'
import { openForms } from './composer-inputs.ts'

const baseId = '00000000-0000-7000-8007-000000000001'
const otherBase = '00000000-0000-7000-8007-000000000002'
const template = (name: string, text: string, fields: string[] = [], base = baseId): Template =>
  v.parse(templateSchema, { baseId: base, id: name, name, text, fields })
const card: ClientCard = v.parse(clientCardSchema, { baseId, ref: 'К:1', name: 'ООО «Ромашка»', kind: 'counterparty' })
const phone = v.parse(phoneNumberSchema, '+79161234567')
const subject: TemplateSubject = { contact: { phone, clients: [card] }, employeeName: 'Анна', date: '22.11.2026' }
const nameOf = (place: string) => ({ 'client.name': 'имя клиента' })[place] ?? place

describe('a template is filled in', () => {
  const fill = (text: string, fields: string[] = [], from = subject) =>
    fillTemplate(template('t', text, fields), from, nameOf)

  test('from the client’s card, his phone, the employee and the day', () => {
    expect(fill('{client.name}, {client.phone}. {employee.name}, {date}')).toBe(
      'ООО «Ромашка», +7 916 123-45-67. Анна, 22.11.2026',
    )
  })

  test('and what cannot be filled in is seen: no card, several cards, a place that only 1C knows', () => {
    const nobody = { ...subject, contact: { phone } }
    expect(fill('Здравствуйте, {client.name}!', [], nobody)).toBe('Здравствуйте, {имя клиента?}!')
    const several = { ...subject, contact: { phone, clients: [card, { ...card, ref: 'К:2' }] } }
    expect(fill('{client.name}', [], several)).toBe('{имя клиента?}')
    const chosen = {
      ...subject,
      contact: { phone, clients: [card, { ...card, ref: 'К:2', name: 'ИП', chosen: true as const }] },
    }
    expect(fill('{client.name}', [], chosen)).toBe('ИП')
    expect(fill('Заказ {order.number}', ['{order.number}'])).toBe('Заказ {order.number?}')
  })

  test('but braces that are no places stay as they are', () => {
    expect(fill('код {42} и {}')).toBe('код {42} и {}')
  })

  test('and does not leave while a place is open', () => {
    expect(unfilledIn('Заказ {номер?} и {номер?}, {дата?}')).toEqual({ first: 6, marks: ['{номер?}', '{дата?}'] })
    expect(whyNotSent('Заказ {номер?} готов', [])).toBe('unfilled')
    expect(unfilledIn('Заказ № 7 {готов}?')).toBeUndefined()
    expect(whyNotSent('Заказ № 7 {готов}?', [])).toBeUndefined()
  })
})

describe('templates are found', () => {
  const hello = template('Приветствие', 'Добрый день')
  const bye = template('Прощание', 'Всего доброго, приветы всем')
  const ready = template('Заказ готов', 'Ждём вас', [], otherBase)

  test('by words of name and text, the name first, е for ё', () => {
    expect(findTemplates([bye, hello], 'прив').map(({ name }) => name)).toEqual(['Приветствие', 'Прощание'])
    expect(findTemplates([hello, bye, ready], 'ждем').map(({ name }) => name)).toEqual(['Заказ готов'])
    expect(findTemplates([hello, bye], 'счёт')).toEqual([])
  })

  test('of the base that has this number, and of no other', () => {
    const onec = v.parse(v.any(), {
      bases: [
        { id: baseId, name: 'Торговля', channels: [channelId] },
        { id: otherBase, name: 'Другая', channels: [] },
      ],
    }) as OnecStatus
    expect(templatesFor([hello, ready], onec, channelId)).toMatchObject([{ name: hello.name, own: false }])
    const unknown = v.parse(channelIdSchema, '00000000-0000-7000-8004-000000000009')
    expect(templatesFor([hello, ready], onec, unknown)).toEqual([])
  })
})

describe('the list above the box', () => {
  const database = new InboxDatabase('templates')
  const text = signal('')
  let state: TemplatesState

  beforeEach(async () => {
    await database.open()
    text.value = ''
    const all = [template('Приветствие', 'Добрый день'), template('Прощание', 'Всего доброго')]
    await database.templates.bulkPut(all.map((each, position) => ({ ...each, position })))
    state = createTemplatesState({
      database,
      text,
      conversation: signal({ ...conversation(ivan), waitsForMe: 0 }),
      employee: signal(anna),
      onec: signal({ state: 'inTouch', replyRoute: 'direct', bases: [{ ...base(), channels: [channelId] }] }),
      type: async (typed) => {
        text.value = typed
      },
      append: async (more) => {
        text.value = text.value === '' ? more : `${text.value}\n${more}`
      },
      today: () => '22.11.2026',
      nameOf,
      quickReplies: createQuickRepliesState({
        ...{ database, inbox: quietInbox(), newId: createNewId(() => 0) },
        forms: openForms({ database, conversationId: ivan.id }),
      }),
    })
    await expect.poll(() => state.isThere.value).toBe(true)
  })
  afterEach(async () => {
    state.stop()
    await database.delete()
  })

  const base = () => ({ id: template('x', 'x').baseId, name: 'Торговля' })
  const names = computed(() => state.found.value?.map(({ name }) => name))

  test('opens by a slash at the beginning, and only there', () => {
    text.value = '/'
    expect(names.value).toEqual(['Приветствие', 'Прощание'])
    text.value = '/прощ'
    expect(names.value).toEqual(['Прощание'])
    text.value = 'и/или'
    expect(state.found.value).toBeUndefined()
  })

  test('is walked by the arrows, round and round; Enter takes what is marked', async () => {
    text.value = '/'
    expect(state.press('ArrowUp')).toBe(true)
    expect(state.marked.value).toBe(1)
    state.press('ArrowDown')
    expect(state.marked.value).toBe(0)
    state.press('Enter')
    await expect.poll(() => text.value).toBe('Добрый день')
    expect(state.found.value).toBeUndefined()
  })

  test('is left by Esc and comes back when one types on', () => {
    text.value = '/п'
    expect(state.press('Escape')).toBe(true)
    expect(state.found.value).toBeUndefined()
    expect(state.press('Enter')).toBe(false)
    text.value = '/пр'
    expect(names.value).toEqual(['Приветствие', 'Прощание'])
  })

  test('opened by its button it adds to what stands there already', async () => {
    text.value = 'Анна, '
    state.toggle()
    state.press('Enter')
    await expect.poll(() => text.value).toBe('Анна, \nДобрый день')
  })

  test('leaves Enter alone where nothing fits: a path with a slash can be sent', () => {
    text.value = '/usr/bin'
    expect(state.found.value).toEqual([])
    expect(state.press('Enter')).toBe(false)
  })
})
