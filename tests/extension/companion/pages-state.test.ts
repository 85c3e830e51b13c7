import { signal } from '@preact/signals'
import * as v from 'valibot'
import { describe, expect, test, vi } from 'vitest'
import type { AllowedPages, PagesDoor } from '../../../extension/browser/allowed-pages.ts'
import { createPagesState, pageLines } from '../../../extension/employee-settings/create-pages-state.ts'
import { baseIdSchema } from '../../../shared/ids.ts'

const id = v.parse(baseIdSchema, '00000000-0000-7000-8000-0000000000ba')
const bases = [{ id, name: 'Торговля', webAddress: 'https://1c.example.ru/trade/ru_RU/' }]

describe('the addresses where 1C is open', () => {
  test('are those that the bases name, those added here, and the relay’s own page', () => {
    const allowed = { onec: ['https://1c.example.ru/trade', 'http://srv/buh'] }
    expect(pageLines(bases, 'https://relay.example', allowed)).toEqual([
      { kind: 'onec', address: 'https://1c.example.ru/trade', base: 'Торговля', allowed: true },
      { kind: 'onec', address: 'http://srv/buh', allowed: true },
      { kind: 'relay', address: 'https://relay.example', allowed: false },
    ])
  })

  test('a base that is published nowhere has none; another relay’s permission is not this one’s', () => {
    const allowed = { onec: [], relay: 'https://old.example' }
    expect(pageLines([{ id, name: 'Зарплата' }], undefined, allowed)).toEqual([])
    expect(pageLines([], 'https://relay.example', allowed)).toMatchObject([{ allowed: false }])
  })
})

describe('an address that was typed', () => {
  const open = (agrees: boolean) => {
    let pages: AllowedPages = { onec: [] }
    const door: PagesDoor = {
      read: async () => pages,
      allow: vi.fn(async (_kind, address) => {
        if (agrees) pages = { onec: [address] }
        return agrees
      }),
      withdraw: async () => undefined,
      onChange: () => undefined,
    }
    return { door, state: createPagesState({ door, onec: signal(undefined), relay: signal(undefined) }) }
  }

  test('is asked for in the click itself, and allowed when the user agrees', async () => {
    const { door, state } = open(true)
    state.typed.value = ' https://1c.example.ru/trade/ '
    const allowing = state.allowTyped()
    // The browser asks only in the very turn of the click.
    expect(door.allow).toHaveBeenCalledExactlyOnceWith('onec', 'https://1c.example.ru/trade')
    await allowing
    expect(state.lines.value).toMatchObject([{ address: 'https://1c.example.ru/trade', allowed: true }])
    expect(state.typed.value).toBe('')
  })

  test('stays typed, and it is said, when he does not', async () => {
    const { state } = open(false)
    state.typed.value = 'https://1c.example.ru/trade'
    await state.allowTyped()
    expect(state.declined.value).toBe('https://1c.example.ru/trade')
    expect(state.typed.value).toBe('https://1c.example.ru/trade')
    expect(state.lines.value).toEqual([])
  })

  test('is not asked for when it is no address', async () => {
    const { door, state } = open(true)
    state.typed.value = 'моя 1С'
    await state.allowTyped()
    expect(state.typedIsWrong.value).toBe(true)
    expect(door.allow).not.toHaveBeenCalled()
  })
})
