import { BslFault } from './bsl-fault.ts'
import type { BinarySign, Expression } from './syntax.ts'
import type { TokenStream } from './token-stream.ts'

const comparisons: readonly string[] = ['=', '<>', '<', '>', '<=', '>='] satisfies BinarySign[]
const sums: readonly string[] = ['+', '-'] satisfies BinarySign[]
const products: readonly string[] = ['*', '/', '%'] satisfies BinarySign[]

/** From the weakest to the strongest: Или, И, Не, comparison, + −, * / %, unary, postfix. */
export function parseExpression(stream: TokenStream): Expression {
  let left = parseAnd(stream)
  while (stream.is('or')) {
    const { line } = stream.step()
    left = { kind: 'binary', sign: 'or', left, right: parseAnd(stream), line }
  }
  return left
}

function parseAnd(stream: TokenStream): Expression {
  let left = parseNot(stream)
  while (stream.is('and')) {
    const { line } = stream.step()
    left = { kind: 'binary', sign: 'and', left, right: parseNot(stream), line }
  }
  return left
}

function parseNot(stream: TokenStream): Expression {
  const { line } = stream
  return stream.take('not')
    ? { kind: 'unary', sign: 'not', operand: parseNot(stream), line }
    : parseLeftToRight(stream, comparisons, (inner) =>
        parseLeftToRight(inner, sums, (innermost) => parseLeftToRight(innermost, products, parseUnary)),
      )
}

function parseLeftToRight(
  stream: TokenStream,
  signs: readonly string[],
  operand: (stream: TokenStream) => Expression,
): Expression {
  let left = operand(stream)
  while (stream.token.kind === 'sign' && signs.includes(stream.token.text)) {
    const { text, line } = stream.step()
    left = { kind: 'binary', sign: text as BinarySign, left, right: operand(stream), line } // it is in the list
  }
  return left
}

function parseUnary(stream: TokenStream): Expression {
  const { line } = stream
  if (stream.takeSign('-')) return { kind: 'unary', sign: '-', operand: parseUnary(stream), line }
  if (stream.takeSign('+')) return { kind: 'unary', sign: '+', operand: parseUnary(stream), line }
  if (stream.is('not')) return parseNot(stream)
  if (isAwait(stream)) {
    stream.step()
    return { kind: 'await', operand: parseUnary(stream), line }
  }
  return parsePostfix(stream)
}

/** «Ждать» is a word of the language only in front of a call. */
function isAwait(stream: TokenStream): boolean {
  return stream.token.kind === 'word' && /^(Ждать|Await)$/iu.test(stream.token.text) && stream.peek(1).kind === 'word'
}

/** Names, and what may follow them: members, indexes, calls. */
export function parsePostfix(stream: TokenStream): Expression {
  let expression = parsePrimary(stream)
  for (;;) {
    const { line } = stream
    if (stream.takeSign('.')) expression = { kind: 'member', object: expression, name: stream.member(), line }
    else if (stream.takeSign('[')) {
      const index = parseExpression(stream)
      stream.wantSign(']')
      expression = { kind: 'index', object: expression, index, line }
    } else if (stream.isSign('(') && (expression.kind === 'name' || expression.kind === 'member'))
      expression = { kind: 'call', callee: expression, arguments: parseArguments(stream), line }
    else return expression
  }
}

function parsePrimary(stream: TokenStream): Expression {
  const { token, line } = stream
  if (token.kind === 'string') return { kind: 'string', value: parseStrings(stream), line }
  if (token.kind === 'number') return { kind: 'number', value: Number(stream.step().text), line }
  if (token.kind === 'date') return parseDate(stream)
  if (stream.takeSign('(')) {
    const inside = parseExpression(stream)
    stream.wantSign(')')
    return inside
  }
  if (stream.takeSign('?')) return parseTernary(stream, line)
  if (stream.take('true')) return { kind: 'boolean', value: true, line }
  if (stream.take('false')) return { kind: 'boolean', value: false, line }
  if (stream.take('undefined')) return { kind: 'undefined', line }
  if (stream.take('null')) return { kind: 'null', line }
  if (stream.take('new')) return parseNew(stream, line)
  return { kind: 'name', name: stream.name(), line }
}

/** Strings that stand side by side are one. */
function parseStrings(stream: TokenStream): string {
  let value = ''
  while (stream.token.kind === 'string') value += stream.step().text
  return value
}

function parseDate(stream: TokenStream): Expression {
  const { text: digits, line } = stream.step()
  if (![8, 12, 14].includes(digits.length)) throw new BslFault(line, `'${digits}' is no date`)
  return { kind: 'date', digits, line }
}

function parseTernary(stream: TokenStream, line: number): Expression {
  stream.wantSign('(')
  const condition = parseExpression(stream)
  stream.wantSign(',')
  const yes = parseExpression(stream)
  stream.wantSign(',')
  const no = parseExpression(stream)
  stream.wantSign(')')
  return { kind: 'ternary', condition, yes, no, line }
}

/** `Новый Тип`, `Новый Тип(…)`, `Новый(имя, параметры)`. */
function parseNew(stream: TokenStream, line: number): Expression {
  const type = stream.isSign('(') ? '' : stream.name()
  return { kind: 'new', type, arguments: stream.isSign('(') ? parseArguments(stream) : [], line }
}

export function parseArguments(stream: TokenStream): (Expression | undefined)[] {
  stream.wantSign('(')
  if (stream.takeSign(')')) return []
  const given: (Expression | undefined)[] = []
  for (;;) {
    given.push(stream.isSign(',') || stream.isSign(')') ? undefined : parseExpression(stream))
    if (stream.takeSign(')')) return given
    stream.wantSign(',')
  }
}
