import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseMessagesText } from '@wxt-dev/i18n/build'
import { vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Language } from '../../../extension/design/language.ts'

/** The messages of a language by their keys, as the browser would have them. */
export function messagesOf(language: Language): Map<string, string> {
  const parsed = parseMessagesText(readFileSync(resolve('extension/locales', `${language}.yml`), 'utf8'), 'YAML')
  return new Map(parsed.flatMap((message) => ('message' in message ? [[message.key.join('_'), message.message]] : [])))
}

/** Makes the browser of the test speak a language, with the very texts that people will read. */
export function speak(language: Language): void {
  const messages = messagesOf(language)
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key: string, given?: string | string[]) =>
    (messages.get(key) ?? '').replace(/\$(\d)/g, (_all, place: string) => given?.[Number(place) - 1] ?? ''),
  )
}
