import { setTimeout } from 'node:timers/promises'
import * as v from 'valibot'
import type { OwnQuestions } from './own-questions.ts'

const realmsSchema = v.object({
  realms: v.array(
    v.looseObject({ realm: v.string(), origin: v.optional(v.string()), sandbox: v.optional(v.string()) }),
  ),
})

type Tell = (method: string, params: object) => void

/**
 * What Firefox keeps to itself about pages of an extension (it watches them only once somebody has asked for something there), and partly of empty ones: where scripts can
 * run, that a page has loaded, that it has gone. Asked for here, and told to Playwright as if Firefox had.
 */
export class PagesBetween {
  /** Where scripts run in each page, by page; the last one told of. */
  readonly #realms = new Map<string, string>()
  readonly #told = new Set<string>()
  readonly #gone = new Set<string>()
  /** How often each page has gone somewhere. */
  readonly #places = new Map<string, number>()

  constructor(
    private readonly own: OwnQuestions,
    private readonly tell: Tell,
  ) {}

  /** Whether Playwright has not heard of it yet. */
  noteRealm(realm: string, page: string): boolean {
    if (this.#told.has(realm) || this.#gone.has(realm)) return false
    this.#told.add(realm)
    this.#realms.set(page, realm)
    return true
  }

  async realmGone(realm: string): Promise<void> {
    this.#gone.add(realm)
    const page = [...this.#realms].find(([, last]) => last === realm)?.[0]
    if (page === undefined) return
    this.#realms.delete(page)
    const { error } = await this.own.ask('browsingContext.getTree', { root: page, maxDepth: 0 })
    if (error === 'no such frame') this.tellGone(page)
  }

  tellGone(page: string): void {
    this.tell('browsingContext.contextDestroyed', { context: page, children: [] })
  }

  /** A page has come to another address. */
  async committed(page: string, url: string): Promise<void> {
    const place = (this.#places.get(page) ?? 0) + 1
    this.#places.set(page, place)
    const origin = originOf(url)
    while (this.#places.get(page) === place) {
      const { result, error } = await this.own.ask('script.getRealms', { context: page, type: 'window' })
      if (error === 'no such frame') return
      // While the page changes from one process to another Firefox may answer with some other error.
      const known = v.safeParse(realmsSchema, result)
      const realms = known.success ? known.output.realms : []
      const own = realms.filter(({ sandbox }) => sandbox === undefined)
      for (const each of own) if (this.noteRealm(each.realm, page)) this.tell('script.realmCreated', each)
      if (own.some((each) => origin === undefined || each.origin === origin)) break
      await setTimeout(20)
    }
    if (!/^https?:/.test(url)) await this.#tellOfLoad(page, url)
  }

  async #tellOfLoad(page: string, url: string): Promise<void> {
    const place = this.#places.get(page)
    const { type } = await this.own.ask('script.evaluate', {
      expression: "document.readyState === 'complete' || new Promise((done) => addEventListener('load', done))",
      target: { context: page },
      awaitPromise: true,
      resultOwnership: 'none',
      serializationOptions: { maxObjectDepth: 0, maxDomDepth: 0 },
    })
    if (type !== 'success' || this.#places.get(page) !== place) return
    const params = { context: page, navigation: null, timestamp: Date.now(), url }
    this.tell('browsingContext.domContentLoaded', params)
    this.tell('browsingContext.load', params)
  }
}

/** Of a page of an extension: before it Firefox may show an empty one. */
const originOf = (url: string): string | undefined => /^moz-extension:\/\/[^/]+/.exec(url)?.[0]
