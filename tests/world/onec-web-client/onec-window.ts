import type { CDPSession, Page } from 'playwright-core'
import type { Browser } from '../browser.ts'

interface DomNode {
  nodeId: number
  nodeName: string
  nodeValue: string
  attributes?: string[]
  children?: DomNode[]
  shadowRoots?: DomNode[]
}

/** 1C in a tab, as a person sees it: also what stands behind a closed shadow root, which the page itself cannot see. */
export class OnecWindow {
  private constructor(
    readonly page: Page,
    private readonly tools: CDPSession,
  ) {}

  static async open(browser: Browser, address: string): Promise<OnecWindow> {
    const page = await browser.context.newPage()
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(address)
    return OnecWindow.of(browser, page)
  }

  /** One that is open already. */
  static async of(browser: Browser, page: Page): Promise<OnecWindow> {
    return new OnecWindow(page, await browser.context.newCDPSession(page))
  }

  /** What the unread button says: its number, and its words to who listens. Undefined: it is not there. */
  async unread(): Promise<{ count: string; words: string } | undefined> {
    const [tab] = await this.#inside('messenger-panel-unread', 'BUTTON')
    if (tab === undefined) return undefined
    const count = nodesIn(tab).find((node) => attribute(node, 'class') === 'count')
    return { count: textOf(count), words: attribute(tab, 'aria-label') ?? '' }
  }

  /** What the hint says that stands there when 1C has not opened a card; empty when it does not. */
  async hint(): Promise<string> {
    const [hint] = await this.#inside('messenger-panel-hint', 'SECTION')
    return textOf(hint)
  }

  async pressInHint(words: string): Promise<void> {
    const button = (await this.#inside('messenger-panel-hint', 'BUTTON')).find((node) => textOf(node) === words)
    await this.#press(button)
  }

  async pressUnread(): Promise<void> {
    await this.#press((await this.#inside('messenger-panel-unread', 'BUTTON'))[0])
  }

  /** Where the middle of the unread button is. */
  async placeOfUnread(): Promise<{ x: number; y: number; right: number }> {
    const box = await this.page.locator('messenger-panel-unread').boundingBox()
    if (box === null) throw new Error('The unread button is not there.')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.x + box.width }
  }

  async #press(node: DomNode | undefined): Promise<void> {
    if (node === undefined) throw new Error('There is no such button.')
    const { model } = await this.tools.send('DOM.getBoxModel', { nodeId: node.nodeId })
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border
    await this.page.mouse.click((left + right) / 2, (top + bottom) / 2)
  }

  async #inside(host: string, tag: string): Promise<DomNode[]> {
    const { root } = await this.tools.send('DOM.getDocument', { depth: -1, pierce: true })
    const found = nodesIn(root).find(({ nodeName }) => nodeName === host.toUpperCase())
    return found === undefined ? [] : nodesIn(found).filter(({ nodeName }) => nodeName === tag)
  }
}

const nodesIn = (node: DomNode): DomNode[] => [
  node,
  ...[...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap(nodesIn),
]

function attribute({ attributes = [] }: DomNode, name: string): string | undefined {
  const at = attributes.findIndex((each, index) => index % 2 === 0 && each === name)
  return at < 0 ? undefined : attributes[at + 1]
}

const textOf = (node: DomNode | undefined): string =>
  node === undefined
    ? ''
    : nodesIn(node)
        .map(({ nodeName, nodeValue }) => (nodeName === '#text' ? nodeValue : ''))
        .join('')
