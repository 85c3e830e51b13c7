import { beforeEach, describe, expect, test } from 'vitest'
import { fileSentence } from '../../../extension/conversation/file-sentences.ts'
import { callLength, callSentence } from '../../../extension/conversation/kinds/call-sentence.ts'
import { mapAddress } from '../../../extension/conversation/kinds/map-address.ts'
import { placeOf } from '../../../extension/conversation/kinds/picture-place.ts'
import { barsOf, nextSpeed, playTime } from '../../../extension/conversation/kinds/playing.ts'
import { firstEmoji } from '../../../extension/conversation/message-menu.tsx'
import { menuPlace } from '../../../extension/conversation/place-menu.ts'
import { fileTroubles } from '../../../shared/message.ts'
import { speak } from '../design/speak.ts'

beforeEach(() => speak('ru'))

describe('a call', () => {
  test('says what became of it', () => {
    expect(callSentence({ video: false, outcome: 'missed' })).toBe('Пропущенный звонок')
    expect(callSentence({ video: true, outcome: 'missed' })).toBe('Пропущенный видеозвонок')
    expect(callSentence({ video: false, outcome: 'onPhone', seconds: 184 })).toBe('Разговор на телефоне, 3 мин')
    expect(callSentence(undefined)).toBe('Звонок')
  })

  test('is as long as people would say', () => {
    expect([callLength(40), callLength(184), callLength(3_900)]).toEqual(['40 с', '3 мин', '1 ч 5 мин'])
  })
})

describe('a picture', () => {
  test('has its place before it is there', () => {
    expect(placeOf({ width: 1600, height: 900 }, 240)).toEqual({ width: '320px', aspectRatio: '1.778' })
    expect(placeOf({ width: 900, height: 1600 }, 240).width).toBe('135px')
  })

  test('of which nothing is known, or nonsense, has a usual one', () => {
    expect(placeOf({}, 240)).toEqual({ width: '320px', aspectRatio: '1.333' })
    expect(placeOf({ width: 0, height: 0 }, 240)).toEqual(placeOf({}, 240))
  })

  test('as long as a street stays high enough to be seen', () => {
    expect(placeOf({ width: 100_000, height: 10 }, 240).aspectRatio).toBe('4')
  })
})

describe('a sound', () => {
  test('shows its time as a clock does', () => {
    expect([playTime(7), playTime(750), playTime(3_723), playTime(-1)]).toEqual(['0:07', '12:30', '1:02:03', '0:00'])
  })

  test('goes from one speed to the next and round again', () => {
    expect([nextSpeed(1), nextSpeed(1.5), nextSpeed(2)]).toEqual([1.5, 2, 1])
  })

  test('has bars within their place, whatever the waveform says', () => {
    expect(barsOf(undefined)).toHaveLength(40)
    expect(Math.max(...barsOf([500, -3]))).toBeLessThanOrEqual(22)
    expect(Math.min(...barsOf([500, -3]))).toBeGreaterThan(0)
  })
})

test('every trouble with a file has a sentence that says what to do; a file that is there has none', () => {
  const said = fileTroubles.map((trouble) => fileSentence({ state: 'gone', trouble }))
  expect(new Set(said).size).toBe(fileTroubles.length)
  expect(fileSentence({ state: 'gone' })).toContain('на телефоне компании')
  expect(fileSentence({ state: 'ready' })).toBeUndefined()
})

test('a place opens on a map by its numbers alone', () => {
  expect(mapAddress({ latitude: 55.7558, longitude: 37.6178 }, 'ru')).toBe(
    'https://yandex.ru/maps/?pt=37.617800,55.755800&z=16&l=map',
  )
  expect(mapAddress({ latitude: 1, longitude: 2 }, 'en')).toContain('openstreetmap.org/?mlat=1.000000&mlon=2.000000')
})

test('a reaction is one whole sign; letters are none', () => {
  expect(firstEmoji('👨‍👩‍👧 семья')).toBe('👨‍👩‍👧')
  expect(firstEmoji('🇷🇺')).toBe('🇷🇺')
  expect(firstEmoji('да 5')).toBeUndefined()
})

test('a menu never hangs out of the window', () => {
  const page = { width: 400, height: 600 }
  const menu = { width: 220, height: 160 }
  expect(menuPlace({ left: 10, right: 34, top: 100, bottom: 124 }, menu, page)).toEqual({ top: 128, left: 10 })
  expect(menuPlace({ left: 370, right: 394, top: 560, bottom: 584 }, menu, page)).toEqual({ top: 396, left: 176 })
})
