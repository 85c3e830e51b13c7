import { createHash, randomUUID } from 'node:crypto'
import { Connection, Message } from './http.ts'
import { type Infobase, ValueStorage } from './infobase.ts'
import { fromJson, toJson } from './json.ts'
import { Query } from './query.ts'
import { uuidOf } from './reference.ts'
import {
  Binary,
  BslException,
  binaryOf,
  List,
  Mapping,
  numberOf,
  PlatformGap,
  Structure,
  Thing,
  textOf,
  type Value,
} from './values.ts'

/** `Новый Тип(…)` */
export function createObject(infobase: Infobase, type: string, given: Value[]): Value {
  switch (type) {
    case 'Структура':
      return given.length === 0 ? new Structure() : Structure.ofNames(textOf(given[0]), given.slice(1))
    case 'Соответствие':
      return new Mapping()
    case 'Массив':
      return new List()
    case 'Запрос':
      return new Query(infobase, given[0])
    case 'ХранилищеЗначения':
      return new ValueStorage(given[0] instanceof Binary ? given[0] : undefined)
    case 'УникальныйИдентификатор':
      return newUuid(given)
    case 'HTTPСоединение':
      return new Connection(given)
    case 'HTTPЗапрос':
      return new Message(type, ['АдресРесурса', given[0]])
    case 'HTTPСервисОтвет':
      return new Message(type, ['КодСостояния', given[0]])
    case 'ЗаписьJSON':
      return new JsonText()
    case 'ЧтениеJSON':
      return new JsonText()
    case 'ХешированиеДанных':
      return new Hashing()
    case 'БуферДвоичныхДанных':
      return new Bytes(Buffer.alloc(numberOf(given[0])))
    case 'БлокировкаДанных':
      return dataLock()
    case 'ПараметрыЗаписиJSON':
    case 'ЗащищенноеСоединениеOpenSSL':
    case 'СертификатыУдостоверяющихЦентровОС':
      return new Thing(type)
    default:
      throw new PlatformGap(`Новый ${type}: not known to the interpreter`)
  }
}

function newUuid(given: Value[]): Thing {
  if (given.length === 0) return uuidOf(randomUUID().toUpperCase())
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(textOf(given[0])))
    throw new BslException('Преобразование значения к типу УникальныйИдентификатор не может быть выполнено')
  return uuidOf(textOf(given[0]))
}

/** ЗаписьJSON and ЧтениеJSON over a string. */
export class JsonText extends Thing {
  private text = ''

  constructor() {
    super('JSON', {
      УстановитьСтроку: (text) => {
        this.text = typeof text === 'string' ? text : ''
      },
      Закрыть: () => this.text,
    })
  }

  read(): Value {
    return fromJson(this.text)
  }

  write(value: Value): undefined {
    this.text += toJson(value)
  }
}

class Hashing extends Thing {
  private readonly hash = createHash('sha256')

  constructor() {
    super('ХешированиеДанных', {
      Добавить: (data) => {
        this.hash.update(data instanceof Binary ? data.bytes : textOf(data))
      },
    })
  }

  override get(name: string): Value {
    if (name !== 'ХешСумма') throw new PlatformGap(`ХешированиеДанных.${name}`)
    return new Binary(this.hash.copy().digest())
  }
}

export class Bytes extends Thing {
  constructor(readonly bytes: Buffer) {
    super('БуферДвоичныхДанных', {}, new Map([['Размер', bytes.length]]))
  }

  override at(key: Value): Value {
    return this.bytes[numberOf(key)]
  }

  override put(key: Value, value: Value): void {
    this.bytes[numberOf(key)] = numberOf(value)
  }
}

export const bytesOf = (value: Value): Buffer => (value instanceof Bytes ? value.bytes : binaryOf(value))

/** The infobase lets one transaction write at a time, so there is nothing more to lock. */
function dataLock(): Thing {
  return new Thing('БлокировкаДанных', {
    Добавить: () =>
      new Thing('ЭлементБлокировкиДанных', { УстановитьЗначение: () => undefined }, new Map([['Режим', undefined]])),
    Заблокировать: () => undefined,
  })
}
