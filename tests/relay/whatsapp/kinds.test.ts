import { readdirSync, readFileSync } from 'node:fs'
import { proto } from '@whiskeysockets/baileys'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { messageKinds } from '../../../shared/message.ts'
import { anna, understood } from './arrive.ts'

const folder = new URL('./samples/', import.meta.url)
const sampleSchema = v.object({
  sent: v.record(v.string(), v.unknown()),
  becomes: v.union([
    v.object({ message: v.looseObject({ kind: v.string() }) }),
    v.object({ change: v.looseObject({ change: v.looseObject({ type: v.string() }) }) }),
  ]),
})
const samples = readdirSync(folder).map((file) => ({
  name: file.replace('.json', ''),
  ...v.parse(sampleSchema, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
}))

/** As JSON has it, without what the envelope says. */
function said(understanding: ReturnType<typeof understood>): unknown {
  const envelopes = ['channelId', 'client', 'origin', 'at', 'whatsappId']
  return JSON.parse(
    JSON.stringify(understanding, function (this: object, key, value: unknown) {
      return envelopes.includes(key) && 'channelId' in this ? undefined : value
    }),
  )
}

describe('each kind that WhatsApp knows', () => {
  it.each(samples)('becomes what its golden sample says: $name', ({ sent, becomes }) => {
    const message = proto.Message.fromObject(sent)
    expect(said(understood(message, { ...anna, came_at: '1764000001234' }))).toEqual(becomes)
  })

  it('has a golden sample, all changes included', () => {
    const kinds = samples.map(({ becomes }) =>
      'message' in becomes ? becomes.message.kind : becomes.change.change.type,
    )
    // What comes without any content is told by the envelope alone.
    const withoutContent = ['pending', 'viewOnce']
    // What colleagues note among themselves never passes WhatsApp.
    const ownKinds = ['note']
    expect(new Set(kinds)).toEqual(
      new Set([
        ...messageKinds.filter((kind) => ![...withoutContent, ...ownKinds].includes(kind)),
        ...['edited', 'deleted', 'reaction', 'votes'],
      ]),
    )
  })
})
