import { expect, test } from 'vitest'
import { recordingName } from '../../../extension/voice/recording-file.ts'
import { levelOf, waveformOf } from '../../../extension/voice/waveform.ts'

test('silence is flat, and the louder the higher', () => {
  const tone = (loudness: number) => Float32Array.from({ length: 512 }, (_, at) => Math.sin(at / 5) * loudness)
  expect(levelOf(new Float32Array(512))).toBe(0)
  expect(levelOf(tone(0.1))).toBeLessThan(levelOf(tone(0.3)))
  expect(levelOf(tone(1))).toBe(100)
  expect(levelOf(new Float32Array(0))).toBe(0)
})

test('a long recording has 64 heights, the loudest moment at the top and in its place', () => {
  const levels = Array.from({ length: 640 }, (_, at) => (at === 320 ? 40 : 10))
  const waves = waveformOf(levels)
  expect(waves).toHaveLength(64)
  expect(waves[32]).toBe(100)
  expect(new Set(waves.filter((_, place) => place !== 32))).toEqual(new Set([25]))
})

test('a short one is stretched over 64; one without a sound stays flat; nothing has none', () => {
  expect(waveformOf([10, 20])).toEqual([...Array(32).fill(50), ...Array(32).fill(100)])
  expect(waveformOf([0, 0, 0])).toEqual(Array(64).fill(0))
  expect(waveformOf([])).toEqual([])
})

test('a recording is named by its moment and its box', () => {
  const at = new Date(2026, 10, 22, 9, 5).getTime()
  expect(recordingName(at, 'audio/webm;codecs=opus')).toBe('voice-2026-11-22-09-05.webm')
  expect(recordingName(at, 'audio/ogg;codecs=opus')).toBe('voice-2026-11-22-09-05.ogg')
})
