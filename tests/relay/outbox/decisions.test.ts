import { describe, expect, it } from 'vitest'
import { isTooLate } from '../../../relay/outbox/change-limits.ts'
import { officeDay } from '../../../relay/outbox/day-start.ts'
import { kindOfFile } from '../../../relay/outbox/kind-of-file.ts'
import { typingTimeMs } from '../../../relay/outbox/typing-time.ts'
import { withoutChange } from '../../../relay/outbox/undo-change.ts'
import { createUploadNews } from '../../../relay/outbox/upload-news.ts'
import { fileIdSchema, messageIdSchema } from '../../../shared/ids.ts'
import { createTimeZoneOffset } from '../../../shared/time-zone.ts'
import { countingIds } from '../../world/ids.ts'

const megabyte = 1024 * 1024
const newId = countingIds()

describe('as what a file leaves', () => {
  const picture = { mime: 'image/jpeg', size: megabyte, isMeasured: true }

  it.each([
    ['image/jpeg', 'image'],
    ['image/png', 'image'],
    ['image/webp', 'image'],
    ['image/gif', 'document'],
    ['image/svg+xml', 'document'],
    ['video/mp4', 'video'],
    ['video/quicktime', 'document'],
    ['audio/mpeg', 'audio'],
    ['audio/ogg; codecs=opus', 'audio'],
    ['application/pdf', 'document'],
  ])('%s as %s', (mime, kind) => {
    expect(kindOfFile({ ...picture, mime })).toBe(kind)
  })

  it('a picture that is none as a document', () => {
    expect(kindOfFile({ ...picture, isMeasured: false })).toBe('document')
  })

  it('what is too large for its kind as a document', () => {
    expect(kindOfFile({ ...picture, size: 16 * megabyte })).toBe('image')
    expect(kindOfFile({ ...picture, size: 16 * megabyte + 1 })).toBe('document')
    expect(kindOfFile({ ...picture, mime: 'video/mp4', size: 2 * megabyte }, { pictureLimit: megabyte })).toBe(
      'document',
    )
  })

  it('a recording as a voice message only when phones can play it as one', () => {
    expect(kindOfFile({ ...picture, mime: 'audio/ogg' }, { voice: true })).toBe('voice')
    expect(kindOfFile({ ...picture, mime: 'audio/mpeg' }, { voice: true })).toBe('audio')
  })

  it('a sound with words as a document: WhatsApp would drop the words', () => {
    expect(kindOfFile({ ...picture, mime: 'audio/mpeg' }, { text: 'послушайте' })).toBe('document')
  })

  it('goes as a sticker only as WebP and without words, as a GIF only as a film that is not too large', () => {
    expect(kindOfFile({ ...picture, mime: 'image/webp' }, { as: 'sticker' })).toBe('sticker')
    expect(kindOfFile({ ...picture, mime: 'image/png' }, { as: 'sticker' })).toBe('image')
    expect(kindOfFile({ ...picture, mime: 'image/webp' }, { as: 'sticker', text: 'смотрите' })).toBe('image')
    expect(kindOfFile({ ...picture, mime: 'image/webp', isMeasured: false }, { as: 'sticker' })).toBe('document')
    expect(kindOfFile({ ...picture, mime: 'video/mp4' }, { as: 'gif' })).toBe('gif')
    expect(kindOfFile({ ...picture, mime: 'image/gif' }, { as: 'gif' })).toBe('document')
    expect(kindOfFile({ ...picture, mime: 'video/mp4', size: 17 * megabyte }, { as: 'gif' })).toBe('document')
  })
})

describe('«печатает…»', () => {
  it('stands for a blink before a short text', () => {
    expect(typingTimeMs('Да')).toBeLessThanOrEqual(500)
    expect(typingTimeMs('Добрый день, отгрузим завтра до обеда.')).toBeLessThanOrEqual(500)
  })

  it('grows with the text, and never beyond 1.2 seconds', () => {
    expect(typingTimeMs('я'.repeat(80))).toBeGreaterThan(typingTimeMs('я'.repeat(30)))
    expect(typingTimeMs('я'.repeat(10_000))).toBe(1_200)
  })
})

describe('the office’s day', () => {
  const moscow = createTimeZoneOffset('Europe/Moscow')

  it('begins at its own midnight', () => {
    expect(officeDay(Date.UTC(2026, 10, 22, 20, 59), moscow)).toEqual({
      start: Date.UTC(2026, 10, 21, 21),
      next: Date.UTC(2026, 10, 22, 21),
    })
    expect(officeDay(Date.UTC(2026, 10, 22, 21), moscow).start).toBe(Date.UTC(2026, 10, 22, 21))
  })

  it('may have 23 or 25 hours', () => {
    const berlin = createTimeZoneOffset('Europe/Berlin')
    const hours = (at: number) => {
      const { start, next } = officeDay(at, berlin)
      return (next - start) / 3_600_000
    }
    expect(hours(Date.UTC(2026, 2, 29, 12))).toBe(23)
    expect(hours(Date.UTC(2026, 9, 25, 12))).toBe(25)
    expect(hours(Date.UTC(2026, 9, 26, 12))).toBe(24)
  })
})

it('lets a text be edited for 15 minutes and a message be deleted for two days', () => {
  const minute = 60_000
  expect(isTooLate('edit', 0, 15 * minute)).toBe(false)
  expect(isTooLate('edit', 0, 15 * minute + 1)).toBe(true)
  expect(isTooLate('edit', 0, 19 * minute, true)).toBe(false)
  expect(isTooLate('delete', 0, 48 * 60 * minute)).toBe(false)
  expect(isTooLate('delete', 0, 48 * 60 * minute + 1)).toBe(true)
})

describe('a change that WhatsApp did not take', () => {
  const earlier = [{ text: 'первое', at: 1 }]

  it('gives the former text back', () => {
    const details = { edited: { at: 5, earlier } }
    const edit = { type: 'edit' as const, text: 'второе' }
    expect(withoutChange({ text: 'второе', details }, edit, 5)).toEqual({ text: 'первое', details: {} })
  })

  it('touches nothing when a later one has taken its place', () => {
    const details = { edited: { at: 9, earlier: [...earlier, { text: 'второе', at: 5 }] } }
    expect(withoutChange({ text: 'третье', details }, { type: 'edit', text: 'второе' }, 5)).toBeUndefined()
  })

  it('takes a deletion back, but not the client’s own', () => {
    const deleted = (fromUs: boolean) => ({ text: 'x', details: { deleted: { at: 5, fromUs } } })
    expect(withoutChange(deleted(true), { type: 'delete' }, 5)).toEqual({ text: 'x', details: {} })
    expect(withoutChange(deleted(false), { type: 'delete' }, 5)).toBeUndefined()
  })

  it('puts our former reaction back and leaves the client’s', () => {
    const theirs = { emoji: '🔥', fromUs: false, at: 1 }
    const details = { reactions: [theirs, { emoji: '👍', fromUs: true, at: 5 }] }
    expect(withoutChange({ text: '', details }, { type: 'reaction', emoji: '👍', before: '🙏' }, 5)).toEqual({
      text: '',
      details: { reactions: [theirs, { emoji: '🙏', fromUs: true, at: 5 }] },
    })
  })
})

it('thins out the news of an upload, and always tells the last', () => {
  const told: number[] = []
  let now = 0
  const news = createUploadNews(
    ({ sent }) => told.push(sent),
    () => now,
  )
  const messageId = newId(messageIdSchema)
  const conversationId = newId(fileIdSchema) as never
  for (let sent = 10; sent <= 100; sent += 10) {
    news({ messageId, conversationId, sent, total: 100 })
    now += 100
  }
  expect(told).toEqual([10, 40, 70, 100])
})
