import type * as v from 'valibot'
import { type Browser, engine } from './browser.ts'
import { UnattendedFirefox } from './firefox/unattended-firefox.ts'
import { PlainChromium } from './plain-chromium.ts'

/** A browser as people run it: nothing that watches keeps the extension's background awake. */
export interface UnattendedBrowser {
  /** Runs in a page of the extension. */
  evaluate<Schema extends v.GenericSchema>(schema: Schema, expression: string): Promise<v.InferOutput<Schema>>
  badge(): Promise<string>
  title(): Promise<string>
  notifications(): Promise<string[]>
  clearNotifications(): Promise<void>
  /** The background ends, and whatever it kept in its memory is gone. */
  endBackground(): Promise<void>
  close(): Promise<void>
}

/** @param used in which the extension has been used before, and which is closed */
export const openUnattended = (used: Browser): Promise<UnattendedBrowser> =>
  engine === 'firefox' ? UnattendedFirefox.open(used) : PlainChromium.open(used)
