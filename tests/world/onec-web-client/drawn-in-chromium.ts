import type { Page } from 'playwright-core'
import type { Drawn, LookBehind } from './onec-window.ts'

interface DomNode {
  nodeId: number
  nodeName: string
  nodeValue: string
  attributes?: string[]
  children?: DomNode[]
  shadowRoots?: DomNode[]
}

/** The browser's own tools see what stands behind a closed shadow root. */
export async function lookInChromium(page: Page): Promise<LookBehind> {
  const tools = await page.context().newCDPSession(page)
  return async (host, tag) => {
    const { root } = await tools.send('DOM.getDocument', { depth: -1, pierce: true })
    const found = nodesIn(root).find(({ nodeName }) => nodeName === host.toUpperCase())
    if (found === undefined) return []
    const drawn = nodesIn(found).filter(({ nodeName }) => nodeName === tag.toUpperCase())
    return drawn.map((node): Drawn => {
      const count = nodesIn(node).find((each) => attribute(each, 'class') === 'count')
      const middle = async () => {
        const { model } = await tools.send('DOM.getBoxModel', { nodeId: node.nodeId })
        const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border
        return { x: (left + right) / 2, y: (top + bottom) / 2 }
      }
      return { text: textOf(node), label: attribute(node, 'aria-label') ?? '', count: textOf(count), middle }
    })
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
