import { EventEmitter } from 'node:events'
import type { WASocket } from '@whiskeysockets/baileys'
import { expect, it } from 'vitest'
import { keepUnseen } from '../../../relay/whatsapp/keep-unseen.ts'

it('takes back every presence that Baileys sends by itself, and says nothing before the login or after the end', () => {
  const ev = new EventEmitter()
  const said: string[] = []
  const sendPresenceUpdate = async (type: string) => void said.push(type)
  // Only these two of a socket matter here.
  keepUnseen({ ev, sendPresenceUpdate } as unknown as WASocket)
  // Keys are uploaded before the login is complete.
  ev.emit('creds.update', { nextPreKeyId: 813 })
  expect(said).toEqual([])
  ev.emit('connection.update', { connection: 'open' })
  ev.emit('creds.update', { me: { id: '1', name: 'Лютик' } })
  // A change that does not repeat the name makes Baileys send a presence without one.
  ev.emit('creds.update', { nextPreKeyId: 818 })
  expect(said).toEqual(['unavailable', 'unavailable', 'unavailable'])
  ev.emit('connection.update', { connection: 'close' })
  ev.emit('creds.update', { nextPreKeyId: 823 })
  expect(said).toHaveLength(3)
})
