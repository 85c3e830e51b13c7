import { BslFault } from './bsl-fault.ts'
import { type Keyword, keywordOf } from './keywords.ts'

export type Token =
  | { kind: 'word'; text: string; keyword: Keyword | undefined; line: number }
  | { kind: 'string' | 'date' | 'sign' | 'directive' | 'label'; text: string; line: number }
  | { kind: 'number'; text: string; line: number }
  | { kind: 'end'; text: ''; line: number }

const word = /[\p{L}_][\p{L}\p{N}_]*/uy
const number = /\d+(\.\d+)?/y
const sign = /<>|<=|>=|[-+*/%=<>()[\].,;:?]/y
const label = /~[\p{L}_][\p{L}\p{N}_]*/uy

/** The tokens of a module, both branches of every `#Если` included. Throws a `BslFault` for what is no BSL. */
export function tokensOf(text: string): Token[] {
  const reading = new Reading(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'))
  const tokens: Token[] = []
  for (let token = reading.next(); ; token = reading.next()) {
    tokens.push(token)
    if (token.kind === 'end') return tokens
  }
}

/** What `#` opens must be closed, innermost first. */
const openers = [
  { open: /^#(Область|Region)\s+[\p{L}_]/iu, close: /^#(КонецОбласти|EndRegion)/iu },
  { open: /^#(Если|If)\s.+(Тогда|Then)/iu, close: /^#(КонецЕсли|EndIf)/iu },
  { open: /^#(Вставка|Insert)/iu, close: /^#(КонецВставки|EndInsert)/iu },
  { open: /^#(Удаление|Delete)/iu, close: /^#(КонецУдаления|EndDelete)/iu },
]
const between = /^#(Иначе|Else|ИначеЕсли\s.+(Тогда|Then)|ElsIf\s.+Then|Использовать\s.+)/iu

class Reading {
  private at = 0
  private line = 1
  private readonly open: { what: number; line: number }[] = []

  constructor(private readonly text: string) {}

  next(): Token {
    this.skipBlank()
    const { line } = this
    const character = this.text[this.at]
    if (character === undefined) return this.end()
    if (character === '"') return { kind: 'string', text: this.string(), line }
    if (character === "'") return { kind: 'date', text: this.date(), line }
    if (character === '&') return { kind: 'directive', text: this.directive(), line }
    const wordText = this.match(word)
    if (wordText !== undefined) return { kind: 'word', text: wordText, keyword: keywordOf(wordText), line }
    const numberText = this.match(number)
    if (numberText !== undefined) return { kind: 'number', text: numberText, line }
    const labelText = this.match(label)
    if (labelText !== undefined) return { kind: 'label', text: labelText, line }
    const signText = this.match(sign)
    if (signText !== undefined) return { kind: 'sign', text: signText, line }
    throw new BslFault(line, `«${character}» is no part of the language`)
  }

  private end(): Token {
    const left = this.open.at(-1)
    if (left) throw new BslFault(left.line, 'what # opens here is not closed')
    return { kind: 'end', text: '', line: this.line }
  }

  private skipBlank(): void {
    for (;;) {
      const rest = this.text.startsWith('//', this.at) || this.text[this.at] === '#'
      if (this.text[this.at] === '#') this.preprocess()
      if (rest) this.at = this.endOfLine()
      else if (this.text[this.at] === '\n') this.line += 1
      else if (!/\s/.test(this.text[this.at] ?? '.')) return
      if (!rest) this.at += 1
    }
  }

  private preprocess(): void {
    const instruction = this.text.slice(this.at, this.endOfLine()).replace(/^#\s+/, '#').trim()
    const opened = openers.findIndex(({ open }) => open.test(instruction))
    const closed = openers.findIndex(({ close }) => close.test(instruction))
    if (opened >= 0) this.open.push({ what: opened, line: this.line })
    else if (closed >= 0) {
      if (this.open.pop()?.what !== closed) throw new BslFault(this.line, `${instruction} closes nothing`)
    } else if (!between.test(instruction)) throw new BslFault(this.line, `${instruction}: no such instruction`)
  }

  /** A string may go on in the next line after a bar; comments may stand between. */
  private string(): string {
    const begun = this.line
    let value = ''
    for (this.at += 1; ; this.at += 1) {
      const character = this.text[this.at]
      if (character === undefined) throw new BslFault(begun, 'the string is not closed')
      if (character === '\n') {
        this.toContinuation(begun)
        value += '\n'
      } else if (character !== '"') value += character
      else if (this.text[this.at + 1] === '"') {
        value += '"'
        this.at += 1
      } else break
    }
    this.at += 1
    return value
  }

  private toContinuation(begun: number): void {
    for (;;) {
      this.line += 1
      const from = this.at + 1
      this.at = from
      const end = this.endOfLine()
      const line = this.text.slice(from, end).trimStart()
      if (line.startsWith('|')) {
        this.at = this.text.indexOf('|', from)
        return
      }
      if (!line.startsWith('//')) throw new BslFault(begun, 'the string is neither closed nor continued with |')
      this.at = end
    }
  }

  private date(): string {
    const end = this.text.indexOf("'", this.at + 1)
    const inside = this.text.slice(this.at + 1, end)
    if (end < 0 || !/^[\d\s.:/-]*$/.test(inside)) throw new BslFault(this.line, 'the date is not closed')
    this.at = end + 1
    return inside.replace(/\D/g, '')
  }

  private directive(): string {
    this.at += 1
    const name = this.match(word)
    if (name === undefined) throw new BslFault(this.line, 'a directive has no name')
    if (this.text[this.at] === '(') this.at = this.text.indexOf(')', this.at) + 1
    return name
  }

  private match(expression: RegExp): string | undefined {
    expression.lastIndex = this.at
    const found = expression.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  private endOfLine(): number {
    const end = this.text.indexOf('\n', this.at)
    return end < 0 ? this.text.length : end
  }
}
