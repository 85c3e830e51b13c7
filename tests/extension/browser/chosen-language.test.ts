import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { languageDoor } from '../../../extension/browser/chosen-language.ts'
import { speak } from '../design/speak.ts'
import { fileOf, wordsOf } from '../design/words-of-file.ts'

const fetched = vi.fn<(address: string) => Promise<Response>>()

beforeEach(() => {
  fakeBrowser.reset()
  speak('ru')
  fetched
    .mockReset()
    .mockImplementation(async (address) => new Response(fileOf(address.includes('/en/') ? 'en' : 'ru')))
  vi.stubGlobal('fetch', fetched)
})
afterEach(() => vi.unstubAllGlobals())

describe('the language that was chosen', () => {
  test('is the browser’s until somebody chooses one, and again after he has taken it back', async () => {
    expect(await languageDoor.read()).toBe('browser')
    await languageDoor.save('en')
    expect(await languageDoor.read()).toBe('en')
    await languageDoor.save('browser')
    expect(await languageDoor.read()).toBe('browser')
    expect(await fakeBrowser.storage.local.get()).toEqual({})
  })

  test.each(['de', 7, null, { ru: true }])('is not %j, which nobody can choose', async (stored) => {
    await fakeBrowser.storage.local.set({ language: stored })
    expect(await languageDoor.read()).toBe('browser')
  })

  test('is told to whoever listens, and nothing else is', async () => {
    const heard: string[] = []
    languageDoor.onChange((chosen) => heard.push(chosen))
    await fakeBrowser.storage.local.set({ sendKey: 'enter' })
    await languageDoor.save('en')
    await languageDoor.save('browser')
    expect(heard).toEqual(['en', 'browser'])
  })
})

describe('its words', () => {
  test('come from the extension’s own files', async () => {
    expect(await languageDoor.words('en')).toEqual(wordsOf('en'))
  })

  test.each(['browser', 'ru'] as const)('are not fetched for «%s» where the browser speaks Russian', async (chosen) => {
    expect(await languageDoor.words(chosen)).toBeUndefined()
    expect(fetched).not.toHaveBeenCalled()
  })

  test('are only what the file says, and none where it says something else', async () => {
    fetched.mockResolvedValue(new Response('{"a":{"message":"A"},"b":{"message":1},"c":"C","d":null,"e":{}}'))
    expect(await languageDoor.words('en')).toEqual({ a: 'A', b: 1 })
    fetched.mockResolvedValue(new Response('null'))
    expect(await languageDoor.words('en')).toEqual({})
  })
})
