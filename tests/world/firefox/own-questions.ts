import * as v from 'valibot'
import type { WebSocket } from 'ws'

const answerSchema = v.looseObject({
  type: v.string(),
  error: v.optional(v.string()),
  result: v.optional(v.unknown()),
})
export type Answer = v.InferOutput<typeof answerSchema>

/** No id of Playwright's comes near. */
const below = 2_000_000_000

/** What the go-between asks Firefox on its own account. */
export class OwnQuestions {
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  #lastId = below

  constructor(private readonly browser: WebSocket) {}

  ask(method: string, params: object): Promise<Answer> {
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((settle) => {
      this.#waiting.set(id, settle)
      this.browser.send(JSON.stringify({ id, method, params }))
    })
  }

  /** Whether this answer was asked for here. */
  take(id: number, text: string): boolean {
    const settle = this.#waiting.get(id)
    if (settle === undefined) return false
    this.#waiting.delete(id)
    settle(v.parse(answerSchema, JSON.parse(text)))
    return true
  }
}
