/** A value of 1C. `undefined` is Неопределено, `null` is Null. */
export type Value = undefined | null | boolean | number | string | BslDate | Thing

/** An exception of 1C: what Попытка catches. */
export class BslException extends Error {}

/** The interpreter does not know this: a gap of ours, no exception of 1C, so no Попытка may hide it. */
export class PlatformGap extends Error {}

/** A Дата: without zone and fraction. `seconds` since 0001-01-01. */
export class BslDate {
  constructor(readonly seconds: number) {}

  /** @param digits year, month, day, perhaps hours, minutes, seconds. */
  static ofDigits(digits: string): BslDate {
    const [, year, month, day, hours = '00', minutes = '00', seconds = '00'] =
      /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/.exec(digits) ?? []
    if (year === undefined) throw new BslException('Преобразование значения к типу Дата не может быть выполнено')
    const iso = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`
    if (Number.isNaN(Date.parse(iso)))
      throw new BslException('Преобразование значения к типу Дата не может быть выполнено')
    return BslDate.ofMilliseconds(Date.parse(iso))
  }

  static ofMilliseconds(milliseconds: number): BslDate {
    return new BslDate(Math.floor((milliseconds - first) / 1000))
  }

  /** 2026-11-22T07:00:00 */
  get iso(): string {
    return new Date(this.seconds * 1000 + first).toISOString().slice(0, 19)
  }
}

const first = Date.parse('0001-01-01T00:00:00Z')
export const emptyDate = new BslDate(0)

/** What gives nothing gives Неопределено. */
export type Verb = ((...given: Value[]) => Value | Promise<Value>) | ((...given: Value[]) => void)

/** An object of 1C. Names are known in any case. */
export class Thing {
  private readonly verbs: Map<string, Verb>

  constructor(
    readonly type: string,
    verbs: Readonly<Record<string, Verb>> = {},
    /** What may be read and written by name. */
    readonly properties: Map<string, Value> = new Map(),
  ) {
    this.verbs = new Map(Object.entries(verbs).map(([name, verb]) => [name.toLowerCase(), verb]))
  }

  call(name: string, given: Value[]): Value | Promise<Value> {
    const verb = this.verbs.get(name.toLowerCase())
    if (!verb) throw new PlatformGap(`${this.type}.${name}(): not known to the interpreter`)
    return verb(...given) as Value | Promise<Value> // nothing is Неопределено
  }

  keyOf(name: string): string {
    const key = [...this.properties.keys()].find((each) => each.toLowerCase() === name.toLowerCase())
    if (key === undefined) throw new BslException(`Поле объекта не обнаружено (${name})`)
    return key
  }

  get(name: string): Value {
    return this.properties.get(this.keyOf(name))
  }

  set(name: string, value: Value): void {
    this.properties.set(this.keyOf(name), value)
  }

  at(key: Value): Value {
    if (typeof key === 'string') return this.get(key)
    throw new PlatformGap(`${this.type}[…]: not known to the interpreter`)
  }

  put(_key: Value, _value: Value): void {
    throw new PlatformGap(`${this.type}[…] = …: not known to the interpreter`)
  }

  /** What Для Каждого goes through. */
  get items(): Value[] {
    throw new BslException('Итератор для значения не определен')
  }
}

export class Structure extends Thing {
  constructor(fields: Iterable<[string, Value]> = []) {
    super(
      'Структура',
      {
        Вставить: (name, value) => {
          const key = [...this.properties.keys()].find((each) => each.toLowerCase() === textOf(name).toLowerCase())
          this.properties.set(key ?? textOf(name), value)
        },
        Свойство: (name) =>
          [...this.properties.keys()].some((each) => each.toLowerCase() === textOf(name).toLowerCase()),
        Количество: () => this.properties.size,
      },
      new Map(fields),
    )
  }

  static ofNames(names: string, values: Value[]): Structure {
    return new Structure(names.split(',').map((name, at) => [name.trim(), values[at]]))
  }

  override get items(): Value[] {
    return [...this.properties].map(
      ([key, value]) =>
        new Structure([
          ['Ключ', key],
          ['Значение', value],
        ]),
    )
  }
}

/** A Соответствие: an absent key gives Неопределено. */
export class Mapping extends Thing {
  constructor(readonly entries: Map<Value, Value> = new Map()) {
    super('Соответствие', {
      Вставить: (key, value) => {
        entries.set(key, value)
      },
      Получить: (key) => entries.get(key),
      Количество: () => entries.size,
    })
  }

  override at(key: Value): Value {
    return this.entries.get(key)
  }

  override put(key: Value, value: Value): void {
    this.entries.set(key, value)
  }

  override get items(): Value[] {
    return [...this.entries].map(
      ([key, value]) =>
        new Structure([
          ['Ключ', key],
          ['Значение', value],
        ]),
    )
  }
}

export class List extends Thing {
  constructor(
    readonly values: Value[] = [],
    type = 'Массив',
    verbs: Readonly<Record<string, Verb>> = {},
  ) {
    super(type, {
      Добавить: (value) => {
        values.push(value)
      },
      Количество: () => values.length,
      ВГраница: () => values.length - 1,
      Вставить: (at, value) => {
        values.splice(numberOf(at), 0, value)
      },
      Найти: (value) => {
        const found = values.findIndex((each) => equal(each, value))
        return found < 0 ? undefined : found
      },
      ...verbs,
    })
  }

  override at(key: Value): Value {
    if (typeof key !== 'number' || key < 0 || key >= this.values.length)
      throw new BslException('Значение индекса находится за границами диапазона')
    return this.values[key]
  }

  override get items(): Value[] {
    return [...this.values]
  }
}

export class Binary extends Thing {
  constructor(readonly bytes: Buffer) {
    super('ДвоичныеДанные', { Размер: () => bytes.length })
  }
}

export function equal(one: Value, other: Value): boolean {
  if (one instanceof BslDate && other instanceof BslDate) return one.seconds === other.seconds
  return one === other
}

export function textOf(value: Value): string {
  if (typeof value === 'string') return value
  throw new BslException(`Строка ожидается, дано: ${typeName(value)}`)
}

export function numberOf(value: Value): number {
  if (typeof value === 'number') return value
  throw new BslException(`Число ожидается, дано: ${typeName(value)}`)
}

export function binaryOf(value: Value): Buffer {
  if (value instanceof Binary) return value.bytes
  throw new BslException(`ДвоичныеДанные ожидаются, дано: ${typeName(value)}`)
}

export function typeName(value: Value): string {
  if (value === undefined) return 'Неопределено'
  if (value === null) return 'Null'
  if (typeof value === 'boolean') return 'Булево'
  if (typeof value === 'number') return 'Число'
  if (typeof value === 'string') return 'Строка'
  return value instanceof BslDate ? 'Дата' : value.type
}

/** How the platform turns a value into a Строка by itself: thousands are grouped. */
export function presentation(value: Value): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'Да' : 'Нет'
  if (typeof value === 'number')
    return String(value)
      .replace('.', ',')
      .replace(/\B(?=(\d{3})+(?!\d))/g, '\u00A0')
  if (typeof value === 'string') return value
  if (value instanceof BslDate) return value.iso.replace(/(\d+)-(\d+)-(\d+)T/, '$3.$2.$1 ')
  return value.properties.has('Представление') ? presentation(value.get('Представление')) : value.type
}
