import { expect, it } from 'vitest'
import { withKeptPassword, withoutPassword } from '../../../relay/channels/proxy-password.ts'

const kept = 'socks5://anna:secret@proxy.example:1080'

it('shows a proxy without its password', () => {
  expect(withoutPassword(kept)).toBe('socks5://anna:***@proxy.example:1080')
  expect(withoutPassword('http://proxy.example:3128')).toBe('http://proxy.example:3128')
  expect(withoutPassword(null)).toBeNull()
})

it('keeps the password when *** is sent back', () => {
  expect(withKeptPassword('socks5://anna:***@proxy.example:1080', kept)).toBe(kept)
})

it('does not send the kept password to another place', () => {
  expect(withKeptPassword('socks5://anna:***@elsewhere.example:1080', kept)).toBeUndefined()
  expect(withKeptPassword('socks5://anna:***@proxy.example:1080', null)).toBeUndefined()
})

it('takes what is typed anew as it is, and none at all', () => {
  expect(withKeptPassword('http://anna:new@proxy.example:3128', kept)).toBe('http://anna:new@proxy.example:3128')
  expect(withKeptPassword(null, kept)).toBeNull()
})
