/** The longest answer that a base may give: as the largest packet that it may bring (`api/onec-routes.ts`). Bytes, unpacked. */
const longestAnswer = 8 * 1024 * 1024

/**
 * The text of an answer; undefined when it is longer than any answer may be. Whatever stands at the address of a publication must not fill the relay's memory, be it
 * without end or packed small. The rest is left unread: whoever has asked ends the call.
 */
export async function readAnswer({ body }: Response): Promise<string | undefined> {
  const reader = body?.getReader() // null when the answer has no body
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {}
    if (done || value === undefined) return text + decoder.decode()
    size += value.length
    if (size > longestAnswer) return undefined
    text += decoder.decode(value, { stream: true })
  }
}
