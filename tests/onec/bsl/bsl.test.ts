import { describe, expect, it } from 'vitest'
import { BslFault } from './bsl-fault.ts'
import { parseModule } from './parse-module.ts'

const faultOf = (text: string): string => {
  try {
    parseModule(text)
  } catch (cause) {
    if (cause instanceof BslFault) return cause.message
    throw cause
  }
  return 'no fault'
}

describe('the BSL parser', () => {
  it('reads a module of 1C with all that stands in one', () => {
    const { methods, variables, body } = parseModule(`\uFEFF#Область ПрограммныйИнтерфейс
      Перем Счетчик Экспорт;
      #Если Сервер Или ВнешнееСоединение Тогда
      // Комментарий с "кавычкой
      &НаСервере
      Процедура Первая(Знач А, Б = -1, В = Неопределено) Экспорт
        Если А > 1 И Не Б = 2 Тогда Возврат; ИначеЕсли А <> Б Тогда Б = '20261122' Иначе Б = '2026-11-22 07:00:00' КонецЕсли;
        Для Каждого Строка Из А.Строки() Цикл Продолжить; КонецЦикла;
        Для Н = 0 По 10 Цикл Прервать; КонецЦикла;
        Пока Ложь Цикл КонецЦикла;
        Попытка А[0].Выполнить(, 1, ); Исключение ВызватьИсключение; КонецПопытки;
        ~Метка: Перейти ~Метка;
      КонецПроцедуры
      &НаКлиенте
      Асинх Функция Вторая()
        Ждать ПредупреждениеАсинх(НСтр("ru = 'Раз
          // и комментарий
          |Два ""в кавычках""';
          |en = 'One'"));
        Возврат ?(Истина, Новый Структура("А", 1), Новый(Тип("Массив")));
      КонецФункции
      #КонецЕсли
      #КонецОбласти
      Счетчик = 1;`)
    expect(methods.map(({ name, isExport, isAsync, directives }) => ({ name, isExport, isAsync, directives }))).toEqual(
      [
        { name: 'Первая', isExport: true, isAsync: false, directives: ['НаСервере'] },
        { name: 'Вторая', isExport: false, isAsync: true, directives: ['НаКлиенте'] },
      ],
    )
    expect(variables).toEqual(['Счетчик'])
    expect(body).toHaveLength(1)
  })

  it('reads the English words too', () => {
    const text = `Function Sum(Val A, B = 1) Export
      If A = Undefined Then Return 0; EndIf;
      For Each Row In A Do B = B + Row; EndDo;
      Try Raise "x"; Except EndTry;
      Return B;
    EndFunction`
    expect(parseModule(text).methods).toHaveLength(1)
  })

  it('puts a string together from its lines', () => {
    const [statement] = parseModule('А = "раз\n  // не часть\n  |два" "три";').body
    expect(statement).toMatchObject({ kind: 'assign', value: { kind: 'string', value: 'раз\nдватри' } })
  })

  it('binds И stronger than Или, and Не weaker than a comparison', () => {
    const [statement] = parseModule('А = Б Или Не В = 1 И Г;').body
    expect(statement).toMatchObject({
      value: { sign: 'or', right: { sign: 'and', left: { sign: 'not', operand: { sign: '=' } } } },
    })
  })

  it.each([
    [
      'a missing КонецЕсли',
      'Процедура А()\n  Если Б() Тогда\n    В();\nКонецПроцедуры',
      'line 4: «КонецЕсли» of line 2',
    ],
    ['a missing КонецЦикла', 'Для Н = 1 По 2 Цикл\n  Если Н Тогда\n  КонецЕсли;\n', 'line 4: «КонецЦикла» of line 1'],
    ['a missing КонецПроцедуры', 'Процедура А()\n  Б();\nПроцедура В()\nКонецПроцедуры', 'line 3: a name is wanted'],
    ['a missing Тогда', 'Если А\n  Б();\nКонецЕсли;', 'line 2: «Тогда» of line 1'],
    ['a missing semicolon', 'А = 1\nБ = 2;', 'line 2: «;» is wanted before «Б»'],
    ['a missing bracket', 'А = Б(1;\n', 'line 1: «,» is wanted'],
    ['a string that is not closed', 'А = "раз;\nБ = 1;', 'line 1: the string is neither closed nor continued'],
    ['a region that is not closed', '\n#Область А\nБ();', 'line 2: what # opens here is not closed'],
    ['a region that closes nothing', 'Б();\n#КонецОбласти', 'line 2: #КонецОбласти closes nothing'],
    [
      'a method that is there twice',
      'Процедура А()\nКонецПроцедуры\nФункция а()\nКонецФункции',
      'line 3: «а» is there twice',
    ],
    ['a value that nobody takes', 'А;', 'line 1: this is neither a call nor an assignment'],
    ['a foreign sign', 'А = Б ! В;', 'line 1: «!»'],
  ])('finds %s', (_what, text, fault) => {
    expect(faultOf(text)).toContain(fault)
  })
})
