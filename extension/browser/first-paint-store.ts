import { browser } from 'wxt/browser'
import type { FirstPaint } from '../inbox/first-paint.ts'

/**
 * Not in `localStorage`, which the worker cannot reach: whoever is signed out is so while no page is open, and nothing of his may be shown afterwards. It counts only
 * beside the very token with which it was made, and the token goes first.
 */
const key = 'firstPaint'

/** Another number whenever the shape changes: one of another version is not looked at. */
const form = 1

interface Kept {
  form: typeof form
  /** Enough of the token to know it again. */
  madeWith: string
  paint: FirstPaint
}

const markOf = (token: unknown): string | undefined => (typeof token === 'string' ? token.slice(0, 12) : undefined)

const isKept = (stored: unknown): stored is Kept =>
  typeof stored === 'object' && stored !== null && 'form' in stored && stored.form === form && 'madeWith' in stored

/** Undefined: nobody is signed in, or somebody else, or there was none yet. */
export async function readFirstPaint(): Promise<FirstPaint | undefined> {
  const stored = await browser.storage.local.get([key, 'token'])
  const kept: unknown = stored[key]
  return isKept(kept) && kept.madeWith === markOf(stored.token) ? kept.paint : undefined
}

export async function saveFirstPaint(paint: FirstPaint | undefined): Promise<void> {
  const madeWith = markOf((await browser.storage.local.get('token')).token)
  if (paint === undefined || madeWith === undefined) await browser.storage.local.remove(key)
  else await browser.storage.local.set({ [key]: { form, madeWith, paint } satisfies Kept })
}
