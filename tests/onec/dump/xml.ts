/** An element of the dump. */
export interface Element {
  tag: string
  attributes: Readonly<Record<string, string>>
  children: Element[]
  text: string
}

const markup = /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/gu

/** Strict enough for what the platform writes: no CDATA, no DTD. Throws when it is not well-formed. */
export function parseXml(text: string): Element {
  const top: Element = { tag: '#document', attributes: {}, children: [], text: '' }
  const open = [top]
  for (const [, closing, tag, attributes = '', empty, characters, stray] of text.matchAll(markup)) {
    const current = open.at(-1) ?? top
    if (stray !== undefined) throw new Error('a bare < stands in the text')
    if (characters !== undefined) current.text += decoded(characters)
    else if (tag === undefined) continue
    else if (closing) {
      if (current.tag !== tag) throw new Error(`</${tag}> closes <${current.tag}>`)
      open.pop()
    } else {
      const element: Element = { tag, attributes: attributesOf(attributes), children: [], text: '' }
      current.children.push(element)
      if (!empty) open.push(element)
    }
  }
  const [root, ...others] = top.children
  if (open.length > 1) throw new Error(`<${open.at(-1)?.tag}> is not closed`)
  if (root === undefined || others.length > 0 || top.text.trim() !== '') throw new Error('one root element is wanted')
  return root
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w:.-]+)="([^"]*)"/gu)].map(
    ([, name = '', value = '']) => [name, decoded(value)] as const,
  )
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error(`an attribute stands twice:${text}`)
  return Object.fromEntries(pairs)
}

function decoded(text: string): string {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')
  if (/&(?!amp;)/u.test(plain)) throw new Error('a bare & stands in the text')
  return plain.replaceAll('&amp;', '&')
}

export const childOf = (element: Element | undefined, ...path: string[]): Element | undefined =>
  path.reduce<Element | undefined>((found, tag) => found?.children.find((child) => child.tag === tag), element)

/** The text of a child, '' when there is none. */
export const textOf = (element: Element | undefined, ...path: string[]): string =>
  childOf(element, ...path)?.text.trim() ?? ''

export const childrenOf = (element: Element | undefined, tag: string): Element[] =>
  element?.children.filter((child) => child.tag === tag) ?? []

/** The element and all that is in it. */
export function* everythingIn(element: Element): Generator<Element> {
  yield element
  for (const child of element.children) yield* everythingIn(child)
}
