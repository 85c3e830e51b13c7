import { Bytes, bytesOf, JsonText } from './objects.ts'
import { Reference } from './reference.ts'
import type { Session } from './session.ts'
import {
  Binary,
  BslDate,
  BslException,
  binaryOf,
  List,
  numberOf,
  PlatformGap,
  presentation,
  Structure,
  Thing,
  textOf,
  typeName,
  type Value,
} from './values.ts'

export interface Surroundings {
  session: Session
  /** Milliseconds since 1970; the session's zone is UTC. */
  now(): number
  /** Журнал регистрации */
  log(event: string, text: string): void
  connectionString: string
  /** Whether a user of the infobase may look at an object of the configuration. */
  mayView(user: Value, object: Value): boolean
  /** A common module of the configuration, by name. */
  module(name: string): Value
}

type Global = (given: Value[], during: BslException | undefined) => Value | Promise<Value>

/** Functions of the platform, as the exchange modules use them. */
export function globalsOf(surroundings: Surroundings): Map<string, Global> {
  const all = { ...strings, ...bytes, ...json, ...values, ...ofSession(surroundings) }
  return new Map(Object.entries(all).map(([name, global]) => [name.toLowerCase(), global]))
}

const strings: Record<string, Global> = {
  СтрДлина: ([text]) => textOf(text).length,
  СтрНайти: ([text, part]) => textOf(text).indexOf(textOf(part)) + 1,
  СтрЗаменить: ([text, part, other]) => textOf(text).replaceAll(textOf(part), textOf(other)),
  СтрРазделить: ([text, sign, empty]) =>
    new List(
      textOf(text)
        .split(textOf(sign))
        .filter((part) => empty !== false || part !== ''),
    ),
  СтрСоединить: ([list, sign]) =>
    new List(list instanceof List ? list.values : []).values.map(textOf).join(sign === undefined ? '' : textOf(sign)),
  СтрШаблон: ([pattern, ...given]) =>
    textOf(pattern).replace(/%(\d)/g, (_, number) => presentation(given[Number(number) - 1])),
  Лев: ([text, count]) => textOf(text).slice(0, Math.max(0, numberOf(count))),
  Прав: ([text, count]) => (numberOf(count) > 0 ? textOf(text).slice(-numberOf(count)) : ''),
  Сред: ([text, from, count]) => {
    const begin = Math.max(0, numberOf(from) - 1)
    return count === undefined ? textOf(text).slice(begin) : textOf(text).slice(begin, begin + numberOf(count))
  },
  ВРег: ([text]) => textOf(text).toUpperCase(),
  СтрНачинаетсяС: ([text, begin]) => textOf(text).startsWith(textOf(begin)),
  СтрПолучитьСтроку: ([text, line]) => textOf(text).split('\n')[numberOf(line) - 1] ?? '',
  КодСимвола: ([text, at]) => textOf(text).codePointAt(numberOf(at) - 1) ?? -1,
  НРег: ([text]) => textOf(text).toLowerCase(),
  СокрЛП: ([text]) => textOf(text).trim(),
  ПустаяСтрока: ([text]) => textOf(text).trim() === '',
  Строка: ([value]) => presentation(value),
  НСтр: ([text]) => /ru\s*=\s*'([\s\S]*?)'\s*(;|$)/.exec(textOf(text))?.[1] ?? '',
  КодироватьСтроку: ([text]) => encodeURIComponent(textOf(text)),
  Число: ([text]) => Number(textOf(text)),
  Формат: ([value, format]) => formatted(value, textOf(format)),
}

function formatted(value: Value, format: string): string {
  const [, digits] = /ЧДЦ=(\d)/.exec(format) ?? []
  if (typeof value === 'number' && digits !== undefined)
    return presentation(value.toFixed(Number(digits)).replace('.', ','))
  if (typeof value === 'number') {
    if (value === 0 && !/ЧН=/.test(format)) return ''
    return /ЧГ=0/.test(format) ? String(value) : presentation(value)
  }
  if (!(value instanceof BslDate)) throw new PlatformGap(`Формат(${typeName(value)}, ${format})`)
  const [, pattern] = /^ДФ='(.*)'$/.exec(format) ?? []
  if (pattern === undefined) throw new PlatformGap(`Формат(Дата, ${format})`)
  if (value.seconds === 0) return ''
  const { iso } = value
  const parts: Record<string, string> = {
    yyyy: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    dd: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
  }
  return pattern.replace(/yyyy|MM|dd|HH|mm|ss/g, (part) => parts[part] ?? '')
}

/** `e1cib/data/…`: the parts of the uuid stand in another order there (guides/onec.md 4). */
function navigationLink(reference: Value): string {
  if (!(reference instanceof Reference)) throw new BslException('Ссылка ожидается')
  const [a, b, c, d, e] = reference.id.split('-')
  return `e1cib/data/${reference.table}?ref=${[d, e, c, b, a].join('')}`
}

const bytes: Record<string, Global> = {
  ПолучитьHexСтрокуИзДвоичныхДанных: ([binary]) => binaryOf(binary).toString('hex').toUpperCase(),
  ПолучитьДвоичныеДанныеИзСтроки: ([text]) => new Binary(Buffer.from(textOf(text), 'utf8')),
  ПолучитьБуферДвоичныхДанныхИзДвоичныхДанных: ([binary]) => new Bytes(Buffer.from(binaryOf(binary))),
  ПолучитьДвоичныеДанныеИзБуфераДвоичныхДанных: ([buffer]) => new Binary(Buffer.from(bytesOf(buffer))),
  ПобитовоеИсключительноеИли: ([one, other]) => numberOf(one) ^ numberOf(other),
}

const json: Record<string, Global> = {
  ЗаписатьJSON: ([writer, value]) => {
    if (writer instanceof JsonText) writer.write(value)
    return undefined
  },
  ПрочитатьJSON: ([reader, asMapping]) => {
    if (!(reader instanceof JsonText) || asMapping !== true) throw new PlatformGap('ПрочитатьJSON into a structure')
    return reader.read()
  },
}

const values: Record<string, Global> = {
  Тип: ([name]) => `Тип ${textOf(name)}`,
  ТипЗнч: ([value]) => `Тип ${typeName(value)}`,
  ЗначениеЗаполнено: ([value]) =>
    value !== undefined &&
    value !== null &&
    value !== '' &&
    value !== 0 &&
    !(value instanceof BslDate && value.seconds === 0),
  Мин: (given) => Math.min(...given.map(numberOf)),
  Дата: ([first, month, day]) =>
    BslDate.ofDigits(
      typeof first === 'string'
        ? first
        : [
            String(numberOf(first)).padStart(4, '0'),
            ...[month, day].map((part) => String(numberOf(part)).padStart(2, '0')),
          ].join(''),
    ),
  ДеньНедели: ([date]) => {
    if (!(date instanceof BslDate)) throw new BslException('Дата ожидается')
    return ((new Date(`${date.iso}Z`).getUTCDay() + 6) % 7) + 1
  },
  ЗаполнитьЗначенияСвойств: ([to, from]) => {
    if (!(to instanceof Thing) || !(from instanceof Thing)) throw new BslException('Объект ожидается')
    for (const name of [...to.properties.keys()]) if (from.properties.has(name)) to.set(name, from.get(name))
    return undefined
  },
  ИнформацияОбОшибке: (_, during) => new Structure([['Описание', during?.message ?? '']]),
  КраткоеПредставлениеОшибки: ([about]) => (about instanceof Structure ? about.get('Описание') : ''),
  ПодробноеПредставлениеОшибки: ([about]) => (about instanceof Structure ? about.get('Описание') : ''),
}

const ofSession = ({ session, now, log, connectionString, mayView, module }: Surroundings): Record<string, Global> => ({
  НачатьТранзакцию: () => session.begin(),
  ЗафиксироватьТранзакцию: () => session.commit(),
  ОтменитьТранзакцию: () => session.rollback(),
  ТекущаяУниверсальнаяДата: () => BslDate.ofMilliseconds(now()),
  ТекущаяДатаСеанса: () => BslDate.ofMilliseconds(now()),
  // Milliseconds since the year 1.
  ТекущаяУниверсальнаяДатаВМиллисекундах: () => now() + 62_135_596_800_000,
  ЗаписьЖурналаРегистрации: ([event, , , , text]) => {
    log(textOf(event), presentation(text))
    return undefined
  },
  УстановитьПривилегированныйРежим: () => undefined,
  ПравоДоступа: ([, object, user]) => user === undefined || mayView(user, object),
  Вычислить: ([name]) => module(textOf(name)),
  ПолучитьНавигационнуюСсылку: ([reference]) => navigationLink(reference),
  СтрокаСоединенияИнформационнойБазы: () => connectionString,
})
