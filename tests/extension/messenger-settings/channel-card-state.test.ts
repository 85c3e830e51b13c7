import { expect, test, vi } from 'vitest'
import { createChannelsState } from '../../../extension/messenger-settings/create-channels-state.ts'
import { pairingSentence } from '../../../extension/messenger-settings/pairing-sentence.ts'
import { codeInHalves } from '../../../extension/messenger-settings/phone-pairing.tsx'
import { settingsFaults } from '../../../extension/messenger-settings/settings-faults.ts'
import { defaultChannelSettings } from '../../../shared/channel-settings.ts'
import { channel, channelId } from '../background/cast.ts'
import { speak } from '../design/speak.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const row = { channel: channel('online'), settings: { ...defaultChannelSettings, proxy: 'http://u:***@host:3128' } }
const asked = <T>(value: T) => ({ ok: true as const, value })

async function open(changeChannel = vi.fn(async () => asked(row))) {
  const state = createChannelsState(quietInbox({ channels: async () => asked([row]), changeChannel }))
  await state.load.run()
  return { settings: state.of(channelId).settings, changeChannel }
}

test('only what was changed is sent, so a hidden password stays where it is', async () => {
  const { settings, changeChannel } = await open()
  settings.set({ perMinute: 12 })
  expect(settings.changed.value).toBe(true)
  expect(await settings.save.run()).toBe(true)
  expect(changeChannel).toHaveBeenCalledWith(channelId, { settings: { perMinute: 12 } })
  expect(settings.changed.value).toBe(false)
})

test('a field that cannot be saved says so, and nothing is sent', async () => {
  const { settings, changeChannel } = await open()
  settings.set({ perMinute: 0, proxy: 'прокси' })
  expect(settings.faults.value).toEqual({ perMinute: true, proxy: true })
  expect(await settings.save.run()).toBe(false)
  expect(changeChannel).not.toHaveBeenCalled()
  settings.undo()
  expect(settings.changed.value).toBe(false)
  expect(settings.form.value?.perMinute).toBe(defaultChannelSettings.perMinute)
})

test.each([
  [{ burst: 1.5 }, ['burst']],
  [{ newConversationsPerDay: Number.NaN }, ['newConversationsPerDay']],
  [{ proxy: 'ftp://host' }, ['proxy']],
  [{ proxy: null, historyDays: 30 as const, perMinute: 600 }, []],
])('of %o these cannot be saved: %o', (change, names) => {
  expect(Object.keys(settingsFaults(change))).toEqual(names)
})

test('the same card is given for a number each time, so that what was typed in it stays', () => {
  const state = createChannelsState(quietInbox())
  expect(state.of(channelId)).toBe(state.of(channelId))
})

test('a code that was asked for is waited for; refused or cancelled, it is not', async () => {
  const refused = { ok: false as const, code: 'badRequest' as const }
  const answers = [asked(null), asked(null), refused]
  const startPairing = async () => answers.shift() ?? refused
  const inbox = quietInbox({ startPairing, unlink: async () => asked(null) } as never)
  const card = createChannelsState(inbox).of(channelId)
  await card.pair.run()
  expect(card.begins.value).toBe(true)
  await card.unlink.run()
  expect(card.begins.value).toBe(false)
  await card.pair.run()
  await card.pair.run('123')
  expect(card.begins.value).toBe(false)
})

test('a number that is no phone is called that; what WhatsApp says stands on the card already', () => {
  speak('ru')
  expect(pairingSentence({ code: 'badRequest' })).toContain('не похоже на номер телефона')
  expect(pairingSentence({ code: 'conflict' })).toBeUndefined()
  expect(pairingSentence({ code: 'unreachable' })).toContain('Реле не отвечает')
})

test('a code for the phone is read in two halves', () => {
  expect(codeInHalves('ABCD1234')).toBe('ABCD-1234')
})
