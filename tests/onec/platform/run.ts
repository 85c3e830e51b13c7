import { same } from '../bsl/parse-module.ts'
import type { Expression, Method, Module, Statement } from '../bsl/syntax.ts'
import {
  BslDate,
  BslException,
  equal,
  numberOf,
  PlatformGap,
  presentation,
  Thing,
  textOf,
  typeName,
  type Value,
} from './values.ts'

/** What surrounds running code. */
export interface World {
  modules: ReadonlyMap<string, Module>
  /** Functions of the platform, by name in lower case. `during` is the exception that is being handled. */
  globals: ReadonlyMap<string, (given: Value[], during: BslException | undefined) => Value | Promise<Value>>
  /** Properties of the platform, by name in lower case. */
  properties: ReadonlyMap<string, Value>
  create(type: string, given: Value[]): Value
}

type Signal = { kind: 'return'; value: Value } | { kind: 'break' } | { kind: 'continue' } | undefined

/** Calls a method of a module. Parameters go by value: the shipped code returns what it has to say. */
export async function callMethod(
  world: World,
  module: Module,
  method: Method,
  given: (Value | typeof left)[],
): Promise<Value> {
  const frame = new Frame(world, module)
  for (const [at, parameter] of method.parameters.entries()) {
    const value = at < given.length ? given[at] : left
    if (value !== left)
      frame.variables.set(parameter.name.toLowerCase(), value as Value) // `left` is the one symbol
    else if (parameter.default)
      frame.variables.set(parameter.name.toLowerCase(), await frame.evaluate(parameter.default))
    else throw new BslException(`Недостаточно фактических параметров (${method.name})`)
  }
  const signal = await frame.run(method.body)
  return signal?.kind === 'return' ? signal.value : undefined
}

/** An argument that was left out. */
export const left = Symbol('left out')

class Frame {
  readonly variables = new Map<string, Value>()
  private handled: BslException | undefined

  constructor(
    private readonly world: World,
    private readonly module: Module,
  ) {}

  async run(body: Statement[]): Promise<Signal> {
    for (const statement of body) {
      const signal = await this.step(statement)
      if (signal) return signal
    }
    return undefined
  }

  private async step(statement: Statement): Promise<Signal> {
    switch (statement.kind) {
      case 'assign':
        await this.assign(statement.target, await this.evaluate(statement.value))
        return undefined
      case 'expression':
        await this.evaluate(statement.expression)
        return undefined
      case 'if':
        for (const { condition, body } of statement.branches)
          if (await this.holds(condition)) return await this.run(body)
        return await this.run(statement.otherwise)
      case 'while':
        return await this.repeat(statement.body, () => this.holds(statement.condition))
      case 'for':
        return await this.count(statement)
      case 'forEach':
        return await this.each(statement)
      case 'try':
        return await this.attempt(statement)
      case 'raise':
        if (statement.value) throw new BslException(presentation(await this.evaluate(statement.value)))
        throw this.handled ?? new BslException('ВызватьИсключение без исключения')
      case 'return':
        return { kind: 'return', value: statement.value && (await this.evaluate(statement.value)) }
      case 'break':
      case 'continue':
        return { kind: statement.kind }
      case 'var':
        return undefined
      default:
        throw new PlatformGap(`line ${statement.line}: ${statement.kind}`)
    }
  }

  private async repeat(body: Statement[], goesOn: () => Promise<boolean>): Promise<Signal> {
    while (await goesOn()) {
      const signal = await this.run(body)
      if (signal?.kind === 'break') return undefined
      if (signal?.kind === 'return') return signal
    }
    return undefined
  }

  private async count({ variable, from, to, body }: Extract<Statement, { kind: 'for' }>): Promise<Signal> {
    const name = variable.toLowerCase()
    const last = numberOf(await this.evaluate(to))
    this.variables.set(name, numberOf(await this.evaluate(from)) - 1)
    return await this.repeat(body, async () => {
      const next = numberOf(this.variables.get(name)) + 1
      this.variables.set(name, next)
      return next <= last
    })
  }

  private async each({ variable, collection, body }: Extract<Statement, { kind: 'forEach' }>): Promise<Signal> {
    const items = this.thing(await this.evaluate(collection)).items.values()
    return await this.repeat(body, async () => {
      const next = items.next()
      this.variables.set(variable.toLowerCase(), next.value)
      return !next.done
    })
  }

  private async attempt({ body, except }: Extract<Statement, { kind: 'try' }>): Promise<Signal> {
    try {
      return await this.run(body)
    } catch (cause) {
      if (!(cause instanceof BslException)) throw cause
      const before = this.handled
      this.handled = cause
      try {
        return await this.run(except)
      } finally {
        this.handled = before
      }
    }
  }

  private async assign(target: Expression, value: Value): Promise<void> {
    if (target.kind === 'name') this.variables.set(target.name.toLowerCase(), value)
    else if (target.kind === 'member') this.thing(await this.evaluate(target.object)).set(target.name, value)
    else if (target.kind === 'index')
      this.thing(await this.evaluate(target.object)).put(await this.evaluate(target.index), value)
    else throw new PlatformGap(`line ${target.line}: assignment`)
  }

  async evaluate(expression: Expression): Promise<Value> {
    switch (expression.kind) {
      case 'string':
      case 'number':
      case 'boolean':
        return expression.value
      case 'date':
        return BslDate.ofDigits(expression.digits)
      case 'undefined':
        return undefined
      case 'null':
        return null
      case 'name':
        return this.named(expression.name)
      case 'member':
        return this.thing(await this.evaluate(expression.object), expression.name).get(expression.name)
      case 'index':
        return this.thing(await this.evaluate(expression.object)).at(await this.evaluate(expression.index))
      case 'call':
        return await this.call(expression)
      case 'new':
        return this.world.create(expression.type, await this.values(expression.arguments))
      case 'unary':
        if (expression.sign === 'not') return !(await this.holds(expression.operand))
        return (expression.sign === '-' ? -1 : 1) * numberOf(await this.evaluate(expression.operand))
      case 'binary':
        return await this.binary(expression)
      case 'ternary':
        return await this.evaluate((await this.holds(expression.condition)) ? expression.yes : expression.no)
      case 'await':
        return await this.evaluate(expression.operand)
      default:
        return expression satisfies never
    }
  }

  private named(name: string): Value {
    const key = name.toLowerCase()
    if (this.variables.has(key)) return this.variables.get(key)
    if (this.world.properties.has(key)) return this.world.properties.get(key)
    throw new BslException(`Переменная не определена (${name})`)
  }

  private async call({ callee, arguments: written }: Extract<Expression, { kind: 'call' }>): Promise<Value> {
    if (callee.kind === 'name') {
      const own = this.module.methods.find(({ name }) => same(name, callee.name))
      if (own) return await callMethod(this.world, this.module, own, await this.given(written))
      const global = this.world.globals.get(callee.name.toLowerCase())
      if (!global) throw new PlatformGap(`${callee.name}(): not known to the interpreter`)
      return await global(await this.values(written), this.handled)
    }
    if (callee.kind !== 'member') throw new PlatformGap(`line ${callee.line}: call`)
    const common = callee.object.kind === 'name' ? this.common(callee.object.name) : undefined
    if (common) {
      const method = common.methods.find(({ name, isExport }) => isExport && same(name, callee.name))
      if (!method) throw new BslException(`Метод объекта не обнаружен (${callee.name})`)
      return await callMethod(this.world, common, method, await this.given(written))
    }
    const object = this.thing(await this.evaluate(callee.object), callee.name)
    return await object.call(callee.name, await this.values(written))
  }

  private common(name: string): Module | undefined {
    return this.variables.has(name.toLowerCase()) ? undefined : this.world.modules.get(name)
  }

  private async given(written: (Expression | undefined)[]): Promise<(Value | typeof left)[]> {
    const given: (Value | typeof left)[] = []
    for (const each of written) given.push(each === undefined ? left : await this.evaluate(each))
    return given
  }

  private async values(written: (Expression | undefined)[]): Promise<Value[]> {
    return (await this.given(written)).map((value) => (value === left ? undefined : value)) as Value[] // `left` is taken out
  }

  private async holds(condition: Expression): Promise<boolean> {
    const value = await this.evaluate(condition)
    if (typeof value !== 'boolean')
      throw new BslException(`Преобразование значения к типу Булево не может быть выполнено: ${typeName(value)}`)
    return value
  }

  private thing(value: Value, name = '…'): Thing {
    if (value instanceof Thing) return value
    throw new BslException(`Значение не является значением объектного типа (${name}): ${typeName(value)}`)
  }

  private async binary({ sign, left: first, right: second }: Extract<Expression, { kind: 'binary' }>): Promise<Value> {
    if (sign === 'and') return (await this.holds(first)) && (await this.holds(second))
    if (sign === 'or') return (await this.holds(first)) || (await this.holds(second))
    const one = await this.evaluate(first)
    const other = await this.evaluate(second)
    if (sign === '=') return equal(one, other)
    if (sign === '<>') return !equal(one, other)
    if (sign === '+' && typeof one === 'string') return one + presentation(other)
    if (one instanceof BslDate) return datesJoined(one, sign, other)
    if (typeof one === 'string') return compared(sign, one < textOf(other), one === other)
    return numbersJoined(numberOf(one), sign, numberOf(other))
  }
}

function datesJoined(one: BslDate, sign: string, other: Value): Value {
  if (other instanceof BslDate) {
    if (sign === '-') return one.seconds - other.seconds
    return compared(sign, one.seconds < other.seconds, one.seconds === other.seconds)
  }
  if (sign === '+') return new BslDate(one.seconds + numberOf(other))
  return new BslDate(one.seconds - numberOf(other))
}

function numbersJoined(one: number, sign: string, other: number): Value {
  switch (sign) {
    case '+':
      return one + other
    case '-':
      return one - other
    case '*':
      return one * other
    case '/':
      return one / other
    case '%':
      return one % other
    default:
      return compared(sign, one < other, one === other)
  }
}

function compared(sign: string, less: boolean, same: boolean): boolean {
  if (sign === '<') return less
  if (sign === '>') return !less && !same
  if (sign === '<=') return less || same
  if (sign === '>=') return !less
  throw new BslException(`Операция ${sign} для этих значений не определена`)
}
