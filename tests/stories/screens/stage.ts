import type { Page } from 'playwright-core'
import { addressOf } from '../../../extension/inbox/conversation-address.ts'
import type { Conversation } from '../../../shared/conversation.ts'
import type { GoneEvent, JournalEvent } from '../../../shared/events.ts'
import type { Message } from '../../../shared/message.ts'
import { conversationId, message } from '../../extension/background/cast.ts'
import type { ScriptedRelay } from '../../extension/background/scripted-relay.ts'
import { Browser } from '../../world/browser.ts'
import { InboxPage } from '../../world/inbox-page.ts'
import { signInBrowser } from '../../world/sign-in.ts'

export type Language = 'ru' | 'en'

/** One picture: how a person, the relay or 1C brings it about, beginning where the one before it has ended. */
export interface Screen {
  /** Of the picture. */
  name: string
  /** What is seen there. */
  says: string
  /** @returns the page on which it is seen */
  bring(stage: Stage): Promise<Page>
}

export const screen = (name: string, says: string, bring: Screen['bring']): Screen => ({ name, says, bring })

/** Screens that one office goes through, from the first to the last. */
export interface Scene {
  title: string
  open(): Promise<Office>
  screens: Screen[]
}

/** A relay that says what it is told to, and what it has told of conversations. */
export interface Office {
  relay: ScriptedRelay
  chats: Conversation[]
}

/** Where the screens of one scene are brought about: one browser, one relay. */
export class Stage {
  #seq = 1
  #popup: Page | undefined
  #options: Page | undefined

  private constructor(
    readonly language: Language,
    readonly office: Office,
    readonly browser: Browser,
  ) {}

  static async open(language: Language, scene: Scene): Promise<Stage> {
    const [office, browser] = [await scene.open(), await Browser.open({ language, microphone: true })]
    // Nothing here waits for a real relay.
    browser.context.setDefaultTimeout(15_000)
    return new Stage(language, office, browser)
  }

  get relay(): ScriptedRelay {
    return this.office.relay
  }

  async popup(): Promise<Page> {
    this.#popup ??= await this.browser.popup()
    return await this.inFront(this.#popup)
  }

  async options(place?: string): Promise<Page> {
    this.#options ??= await this.browser.options()
    const page = await this.inFront(this.#options)
    if (place !== undefined) await page.goto(this.browser.address(`options.html#/${place}`))
    return page
  }

  /** The address alone says enough: each opening begins afresh. */
  async optionsAnew(place: string): Promise<Page> {
    const page = await this.options(place)
    await page.reload()
    return page
  }

  async inbox(): Promise<InboxPage> {
    return new InboxPage(await this.popup())
  }

  async signIn(): Promise<void> {
    await signInBrowser(await this.optionsAnew('access'), this.relay.address, 'AAAA-BBBB-CCCC')
  }

  async list(tab: 1 | 2 | 3 | 4 = 3): Promise<Page> {
    const page = await this.popup()
    await page.goto(this.browser.address('popup.html#/'))
    await page.getByRole('tab').first().waitFor()
    await page.keyboard.press(`Alt+${tab}`)
    await page.locator('[role=tab][aria-selected=true]').nth(0).waitFor()
    return page
  }

  /** Opens it from the list, as the keyboard does: nothing stays under a mouse. */
  async conversation(number: number): Promise<Page> {
    const page = await this.popup()
    await page.goto(this.browser.address(`popup.html${addressOf(conversationId(number))}`))
    await page.locator('.messages-place[data-known=true]').waitFor()
    await page.locator('.composer-input, [data-testid=composer-closed]').first().waitFor()
    return page
  }

  /** The relay tells what has happened. */
  happens(...events: JournalEvent[]): void {
    for (const event of events) this.tell(event)
  }

  /** The same of what is told to one reader only. Each has the journal's next number. */
  tell(event: JournalEvent | Omit<GoneEvent, 'seq' | 'at'>): void {
    this.#seq += 1
    const told = { ...event, seq: this.#seq, at: Date.now() }
    this.relay.tell({ type: 'events', events: [told], cursor: this.#seq })
  }

  /** A conversation of the snapshot as it has become. */
  becomes(number: number, change: Partial<Conversation>): void {
    this.happens({ type: 'conversation', seq: 0, at: 0, conversation: this.chat(number, change) })
  }

  /** Something more was said in it. */
  said(number: number, line: Message, change: Partial<Conversation> = {}): void {
    const of = { ...line, conversationId: conversationId(number) }
    this.happens({ type: 'message', seq: 0, at: 0, message: of, conversation: this.chat(number, change), first: true })
  }

  /** A new message, whose conversation `said` knows. */
  line(change: Partial<Message>): Message {
    const of = { id: conversationId(1), name: '', phone: '' }
    return message(of, 1_000 + this.#seq, { at: Date.now(), ...change })
  }

  chat(number: number, change: Partial<Conversation> = {}): Conversation {
    const found = this.office.chats[number - 1]
    if (found === undefined) throw new Error(`There is no conversation ${number}.`)
    const now = { ...found, ...change, revision: this.#seq + 1 }
    this.office.chats[number - 1] = now
    return now
  }

  async inFront(page: Page): Promise<Page> {
    await page.bringToFront()
    return page
  }

  async close(): Promise<void> {
    await this.browser.discard()
    await this.relay.stop()
  }
}
