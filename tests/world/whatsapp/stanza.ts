import { type BinaryNode, getAllBinaryNodeChildren, getBinaryNodeChild } from '@whiskeysockets/baileys'

type Attributes = Record<string, string | undefined>

/** Builds a stanza. Attributes must be strings: anything else corrupts the frame (guide, section 1, pitfalls). */
export function stanza(tag: string, attributes: Attributes = {}, content?: BinaryNode['content']): BinaryNode {
  const attrs: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) attrs[name] = value
  return content === undefined ? { tag, attrs } : { tag, attrs, content }
}

export function iqResult(request: BinaryNode, content: BinaryNode[] = []): BinaryNode {
  const attributes = { type: 'result', id: request.attrs.id, from: 's.whatsapp.net', to: request.attrs.from }
  return stanza('iq', attributes, content)
}

export const children = getAllBinaryNodeChildren
export const child = getBinaryNodeChild

/** The child's content as bytes; a missing one is a protocol error of the companion. */
export function childBytes(node: BinaryNode | undefined, tag: string): Buffer {
  const content = child(node, tag)?.content
  if (content instanceof Uint8Array) return Buffer.from(content)
  throw new Error(`<${node?.tag ?? 'nothing'}> has no <${tag}> with bytes`)
}
