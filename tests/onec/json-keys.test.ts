import { describe, expect, it } from 'vitest'
import { knownPlaces } from '../../extension/conversation/templates/fill-template.ts'
import { itemSchema as badPhoneSchema } from '../../relay/onec/bad-phones.ts'
import { cardSchema, itemSchema as clientSchema } from '../../relay/onec/clients.ts'
import { documentItemSchema, documentListSchema } from '../../relay/onec/documents.ts'
import { onecPacketSchema, relayPacketSchema } from '../../relay/onec/packet.ts'
import { onecEventSchema } from '../../relay/onec/packet-event.ts'
import { outgoingSchema } from '../../relay/onec/packet-outgoing.ts'
import { causes } from '../../relay/onec/packet-result.ts'
import { pingAnswerSchema } from '../../relay/onec/ping-base.ts'
import { refusalForOnec } from '../../relay/onec/refusal-for-onec.ts'
import { answerSchema as signInAnswerSchema } from '../../relay/onec/sign-in-call.ts'
import { templateItemSchema } from '../../relay/onec/templates.ts'
import { userSchema } from '../../relay/onec/users.ts'
import { badPhoneFaults } from '../../shared/bad-phone.ts'
import { failureReasons } from '../../shared/stage.ts'
import type { Expression } from './bsl/syntax.ts'
import { type DumpCode, expressionsIn, methodsIn, readCode } from './dump/code.ts'
import { readDump, readDumpFiles } from './dump/dump.ts'

const code = readCode(readDump(readDumpFiles('relay/onec/configuration-extension')))

/** Each item is parsed alone, so the schema of the packet itself does not have them. */
const items = [
  userSchema,
  templateItemSchema,
  documentListSchema,
  documentItemSchema,
  clientSchema,
  cardSchema,
  badPhoneSchema,
  outgoingSchema('RU'),
]

describe('19: the JSON of the 1C extension and of the relay', () => {
  const spoken = new Set([
    ...[relayPacketSchema, onecPacketSchema, pingAnswerSchema, signInAnswerSchema, ...items].flatMap(keysOf),
    ...['error', ...Object.keys(refusalForOnec('protocolMismatch', '').body.error)],
    // What the relay asks with when an employee signs in (relay/onec/sign-in-call.ts).
    'login',
  ])
  const types = onecEventSchema.options.map((option) => option.entries.type.literal)

  it('is looked at: both have many keys', () => {
    expect(spoken.size).toBeGreaterThan(30)
    expect(keysIn(code).size).toBeGreaterThan(30)
  })

  it('has in 1C no key that the relay or the contract does not know', () => {
    expect([...keysIn(code)].filter((key) => !spoken.has(key))).toEqual([])
  })

  it('has in the relay no key that 1C does not know', () => {
    const used = keysIn(code)
    expect([...spoken].filter((key) => !used.has(key))).toEqual([])
  })

  it('has the same types of events', () => {
    const applied = comparedWith(code, 'Вид')
    expect(types.filter((type) => !applied.has(type))).toEqual([])
    // What the base keeps to say or to do has kinds of its own.
    const ofAnswers = ['clients', 'documents', 'refused', 'rejected', 'print']
    expect([...applied].filter((type) => ![...types, ...ofAnswers].includes(type))).toEqual([])
  })

  it('has words for every reason for which a message does not leave', () => {
    const known = comparedWith(code, 'Код')
    expect([...Object.keys(causes), ...failureReasons].filter((reason) => !known.has(reason))).toEqual([])
  })

  it('has in 1C the places that the panel fills in', () => {
    const places = [
      ...new Set(stringsIn(code).flatMap((text) => [...text.matchAll(/\{([a-z.]+)\}/g)].map(([, name]) => name))),
    ]
    expect(places.sort()).toEqual([...knownPlaces].sort())
  })

  it('has the faults of phones that the relay has words for', () => {
    const said = stringsIn(code).filter((text) => badPhoneFaults.some((fault) => fault === text))
    expect([...new Set(said)].sort()).toEqual(badPhoneFaults.filter((fault) => fault !== 'unknown').sort())
  })
})

/** The keys of every object that a schema has inside. */
function keysOf(schema: unknown): string[] {
  // valibot's own structure: its kinds of schema have no type in common.
  const part = schema as Partial<Record<'item' | 'wrapped' | 'options' | 'pipe' | 'entries', unknown>>
  const options = Array.isArray(part.options)
    ? part.options.filter((option) => typeof option === 'object' && option !== null)
    : []
  const piped = Array.isArray(part.pipe) ? part.pipe.slice(1) : []
  const inside = [part.item, part.wrapped, ...options, ...piped].filter(
    (each) => typeof each === 'object' && each !== null,
  )
  const entries = Object.entries(typeof part.entries === 'object' ? (part.entries ?? {}) : {})
  return [...entries.map(([key]) => key), ...entries.flatMap(([, entry]) => keysOf(entry)), ...inside.flatMap(keysOf)]
}

const key = /^[a-z][a-zA-Z0-9]*$/

/** Names in Latin letters that begin small: in this extension only JSON has them. */
function keysIn(source: DumpCode): Set<string> {
  const found = methodsIn(source).flatMap(({ method }) => expressionsIn(method).flatMap(keysNamedIn))
  return new Set(found.filter((name) => key.test(name)))
}

const callsWithKey = ['Вставить', 'Свойство', 'ВставитьНепустое']

function keysNamedIn(expression: Expression): string[] {
  if (expression.kind === 'member') return [expression.name]
  if (expression.kind === 'index') return expression.index.kind === 'string' ? [expression.index.value] : []
  if (expression.kind === 'new') {
    const [names] = expression.arguments
    return expression.type === 'Структура' && names?.kind === 'string' ? names.value.split(/,\s*/) : []
  }
  // «messageId,conversationId»: a list of keys.
  if (expression.kind === 'string')
    return /^\w+(,\w+)+$/.test(expression.value) && expression.value.includes('Id') ? expression.value.split(',') : []
  if (expression.kind !== 'call') return []
  const name = expression.callee.kind === 'name' || expression.callee.kind === 'member' ? expression.callee.name : ''
  const named = expression.arguments[name === 'ВставитьНепустое' ? 1 : 0]
  return callsWithKey.includes(name) && named?.kind === 'string' ? [named.value] : []
}

const stringsIn = (source: DumpCode): string[] =>
  methodsIn(source).flatMap(({ method }) =>
    expressionsIn(method).flatMap((each) => (each.kind === 'string' ? [each.value] : [])),
  )

/** Texts with which this variable, or a member of this name, is compared. */
function comparedWith(source: DumpCode, variable: string): Set<string> {
  return new Set(
    methodsIn(source).flatMap(({ method }) =>
      expressionsIn(method).flatMap((each) => {
        if (each.kind !== 'binary' || each.sign !== '=' || each.right.kind !== 'string') return []
        const isIt = (each.left.kind === 'name' || each.left.kind === 'member') && each.left.name === variable
        return isIt ? [each.right.value] : []
      }),
    ),
  )
}
