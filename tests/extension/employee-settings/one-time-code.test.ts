import { expect, test } from 'vitest'
import { looksLikeCode, normalCode } from '../../../extension/employee-settings/one-time-code.ts'

test('a code may be typed in small letters, with blanks, or without its dashes', () => {
  expect(normalCode(' 7k2m qx4t-9WBN\n')).toBe('7K2M-QX4T-9WBN')
  expect(normalCode('7K2MQX4T9WBN')).toBe('7K2M-QX4T-9WBN')
})

test('Russian letters that look like Latin ones count as these', () => {
  expect(normalCode('АВСЕ-НКМО-РТХУ')).toBe('ABCE-HKMO-PTXY')
})

test('three whole groups may be a code; two, or a broken one, may not', () => {
  expect(looksLikeCode('7K2M-QX4T-9WBN')).toBe(true)
  expect(looksLikeCode('7K2M-QX4T')).toBe(false)
  expect(looksLikeCode('7K2M-QX4T-9WB')).toBe(false)
})
