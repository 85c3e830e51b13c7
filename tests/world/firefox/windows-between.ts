import * as v from 'valibot'

const createdSchema = v.looseObject({
  method: v.literal('browsingContext.contextCreated'),
  params: v.looseObject({ context: v.string(), clientWindow: v.string(), parent: v.nullable(v.string()) }),
})
const answerSchema = v.looseObject({ result: v.looseObject({ context: v.string() }) })

/**
 * Asked for a window, Firefox answers with the page that is in front there when the window has come. Where the extension has opened a tab of its own meanwhile, that one is in front, and
 * Playwright would lead it away to where its new page is to go: it is to have the window's own first page.
 */
export class WindowsBetween {
  readonly #firstIn = new Map<string, string>()
  readonly #windowOf = new Map<string, string>()

  /** Takes each event. */
  note(message: unknown): void {
    const created = v.safeParse(createdSchema, message)
    if (!created.success || created.output.params.parent !== null) return
    const { context, clientWindow } = created.output.params
    this.#windowOf.set(context, clientWindow)
    if (!this.#firstIn.has(clientWindow)) this.#firstIn.set(clientWindow, context)
  }

  /** @param answer to the wish for a window */
  corrected(answer: string): string {
    const message = v.safeParse(answerSchema, JSON.parse(answer))
    if (!message.success) return answer
    const { context } = message.output.result
    const first = this.#firstIn.get(this.#windowOf.get(context) ?? '') ?? context
    return JSON.stringify({ ...message.output, result: { ...message.output.result, context: first } })
  }
}
