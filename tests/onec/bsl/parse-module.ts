import { BslFault } from './bsl-fault.ts'
import { parseExpression } from './parse-expression.ts'
import { parseNames, parseStatements } from './parse-statements.ts'
import type { Method, Module, Parameter } from './syntax.ts'
import { TokenStream } from './token-stream.ts'

/** Throws a `BslFault` for the first thing that is wrong. */
export function parseModule(text: string): Module {
  const stream = new TokenStream(text)
  const module: Module = { variables: [], methods: [], body: [] }
  for (;;) {
    const directives = parseDirectives(stream)
    if (stream.take('var')) {
      module.variables.push(...parseNames(stream))
      stream.take('export')
      stream.wantSign(';')
    } else if (isMethod(stream)) module.methods.push(parseMethod(stream, directives))
    else break
  }
  module.body = parseStatements(stream)
  if (stream.token.kind !== 'end') throw new BslFault(stream.line, `«${stream.token.text}» closes nothing`)
  const twice = module.methods.find(({ name }, at) => module.methods.findIndex((other) => same(other.name, name)) < at)
  if (twice) throw new BslFault(twice.line, `«${twice.name}» is there twice`)
  return module
}

export const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

function parseDirectives(stream: TokenStream): string[] {
  const directives: string[] = []
  while (stream.token.kind === 'directive') directives.push(stream.step().text)
  return directives
}

const isAsync = (stream: TokenStream): boolean =>
  stream.token.kind === 'word' && /^(Асинх|Async)$/iu.test(stream.token.text)

function isMethod(stream: TokenStream): boolean {
  if (stream.is('procedure') || stream.is('function')) return true
  const next = stream.peek(1)
  return isAsync(stream) && next.kind === 'word' && (next.keyword === 'procedure' || next.keyword === 'function')
}

function parseMethod(stream: TokenStream, directives: string[]): Method {
  const async = isAsync(stream)
  if (async) stream.step()
  const isFunction = stream.is('function')
  const { line } = stream.step()
  const name = stream.name()
  const parameters = parseParameters(stream)
  const isExport = stream.take('export')
  const body = parseStatements(stream)
  stream.want(isFunction ? 'endFunction' : 'endProcedure', line)
  return { name, line, isFunction, isAsync: async, isExport, directives, parameters, body }
}

function parseParameters(stream: TokenStream): Parameter[] {
  stream.wantSign('(')
  const parameters: Parameter[] = []
  if (stream.takeSign(')')) return parameters
  do {
    const byValue = stream.take('val')
    const name = stream.name()
    parameters.push(stream.takeSign('=') ? { name, byValue, default: parseExpression(stream) } : { name, byValue })
  } while (stream.takeSign(','))
  stream.wantSign(')')
  return parameters
}
