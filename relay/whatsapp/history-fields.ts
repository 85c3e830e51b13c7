/** A field of a protobuf message that holds bytes: text or a message of its own. */
export interface Field {
  number: number
  bytes: Uint8Array
}

/** A part of the history that can never be read: WhatsApp no longer keeps it, or it is no history. */
export class HistoryGone extends Error {}

const [varint, fixed64, delimited, fixed32] = [0, 1, 2, 5]

/**
 * The fields of a protobuf message one by one. A part of a phone's history may hold tens of megabytes: decoded as a whole it would hold up the whole
 * relay, conversation by conversation it does not. @throws HistoryGone when the bytes are no such message.
 */
function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const number = (): number => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++]
      if (byte === undefined || factor > 2 ** 63) throw new HistoryGone('the history is cut short')
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
  while (at < bytes.length) {
    const tag = number()
    const kind = tag % 8
    if (kind === varint) number()
    else if (kind === fixed64) at += 8
    else if (kind === fixed32) at += 4
    else if (kind === delimited) {
      const length = number()
      if (at + length > bytes.length) throw new HistoryGone('the history is cut short')
      yield { number: Math.floor(tag / 8), bytes: bytes.subarray(at, at + length) }
      at += length
    } else throw new HistoryGone('the history is no protobuf')
  }
}

/** All fields up to where the bytes can be read, and what is wrong behind them. */
export function readableFields(bytes: Uint8Array): { fields: Field[]; fault?: unknown } {
  const fields: Field[] = []
  try {
    for (const field of fieldsOf(bytes)) fields.push(field)
  } catch (fault) {
    return { fields, fault }
  }
  return { fields }
}
