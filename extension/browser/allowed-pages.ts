import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { originPattern } from './match-pattern.ts'

/** Where the user lets the extension stand in pages: nowhere until he has said so in the settings. */
export interface AllowedPages {
  /** Web clients of 1C, by the base's address. */
  onec: string[]
  /** The relay whose links `/open?phone=…` open the conversation in this browser. */
  relay?: string | undefined
}

const key = 'allowedPages'
const storedSchema = v.fallback(
  v.object({ [key]: v.optional(v.object({ onec: v.array(v.string()), relay: v.optional(v.string()) })) }),
  {},
)

/** What was allowed here, and is still permitted: the permission can be taken away in the browser's own settings too. */
export async function allowedPages(): Promise<AllowedPages> {
  const { onec, relay } = await readChosen()
  const permitted = await Promise.all(onec.map(isPermitted))
  return {
    onec: onec.filter((_address, index) => permitted[index]),
    ...(relay !== undefined && (await isPermitted(relay)) ? { relay } : {}),
  }
}

export type PageKind = keyof AllowedPages

/** What the settings page needs. */
export interface PagesDoor {
  read(): Promise<AllowedPages>
  /** Asks the user by the browser's own question; to be called right in a click. @returns whether he has agreed */
  allow(kind: PageKind, address: string): Promise<boolean>
  withdraw(kind: PageKind, address: string): Promise<void>
  onChange(changed: () => void): void
}

export const pagesDoor: PagesDoor = {
  read: allowedPages,
  allow,
  withdraw,
  onChange: onAllowedPagesChanged,
}

async function allow(kind: PageKind, address: string): Promise<boolean> {
  const pattern = originPattern(address)
  // Nothing may be waited for before the question: it would not be in the click any more.
  if (pattern === undefined || !(await browser.permissions.request({ origins: [pattern] }))) return false
  const chosen = await readChosen()
  await save(
    kind === 'relay' ? { ...chosen, relay: address } : { ...chosen, onec: [...new Set([...chosen.onec, address])] },
  )
  return true
}

/** The permission goes too, unless another address of the same host needs it. */
async function withdraw(kind: PageKind, address: string): Promise<void> {
  const { onec, relay } = await readChosen()
  const left: AllowedPages =
    kind === 'relay'
      ? { onec }
      : { onec: onec.filter((other) => other !== address), ...(relay === undefined ? {} : { relay }) }
  await save(left)
  const pattern = originPattern(address)
  const isNeeded = [...left.onec, left.relay ?? ''].some((other) => originPattern(other) === pattern)
  if (pattern !== undefined && !isNeeded) await browser.permissions.remove({ origins: [pattern] })
}

/** In the settings, by the browser's own means, or in another window. */
export function onAllowedPagesChanged(changed: () => void): void {
  browser.storage.local.onChanged.addListener((changes) => {
    if (key in changes) changed()
  })
  browser.permissions.onAdded.addListener(changed)
  browser.permissions.onRemoved.addListener(changed)
}

async function readChosen(): Promise<AllowedPages> {
  const stored = v.parse(storedSchema, await browser.storage.local.get(key))
  return stored[key] ?? { onec: [] }
}

const save = (pages: AllowedPages): Promise<void> => browser.storage.local.set({ [key]: pages })

const isPermitted = async (address: string): Promise<boolean> => {
  const pattern = originPattern(address)
  return pattern !== undefined && (await browser.permissions.contains({ origins: [pattern] }))
}
