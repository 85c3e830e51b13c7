import { type Browser, browser } from 'wxt/browser'
import type { CompanionFace, CompanionNews } from '../companion/companion-messages.ts'
import { firstHeight } from '../companion/where-it-stands.ts'
import { allowedPages } from './allowed-pages.ts'
import { companionLine } from './companion-line.ts'
import { isOfBase } from './onec-address.ts'

type Port = Browser.runtime.Port

/** The background's end of the lines to the companions in 1C's windows: tells each what to show, and sends away who stands where it is not allowed any more. */
export class Companions {
  readonly #ports = new Set<Port>()
  /** Undefined until the worker has read its store. */
  #face: CompanionFace | null | undefined

  readonly take = (port: Port): void => {
    if (port.name !== companionLine) return
    this.#ports.add(port)
    port.onDisconnect.addListener(() => this.#ports.delete(port))
    void this.#tell(port)
  }

  /** Null: nobody is signed in. */
  show(face: CompanionFace | null): void {
    this.#face = face
    this.tellAll()
  }

  /** After the face, the place or the permission has changed. */
  readonly tellAll = (): void => {
    for (const port of this.#ports) void this.#tell(port)
  }

  async moved(height: number): Promise<void> {
    await browser.storage.local.set({ [heightKey]: height })
    this.tellAll()
  }

  async #tell(port: Port): Promise<void> {
    const { onec } = await allowedPages()
    const page = port.sender?.url ?? ''
    const isAllowed = onec.some((address) => isOfBase(address, page))
    const height = await readHeight()
    if (!this.#ports.has(port) || (isAllowed && this.#face === undefined)) return
    const news: CompanionNews = isAllowed ? { face: this.#face ?? null, height } : { over: true }
    port.postMessage(news)
  }
}

const heightKey = 'companionHeight'

async function readHeight(): Promise<number> {
  const { [heightKey]: height } = await browser.storage.local.get(heightKey)
  return typeof height === 'number' ? height : firstHeight
}
