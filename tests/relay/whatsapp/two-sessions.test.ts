import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { mendTriedSessions } from '../../../relay/whatsapp/mend-tried-sessions.ts'
import { silenceLibsignal } from '../../../relay/whatsapp/silence-libsignal.ts'
import { type Letter, read, type Side, signalSide } from './signal-side.ts'

let speak: () => void
beforeAll(() => {
  speak = silenceLibsignal()
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterAll(() => {
  speak()
  vi.useRealTimers()
})

const mended = async (at: Side, from: string, letter: Letter) =>
  String(
    Buffer.from(
      await at.keys.transaction(() => mendTriedSessions(at.keys, at.repository, { jid: from, ...letter }), from),
    ),
  )

/** The relay restarts and opens a new session with Anna while a message of hers is under way on the old one. */
async function crossing(decrypt: typeof read): Promise<string> {
  const relay = signalSide('100@lid')
  const anna = signalSide('200@lid')
  await anna.repository.injectE2ESession({ jid: relay.jid, session: await relay.bundle(1) })
  await decrypt(relay, anna.jid, await anna.encrypt(relay.jid, 'hello'))
  await read(anna, relay.jid, await relay.encrypt(anna.jid, 'hello too'))
  const underWay = await anna.encrypt(relay.jid, 'on the old session')
  // libsignal tries the session used last first, by the millisecond.
  vi.setSystemTime(Date.now() + 10)
  await relay.repository.injectE2ESession({ jid: anna.jid, session: await anna.bundle(1) })
  const opening = await relay.encrypt(anna.jid, 'on the new session')
  await decrypt(relay, anna.jid, underWay)
  await read(anna, relay.jid, opening)
  return await decrypt(relay, anna.jid, await anna.encrypt(relay.jid, 'answer on the new session'))
}

it('reads an answer on the new session after a late message on the old one', async () => {
  expect(await crossing(mended)).toBe('answer on the new session')
})

it('is still needed: libsignal alone spoils the new session', async () => {
  await expect(crossing(read)).rejects.toThrow('No matching sessions')
})
