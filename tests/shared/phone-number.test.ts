import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { phoneNumberSchema, showPhone } from '../../shared/phone-number.ts'

describe('a phone on the screen', () => {
  it.each([
    ['+79161234567', '+7 916 123-45-67'],
    ['+442071838750', '+442 071 838 750'],
  ])('%s reads %s', (phone, shown) => {
    expect(showPhone(v.parse(phoneNumberSchema, phone))).toBe(shown)
  })
})
