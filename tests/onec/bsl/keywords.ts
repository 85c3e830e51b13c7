/** The words of the language, Russian and English, each with the one name by which the parser knows it. */
const pairs = {
  procedure: ['Процедура', 'Procedure'],
  endProcedure: ['КонецПроцедуры', 'EndProcedure'],
  function: ['Функция', 'Function'],
  endFunction: ['КонецФункции', 'EndFunction'],
  var: ['Перем', 'Var'],
  export: ['Экспорт', 'Export'],
  val: ['Знач', 'Val'],
  if: ['Если', 'If'],
  thenDo: ['Тогда', 'Then'],
  elseIf: ['ИначеЕсли', 'ElsIf'],
  else: ['Иначе', 'Else'],
  endIf: ['КонецЕсли', 'EndIf'],
  for: ['Для', 'For'],
  each: ['Каждого', 'Each'],
  in: ['Из', 'In'],
  to: ['По', 'To'],
  while: ['Пока', 'While'],
  do: ['Цикл', 'Do'],
  endDo: ['КонецЦикла', 'EndDo'],
  try: ['Попытка', 'Try'],
  except: ['Исключение', 'Except'],
  endTry: ['КонецПопытки', 'EndTry'],
  raise: ['ВызватьИсключение', 'Raise'],
  return: ['Возврат', 'Return'],
  break: ['Прервать', 'Break'],
  continue: ['Продолжить', 'Continue'],
  goto: ['Перейти', 'Goto'],
  addHandler: ['ДобавитьОбработчик', 'AddHandler'],
  removeHandler: ['УдалитьОбработчик', 'RemoveHandler'],
  new: ['Новый', 'New'],
  and: ['И', 'And'],
  or: ['Или', 'Or'],
  not: ['Не', 'Not'],
  true: ['Истина', 'True'],
  false: ['Ложь', 'False'],
  undefined: ['Неопределено', 'Undefined'],
  null: ['Null'],
} as const

export type Keyword = keyof typeof pairs

const entries = Object.entries(pairs) as [Keyword, readonly string[]][]
const byWord = new Map(entries.flatMap(([keyword, words]) => words.map((word) => [word.toLowerCase(), keyword])))

/** @returns undefined for any other word. Case does not matter in 1C. */
export const keywordOf = (word: string): Keyword | undefined => byWord.get(word.toLowerCase())

export const wordOf = (keyword: Keyword): string => pairs[keyword][0]
