import { EventEmitter } from 'node:events'
import type { BinaryNode, WASocket } from '@whiskeysockets/baileys'
import { beforeEach, describe, expect, it } from 'vitest'
import { takeOneByOne } from '../../../relay/whatsapp/take-one-by-one.ts'

describe('a message stanza', () => {
  const emitter = new EventEmitter()
  const seenByBaileys: boolean[] = []
  const seenLater: (string | undefined)[] = []
  const message = (attrs: BinaryNode['attrs']): BinaryNode => ({ tag: 'message', attrs, content: [] })

  beforeEach(() => {
    emitter.removeAllListeners()
    seenByBaileys.length = 0
    seenLater.length = 0
    // Baileys asks this to decide whether it goes into the line.
    emitter.on('CB:message', ({ attrs }: BinaryNode) => seenByBaileys.push(Boolean(attrs.offline)))
    emitter.on('CB:receipt', ({ attrs }: BinaryNode) => seenByBaileys.push(Boolean(attrs.offline)))
    // Only what listeners are added to matters here.
    takeOneByOne(emitter as unknown as WASocket['ws'])
    emitter.on('CB:message', ({ attrs }: BinaryNode) => seenLater.push(attrs.offline))
  })

  it('that is live goes into Baileys’ line like one that waited, and looks live to everybody else', () => {
    const live = message({ id: '1' })
    emitter.emit('CB:message', live)
    expect(seenByBaileys).toEqual([true])
    expect(seenLater).toEqual([undefined])
    expect(live.attrs).toEqual({ id: '1' })
  })

  it('that waited stays as it came', () => {
    const waited = message({ id: '2', offline: '3' })
    emitter.emit('CB:message', waited)
    expect(seenByBaileys).toEqual([true])
    expect(waited.attrs).toEqual({ id: '2', offline: '3' })
  })

  it('is not a receipt: those do not wait in line behind messages', () => {
    emitter.emit('CB:receipt', { tag: 'receipt', attrs: { id: '3' } })
    expect(seenByBaileys).toEqual([false])
  })
})
