import { describe, expect, it } from 'vitest'
import { readSettings, WrongSettings } from '../../relay/settings.ts'

describe('the relay’s settings', () => {
  it('need nothing at all', () => {
    const settings = readSettings({}, undefined)
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 8787,
      dataDir: 'data',
      country: 'RU',
      databaseUrl: undefined,
    })
  })

  it('come from .env where the environment leaves them open', () => {
    const settings = readSettings({ RELAY_PORT: '9000' }, 'RELAY_PORT=1\nRELAY_DATA=/srv/panel # here\n')
    expect(settings).toMatchObject({ port: 9000, dataDir: '/srv/panel' })
  })

  it('tell every mistake at once, in words', () => {
    const wrong = {
      RELAY_PORT: 'eighty',
      DATABASE_URL: 'mysql://x',
      RELAY_LOG_LEVEL: 'loud',
      RELAY_TIME_ZONE: 'Moon/Sea',
      RELAY_COUNTRY: 'Moon',
    }
    const attempt = () => readSettings(wrong, undefined)
    expect(attempt).toThrow(WrongSettings)
    expect(attempt).toThrow(/RELAY_PORT=eighty: the port: a whole number/)
    expect(attempt).toThrow(/DATABASE_URL=mysql:\/\/x: an address like postgres/)
    expect(attempt).toThrow(/RELAY_LOG_LEVEL=loud: one of fatal/)
    expect(attempt).toThrow(/RELAY_COUNTRY=Moon: two letters/)
    expect(attempt).toThrow(/RELAY_TIME_ZONE=Moon\/Sea: a time zone/)
  })

  it('name a setting that does not exist, for it is a slip of the pen', () => {
    expect(() => readSettings({ RELAY_PROT: '80' }, undefined)).toThrow(/RELAY_PROT: there is no such setting/)
  })

  it('never let a stand-in for WhatsApp be somewhere else than on this machine', () => {
    expect(() => readSettings({ RELAY_WHATSAPP_STAND_IN: 'ws://evil.example/ws' }, undefined)).toThrow(
      /only a stand-in on this machine/,
    )
  })

  it('take an empty value as not set', () => {
    expect(readSettings({ DATABASE_URL: '' }, undefined).databaseUrl).toBeUndefined()
  })
})
