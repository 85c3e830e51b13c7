import { BslFault } from './bsl-fault.ts'
import { type Keyword, wordOf } from './keywords.ts'
import { type Token, tokensOf } from './lexer.ts'

/** Tokens, read one after another. */
export class TokenStream {
  private readonly tokens: Token[]
  private at = 0

  constructor(text: string) {
    this.tokens = tokensOf(text)
  }

  get token(): Token {
    return this.peek(0)
  }

  get line(): number {
    return this.token.line
  }

  peek(ahead: number): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] ?? { kind: 'end', text: '', line: 0 }
  }

  /** Reads as one thing, and when it is not that, from the same place as another. */
  either<Thing>(one: () => Thing, other: () => Thing): Thing {
    const { at } = this
    try {
      return one()
    } catch (fault) {
      if (!(fault instanceof BslFault)) throw fault
      this.at = at
      return other()
    }
  }

  step(): Token {
    const { token } = this
    this.at += 1
    return token
  }

  is(keyword: Keyword): boolean {
    return this.token.kind === 'word' && this.token.keyword === keyword
  }

  isSign(text: string): boolean {
    return this.token.kind === 'sign' && this.token.text === text
  }

  take(keyword: Keyword): boolean {
    const found = this.is(keyword)
    if (found) this.at += 1
    return found
  }

  takeSign(text: string): boolean {
    const found = this.isSign(text)
    if (found) this.at += 1
    return found
  }

  /** @param opened where the block began that this keyword goes on with. */
  want(keyword: Keyword, opened?: number): void {
    if (this.take(keyword)) return
    const where = opened === undefined ? '' : ` of line ${opened}`
    throw new BslFault(this.line, `«${wordOf(keyword)}»${where} is wanted, «${this.token.text}» stands here`)
  }

  wantSign(text: string): void {
    if (!this.takeSign(text)) throw new BslFault(this.line, `«${text}» is wanted, «${this.token.text}» stands here`)
  }

  /** A name that is no keyword. */
  name(): string {
    const { token } = this
    if (token.kind !== 'word' || token.keyword !== undefined)
      throw new BslFault(token.line, `a name is wanted, «${token.text}» stands here`)
    this.at += 1
    return token.text
  }

  /** After a dot any word is a name: `Запрос.Выполнить()`. */
  member(): string {
    const { token } = this
    if (token.kind !== 'word') throw new BslFault(token.line, `a name is wanted, «${token.text}» stands here`)
    this.at += 1
    return token.text
  }
}
