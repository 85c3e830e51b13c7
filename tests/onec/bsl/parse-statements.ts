import { BslFault } from './bsl-fault.ts'
import type { Keyword } from './keywords.ts'
import { parseArguments, parseExpression, parsePostfix } from './parse-expression.ts'
import type { Expression, Statement } from './syntax.ts'
import type { TokenStream } from './token-stream.ts'

const closers: readonly Keyword[] = [
  'endProcedure',
  'endFunction',
  'endIf',
  'elseIf',
  'else',
  'endDo',
  'except',
  'endTry',
]

/** Statements up to the word that closes the block, which is left to the caller. */
export function parseStatements(stream: TokenStream): Statement[] {
  const statements: Statement[] = []
  for (;;) {
    while (stream.takeSign(';'));
    if (isBlockOver(stream)) return statements
    statements.push(parseStatement(stream))
    const { token } = stream
    const closed = stream.isSign(';') || isBlockOver(stream)
    if (!closed && statements.at(-1)?.kind !== 'label')
      throw new BslFault(token.line, `«;» is wanted before «${token.text}»`)
  }
}

const isBlockOver = (stream: TokenStream): boolean =>
  stream.token.kind === 'end' || closers.some((keyword) => stream.is(keyword))

function parseStatement(stream: TokenStream): Statement {
  const { line, token } = stream
  if (token.kind === 'label') {
    stream.step()
    stream.wantSign(':')
    return { kind: 'label', name: token.text, line }
  }
  if (stream.take('if')) return parseIf(stream, line)
  if (stream.take('while')) return parseWhile(stream, line)
  if (stream.take('for')) return stream.take('each') ? parseForEach(stream, line) : parseFor(stream, line)
  if (stream.take('try')) return parseTry(stream, line)
  if (stream.take('raise')) return { kind: 'raise', value: parseRaised(stream), line }
  if (stream.take('return')) return { kind: 'return', value: parseOptional(stream), line }
  if (stream.take('break')) return { kind: 'break', line }
  if (stream.take('continue')) return { kind: 'continue', line }
  if (stream.take('goto')) return { kind: 'goto', name: stream.step().text, line }
  if (isExecute(stream)) return parseExecute(stream, line)
  if (stream.is('addHandler') || stream.is('removeHandler')) return parseHandler(stream)
  if (stream.take('var')) return { kind: 'var', names: parseNames(stream), line }
  return parseSimple(stream, line)
}

export function parseNames(stream: TokenStream): string[] {
  const names = [stream.name()]
  while (stream.takeSign(',')) names.push(stream.name())
  return names
}

/** An assignment or a call. */
function parseSimple(stream: TokenStream, line: number): Statement {
  const isAwait = stream.token.kind === 'word' && /^(Ждать|Await)$/iu.test(stream.token.text)
  const target = isAwait && stream.peek(1).kind === 'word' ? parseExpression(stream) : parsePostfix(stream)
  if (stream.takeSign('=')) {
    if (target.kind === 'call' || target.kind === 'await') throw new BslFault(line, 'a call cannot be assigned to')
    return { kind: 'assign', target, value: parseExpression(stream), line }
  }
  if (target.kind !== 'call' && target.kind !== 'await')
    throw new BslFault(line, 'this is neither a call nor an assignment')
  return { kind: 'expression', expression: target, line }
}

function parseIf(stream: TokenStream, line: number): Statement {
  const branches = [parseBranch(stream, line)]
  while (stream.take('elseIf')) branches.push(parseBranch(stream, line))
  const otherwise = stream.take('else') ? parseStatements(stream) : []
  stream.want('endIf', line)
  return { kind: 'if', branches, otherwise, line }
}

function parseBranch(stream: TokenStream, opened: number) {
  const condition = parseExpression(stream)
  stream.want('thenDo', opened)
  return { condition, body: parseStatements(stream) }
}

function parseWhile(stream: TokenStream, line: number): Statement {
  const condition = parseExpression(stream)
  return { kind: 'while', condition, body: parseLoop(stream, line), line }
}

function parseFor(stream: TokenStream, line: number): Statement {
  const variable = stream.name()
  stream.wantSign('=')
  const from = parseExpression(stream)
  stream.want('to', line)
  const to = parseExpression(stream)
  return { kind: 'for', variable, from, to, body: parseLoop(stream, line), line }
}

function parseForEach(stream: TokenStream, line: number): Statement {
  const variable = stream.name()
  stream.want('in', line)
  const collection = parseExpression(stream)
  return { kind: 'forEach', variable, collection, body: parseLoop(stream, line), line }
}

function parseLoop(stream: TokenStream, line: number): Statement[] {
  stream.want('do', line)
  const body = parseStatements(stream)
  stream.want('endDo', line)
  return body
}

function parseTry(stream: TokenStream, line: number): Statement {
  const body = parseStatements(stream)
  stream.want('except', line)
  const except = parseStatements(stream)
  stream.want('endTry', line)
  return { kind: 'try', body, except, line }
}

/** `Выполнить Текст`: a statement that is no reserved word. */
function isExecute(stream: TokenStream): boolean {
  const next = stream.peek(1)
  const isWord = stream.token.kind === 'word' && /^(Выполнить|Execute)$/iu.test(stream.token.text)
  return isWord && (next.kind === 'word' || next.kind === 'string' || (next.kind === 'sign' && next.text === '('))
}

function parseExecute(stream: TokenStream, line: number): Statement {
  const callee: Expression = { kind: 'name', name: stream.step().text, line }
  return { kind: 'expression', expression: { kind: 'call', callee, arguments: [parseExpression(stream)], line }, line }
}

/** `ДобавитьОбработчик Объект.Событие, Метод`. */
function parseHandler(stream: TokenStream): Statement {
  const { text: name, line } = stream.step()
  const event = parseExpression(stream)
  stream.wantSign(',')
  const callee: Expression = { kind: 'name', name, line }
  return {
    kind: 'expression',
    expression: { kind: 'call', callee, arguments: [event, parseExpression(stream)], line },
    line,
  }
}

/** `ВызватьИсключение Текст`, or since 8.3.21 `ВызватьИсключение(Текст, КатегорияОшибки, …)`. */
const parseRaised = (stream: TokenStream): Expression | undefined =>
  stream.either(
    () => parseOptional(stream),
    () => parseArguments(stream)[0],
  )

function parseOptional(stream: TokenStream) {
  return stream.isSign(';') || isBlockOver(stream) ? undefined : parseExpression(stream)
}
