import * as v from 'valibot'
import { browser } from 'wxt/browser'

/** By which key a message is sent: the other one begins a new line. */
export const sendKeys = ['enter', 'ctrlEnter'] as const
export type SendKey = (typeof sendKeys)[number]

const key = 'sendKey'
const storedSchema = v.fallback(v.object({ [key]: v.fallback(v.picklist(sendKeys), 'enter') }), { [key]: 'enter' })

/** Where the choice is kept: this browser's own. */
export interface SendKeyDoor {
  read(): Promise<SendKey>
  save(chosen: SendKey): Promise<void>
  /** @returns what ends the listening. */
  onChange(listener: (chosen: SendKey) => void): () => void
}

export const sendKeyDoor: SendKeyDoor = {
  read: async () => v.parse(storedSchema, await browser.storage.local.get(key))[key],
  save: (chosen) => browser.storage.local.set({ [key]: chosen }),
  onChange(listener) {
    const changed = (changes: Record<string, { newValue?: unknown }>) => {
      if (key in changes) listener(v.parse(storedSchema, { [key]: changes[key]?.newValue })[key])
    }
    browser.storage.local.onChanged.addListener(changed)
    return () => browser.storage.local.onChanged.removeListener(changed)
  },
}
