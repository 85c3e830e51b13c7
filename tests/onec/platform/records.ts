import { adjusted, fromColumn, type Infobase, type Register, toColumn } from './infobase.ts'
import type { Session } from './session.ts'
import { BslException, Thing, textOf, type Value } from './values.ts'

/** МенеджерЗаписи. After a reading that found nothing all fields are empty, the key too. */
export class RegisterRecord extends Thing {
  private isThere = false

  constructor(
    private readonly infobase: Infobase,
    private readonly register: Register,
    session: Session,
  ) {
    super(
      'РегистрСведенийМенеджерЗаписи',
      {
        Прочитать: () => this.read(),
        Записать: () => session.write(() => this.write()),
        Удалить: () => session.write(() => this.remove()),
        Выбран: () => this.isThere,
      },
      new Map([...register.fields].map(([name, type]) => [name, adjusted(type, undefined)])),
    )
  }

  override set(name: string, value: Value): void {
    const key = this.keyOf(name)
    const type = this.register.fields.get(key)
    if (!type) throw new BslException(`Поле объекта не обнаружено (${name})`)
    this.properties.set(key, adjusted(type, value))
  }

  private get keys() {
    return this.register.dimensions.map((name) => toColumn(this.get(name)))
  }

  private get byKey(): string {
    return this.register.dimensions.map((name) => `"${name}" = ?`).join(' and ')
  }

  private read(): undefined {
    const statement = this.infobase.db.prepare<unknown[], Record<string, unknown>>(
      `select * from "${this.register.name}" where ${this.byKey}`,
    )
    const row = statement.get(...this.keys)
    for (const [name, type] of this.register.fields)
      this.properties.set(name, row ? fromColumn(type, row[name]) : adjusted(type, undefined))
    this.isThere = row !== undefined
  }

  private write(): undefined {
    const names = [...this.register.fields.keys()]
    if (this.keys.some((key) => key === '')) throw new BslException(`Не заполнено измерение (${this.register.name})`)
    const columns = names.map((name) => `"${name}"`).join(', ')
    const places = names.map(() => '?').join(', ')
    this.infobase.db
      .prepare(`insert or replace into "${this.register.name}" (${columns}) values (${places})`)
      .run(...names.map((name) => toColumn(this.get(name))))
    this.isThere = true
  }

  private remove(): undefined {
    this.infobase.db.prepare(`delete from "${this.register.name}" where ${this.byKey}`).run(...this.keys)
    this.isThere = false
  }
}

/** РегистрыСведений */
export class Registers extends Thing {
  constructor(
    private readonly infobase: Infobase,
    private readonly session: Session,
  ) {
    super('РегистрыСведенийМенеджер')
  }

  override get(name: string): Value {
    const register = this.infobase.registers.get(name)
    if (!register) throw new BslException(`Поле объекта не обнаружено (${name})`)
    return new Thing('РегистрСведенийМенеджер', {
      СоздатьМенеджерЗаписи: () => new RegisterRecord(this.infobase, register, this.session),
    })
  }
}

/** Константы */
export class Constants extends Thing {
  constructor(
    private readonly infobase: Infobase,
    private readonly session: Session,
  ) {
    super('КонстантыМенеджер')
  }

  override get(name: string): Value {
    const { db, constants } = this.infobase
    const type = constants.get(name)
    if (!type) throw new BslException(`Поле объекта не обнаружено (${name})`)
    return new Thing('КонстантаМенеджер', {
      Получить: () => {
        const column = db.prepare('select value from constants where name = ?').pluck().get(name)
        return column === undefined ? adjusted(type, undefined) : fromColumn(type, column)
      },
      Установить: (value) =>
        this.session.write(() => {
          db.prepare('insert or replace into constants values (?, ?)').run(
            textOf(name),
            toColumn(adjusted(type, value)),
          )
          return undefined
        }),
    })
  }
}
