/** A browser writes a packet every 20 to 60 ms: this is more than half an hour. */
export const mostElements = 100_000
/** Opus has no larger packet. Bytes. */
const largestBlock = 64 * 1024
/** What stands around the packets: the track, when it was made. Bytes. */
const mostAround = 256 * 1024

/* Ids of the Matroska format (RFC 9559). */
const [segment, cluster, blockGroup, simpleBlock, block] = [0x18538067, 0x1f43b675, 0xa0, 0xa3, 0xa1]

/**
 * Whether a WebM is built as a browser's recorder builds it. One that packs hundreds of packets into a block, or is made of a million empty parts, would keep the relay from
 * everything else while it is taken apart. Looks at where each part begins, and at no more. One that was cut off in the middle is none the worse. Pure.
 */
export function isPlainRecording(bytes: Uint8Array): boolean {
  let around = 0
  let at = 0
  for (let elements = 0; at < bytes.length; elements += 1) {
    const element = elementAt(bytes, at)
    if (element === 'cutOff') return true
    if (element === undefined || elements === mostElements) return false
    at = element.start
    // What is inside is looked at; where it ends does not matter.
    if (element.id === segment || element.id === cluster || element.id === blockGroup) continue
    at += element.size
    if (element.id !== simpleBlock && element.id !== block) around += Math.min(element.size, bytes.length)
    else if (element.size > largestBlock || isLaced(bytes, element.start)) return false
    if (around > mostAround) return false
  }
  return true
}

interface Element {
  id: number
  /** Of what is in it. */
  start: number
  size: number
}

function elementAt(bytes: Uint8Array, at: number): Element | 'cutOff' | undefined {
  const idLength = lengthAt(bytes, at)
  const sizeAt = at + idLength
  const sizeLength = lengthAt(bytes, sizeAt)
  if (idLength > 4 || sizeLength > 8) return undefined
  const start = sizeAt + sizeLength
  if (start > bytes.length) return 'cutOff'
  const marker = 2 ** (7 * sizeLength)
  return { id: numberAt(bytes, at, idLength), start, size: numberAt(bytes, sizeAt, sizeLength) - marker }
}

/** The first byte of a number says how long it is; 9 and more: it is none. Behind the end it is short. */
const lengthAt = (bytes: Uint8Array, at: number): number => Math.clz32(bytes[at] ?? 0xff) - 23

function numberAt(bytes: Uint8Array, at: number, length: number): number {
  let number = 0
  for (const byte of bytes.subarray(at, at + length)) number = number * 256 + byte
  return number
}

/** Several packets in one block, by its flags behind the track's number and the time. */
const isLaced = (bytes: Uint8Array, start: number): boolean =>
  ((bytes[start + lengthAt(bytes, start) + 2] ?? 0) & 0b110) !== 0
