import { setTimeout } from 'node:timers/promises'
import * as v from 'valibot'
import type { WebSocket } from 'ws'
import { OwnQuestions } from './own-questions.ts'
import { PagesBetween } from './pages-between.ts'
import { showTheme, themeCommandSchema } from './theme-between.ts'
import { WindowsBetween } from './windows-between.ts'

const answerSchema = v.looseObject({
  id: v.number(),
  type: v.string(),
  error: v.optional(v.string()),
})
const eventSchema = v.looseObject({
  type: v.literal('event'),
  method: v.string(),
  params: v.looseObject({
    context: v.optional(v.nullable(v.string())),
    realm: v.optional(v.string()),
    sandbox: v.optional(v.string()),
    url: v.optional(v.string()),
  }),
})
const commandSchema = v.looseObject({
  id: v.number(),
  method: v.string(),
  params: v.optional(v.looseObject({ context: v.optional(v.nullable(v.string())) })),
})

/** What Firefox says of a window that was opened this moment, when much else is running: a little later it can be led anywhere. */
const notReady = 'NS_ERROR_NOT_AVAILABLE'

/** Where Playwright looks for elements: asked for once in each page, and not again when that was refused. */
const ownWorld = '"expression":"1 + 1"'
const mostTries = 100

/** How Playwright fills fields without a caret, such as those for numbers: what stood there before would stay. */
const addingToNumbers = 'inputElement.value += text'

/** What is changed on the way of one session. */
export class SessionBetween {
  readonly #wishes = new Set<number>()
  /** Commands that may come too early for a page, by their id. */
  readonly #early = new Map<number, { text: string; tries: number }>()
  /** Pages that are being closed, by the command's id. */
  readonly #closing = new Map<number, string>()
  readonly #own: OwnQuestions
  readonly #pages: PagesBetween
  readonly #windows = new WindowsBetween()
  /** Commands that make a page in a window of its own. */
  readonly #creating = new Set<number>()
  #isInstalled = false

  constructor(
    private readonly playwright: WebSocket,
    private readonly browser: WebSocket,
    private readonly extension: string,
  ) {
    this.#own = new OwnQuestions(browser)
    this.#pages = new PagesBetween(this.#own, (method, params) =>
      playwright.send(JSON.stringify({ type: 'event', method, params })),
    )
  }

  /** Takes what Playwright asks. @returns what Firefox is to hear of it, if anything */
  takeCommand(text: string): string | undefined {
    const message: unknown = JSON.parse(text)
    const { id, method, params } = v.parse(commandSchema, message)
    const theme = v.safeParse(themeCommandSchema, message)
    if (theme.success) {
      void showTheme(this.#own, theme.output).then(() => this.#fulfil(id))
      return undefined
    }
    if (method === 'browsingContext.navigate' || text.includes(ownWorld)) this.#early.set(id, { text, tries: 0 })
    if (method === 'browsingContext.close' && params?.context) this.#closing.set(id, params.context)
    if (method.startsWith('emulation.')) this.#wishes.add(id)
    if (method === 'browsingContext.create') this.#creating.add(id)
    return text.replace(addingToNumbers, 'inputElement.value = text')
  }

  /** Takes a message of Firefox's. */
  pass(text: string): void {
    const message: unknown = JSON.parse(text)
    const event = v.safeParse(eventSchema, message)
    const answer = v.safeParse(answerSchema, message)
    this.#windows.note(message)
    if (event.success) this.#passEvent(text, event.output)
    else if (answer.success) this.#passAnswer(text, answer.output)
    else this.playwright.send(text)
  }

  #passAnswer(text: string, { id, error }: v.InferOutput<typeof answerSchema>): void {
    if (this.#own.take(id, text)) return
    if (error !== undefined && this.#askAgain(id, text)) return
    this.#early.delete(id)
    if (this.#creating.delete(id)) {
      void this.#installOnce().then(() => this.playwright.send(this.#windows.corrected(text)))
      return
    }
    if (this.#wishes.delete(id) && error === 'unknown command') this.#fulfil(id)
    else this.playwright.send(text)
    const closed = this.#closing.get(id)
    if (closed !== undefined && this.#closing.delete(id)) this.#pages.tellGone(closed)
  }

  /** Whether this refusal is kept back, since the command goes once more. */
  #askAgain(id: number, refusal: string): boolean {
    const early = this.#early.get(id)
    if (early === undefined || early.tries === mostTries || refusal.includes('no such frame')) return false
    if (!early.text.includes(ownWorld) && !refusal.includes(notReady)) return false
    early.tries += 1
    void setTimeout(50).then(() => this.browser.send(early.text))
    return true
  }

  #fulfil(id: number): void {
    this.playwright.send(JSON.stringify({ id, type: 'success', result: {} }))
  }

  /**
   * Only when Playwright has its own first page: it waits for the first one to load that it hears of, and a page that the extension opens by itself never
   * says that it has.
   */
  async #installOnce(): Promise<void> {
    if (this.#isInstalled) return
    this.#isInstalled = true
    const extensionData = { type: 'path', path: this.extension }
    const answer = await this.#own.ask('webExtension.install', { extensionData })
    if (answer.type !== 'success')
      process.stderr.write(`The extension could not be installed: ${JSON.stringify(answer)}\n`)
  }

  #passEvent(text: string, { method, params }: v.InferOutput<typeof eventSchema>): void {
    const { context, realm, sandbox, url } = params
    if (method === 'script.realmCreated' && realm !== undefined && context && sandbox === undefined) {
      if (!this.#pages.noteRealm(realm, context)) return
    }
    this.playwright.send(text)
    if (method === 'script.realmDestroyed' && realm !== undefined) void this.#pages.realmGone(realm)
    if (method === 'browsingContext.navigationCommitted' && context) void this.#pages.committed(context, url ?? '')
  }
}
