import { expect, it, vi } from 'vitest'
import type { Asked } from '../../../extension/background/inbox-service.ts'
import { createFoundState } from '../../../extension/search/create-found-state.ts'
import type { SearchPage } from '../../../shared/search.ts'

const empty: SearchPage = { conversations: [], messages: [] }

/** A pause in typing comes when the test says so. */
function typing(search: (query: string, page?: string) => Promise<Asked<SearchPage>>) {
  let ring: (() => void) | undefined
  const later = (call: () => void) => {
    ring = call
    return () => {
      if (ring === call) ring = undefined
    }
  }
  return { found: createFoundState({ search, later }), pause: () => ring?.() }
}

it('the relay is asked once, when somebody pauses', async () => {
  const search = vi.fn(async () => ({ ok: true, value: empty }) as const)
  const { found, pause } = typing(search)
  for (const query of ['сч', 'счё', 'счёт']) found.ask(query)
  expect(search).not.toHaveBeenCalled()
  pause()
  await expect.poll(() => found.finding.value).toBe('found')
  expect(search.mock.calls).toEqual([['счёт']])
})

it('one letter asks nobody', () => {
  const search = vi.fn(async () => ({ ok: true, value: empty }) as const)
  const { found, pause } = typing(search)
  found.ask('с')
  pause()
  expect(search).not.toHaveBeenCalled()
  expect(found.finding.value).toBe('nothingAsked')
})

it('an answer to what was asked before is not taken', async () => {
  const answers: ((answer: Asked<SearchPage>) => void)[] = []
  const { found, pause } = typing(() => new Promise((resolve) => answers.push(resolve)))
  found.ask('старое')
  pause()
  found.ask('новое')
  pause()
  answers[0]?.({ ok: true, value: { ...empty, nextPage: '1' } })
  await Promise.resolve()
  expect(found.finding.value).toBe('finding')
  expect(found.hasMore.value).toBe(false)
  answers[1]?.({ ok: true, value: empty })
  await expect.poll(() => found.finding.value).toBe('found')
})

it('without the relay it says why, and shows nothing of the query before', async () => {
  const { found, pause } = typing(async () => ({ ok: false, code: 'unreachable', message: 'no relay' }))
  found.ask('счёт')
  pause()
  await expect.poll(() => found.finding.value).toBe('unreachable')
  expect(found.messages.value).toEqual([])
})
