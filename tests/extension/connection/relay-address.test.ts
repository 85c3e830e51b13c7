import { expect, test } from 'vitest'
import { relayAddress } from '../../../extension/connection/relay-address.ts'

test.each([
  ['https://relay.example', 'https://relay.example'],
  [' https://relay.example/ ', 'https://relay.example'],
  ['relay.example', 'https://relay.example'],
  ['relay.example:8443/panel/', 'https://relay.example:8443/panel'],
  ['HTTP://Relay.Example', 'http://relay.example'],
  ['localhost:8080', 'http://localhost:8080'],
  ['192.168.1.5:8080', 'http://192.168.1.5:8080'],
  ['server1:8080', 'http://server1:8080'],
])('«%s» means %s', (typed, address) => expect(relayAddress(typed)).toBe(address))

test.each([
  '',
  '  ',
  'https://',
  'наш сервер',
  'our relay',
  'ftp://relay.example',
  'https://anna:secret@relay.example',
  'relay.example/?a=1',
])('«%s» is no address', (typed) => expect(relayAddress(typed)).toBeUndefined())
