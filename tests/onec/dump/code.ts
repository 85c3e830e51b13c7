import { BslFault } from '../bsl/bsl-fault.ts'
import { parseModule } from '../bsl/parse-module.ts'
import type { Expression, Method, Module, Statement } from '../bsl/syntax.ts'
import type { Dump } from './dump.ts'

/** The modules of a dump, parsed. */
export interface DumpCode {
  /** By path. */
  modules: ReadonlyMap<string, Module>
  /** Common modules by name. */
  common: ReadonlyMap<string, Module>
  /** What does not parse. */
  faults: string[]
}

export function readCode({ files }: Dump): DumpCode {
  const modules = new Map<string, Module>()
  const faults: string[] = []
  for (const [path, text] of files) {
    if (!path.endsWith('.bsl')) continue
    try {
      modules.set(path, parseModule(text))
    } catch (cause) {
      if (!(cause instanceof BslFault)) throw cause
      faults.push(`${path}: ${cause.message}`)
    }
  }
  const common = new Map<string, Module>()
  for (const [path, module] of modules) {
    const name = /^CommonModules\/([^/]+)\//u.exec(path)?.[1]
    if (name !== undefined) common.set(name, module)
  }
  return { modules, common, faults }
}

export function* statementsIn(body: Statement[]): Generator<Statement> {
  for (const statement of body) {
    yield statement
    switch (statement.kind) {
      case 'if':
        for (const branch of statement.branches) yield* statementsIn(branch.body)
        yield* statementsIn(statement.otherwise)
        break
      case 'while':
      case 'for':
      case 'forEach':
        yield* statementsIn(statement.body)
        break
      case 'try':
        yield* statementsIn(statement.body)
        yield* statementsIn(statement.except)
        break
      default:
    }
  }
}

/** Expressions that stand in a statement itself, not in statements inside it. */
export function expressionsOf(statement: Statement): Expression[] {
  switch (statement.kind) {
    case 'assign':
      return [statement.target, statement.value]
    case 'expression':
      return [statement.expression]
    case 'if':
      return statement.branches.map(({ condition }) => condition)
    case 'while':
      return [statement.condition]
    case 'for':
      return [statement.from, statement.to]
    case 'forEach':
      return [statement.collection]
    case 'raise':
    case 'return':
      return statement.value ? [statement.value] : []
    default:
      return []
  }
}

/** The expression and all that is in it. */
export function* partsOf(expression: Expression): Generator<Expression> {
  yield expression
  for (const part of innerOf(expression)) yield* partsOf(part)
}

function innerOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'member':
      return [expression.object]
    case 'index':
      return [expression.object, expression.index]
    case 'call':
      return [expression.callee, ...given(expression.arguments)]
    case 'new':
      return given(expression.arguments)
    case 'unary':
    case 'await':
      return [expression.operand]
    case 'binary':
      return [expression.left, expression.right]
    case 'ternary':
      return [expression.condition, expression.yes, expression.no]
    default:
      return []
  }
}

const given = (list: (Expression | undefined)[]): Expression[] => list.filter((each) => each !== undefined)

/** Every expression of a method, defaults of parameters included. */
export const expressionsIn = ({ body, parameters }: Pick<Method, 'body' | 'parameters'>): Expression[] => [
  ...parameters.flatMap((parameter) => (parameter.default ? [...partsOf(parameter.default)] : [])),
  ...[...statementsIn(body)].flatMap(expressionsOf).flatMap((expression) => [...partsOf(expression)]),
]

/** Every method with the path of its module. */
export const methodsIn = ({ modules }: DumpCode): { path: string; module: Module; method: Method }[] =>
  [...modules].flatMap(([path, module]) => module.methods.map((method) => ({ path, module, method })))
