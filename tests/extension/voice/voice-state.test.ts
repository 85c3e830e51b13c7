import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { changeHere } from '../../../extension/database/here.ts'
import { wipe } from '../../../extension/database/wipe.ts'
import { createVoiceState } from '../../../extension/voice/create-voice-state.ts'
import type { Listener, Microphone, MicrophoneRight } from '../../../extension/voice/microphone.ts'
import { createRecordingPlace } from '../../../extension/voice/recording-place.ts'
import type { VoiceState } from '../../../extension/voice/voice-state.ts'
import { createNewId } from '../../../shared/ids.ts'
import { anna, boris, conversation, ivan, messageId, morning, olga } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'
import { BrowserLocks } from './browser-locks.ts'

const database = new InboxDatabase('voice')
/** Of the browser, which knows when a window dies. */
let locks = new BrowserLocks()
const opened: VoiceState[] = []
let right: MicrophoneRight
let askInTab: () => void
/** Of the recording that goes on. */
let listener: Listener | undefined
/** What the microphone still has to say when it is stopped. */
let lastWords: Blob | undefined

const microphone: Microphone = {
  right: async () => right,
  record: async (told) => {
    listener = told
    return {
      pause: () => {},
      resume: () => {},
      stop: async () => {
        // The browser gives the last piece a moment later.
        await database.recordings.count()
        if (lastWords !== undefined) told.part(lastWords)
        lastWords = undefined
      },
    }
  },
}

const open = async (client = ivan): Promise<VoiceState> => {
  const now = () => morning
  const place = createRecordingPlace(client.id, locks)
  const parts = { database, inbox: quietInbox(), conversationId: client.id, microphone, place, askInTab }
  const voice = createVoiceState({ ...parts, now, newId: createNewId(now) })
  opened.push(voice)
  await voice.restored
  return voice
}
const said = (text: string) => new Blob([text], { type: 'audio/webm;codecs=opus' })

/** One second of it. */
function speak(text: string, second: number): void {
  for (let tenth = 1; tenth <= 10; tenth += 1) listener?.level(tenth, second - 1 + tenth / 10)
  listener?.part(said(text))
}
const stored = () => database.recordings.count()

beforeEach(async () => {
  right = 'granted'
  askInTab = vi.fn()
  lastWords = undefined
  vi.stubGlobal('reportError', vi.fn())
  locks = new BrowserLocks()
  await database.open()
  for (const client of [ivan, olga]) await database.conversations.put({ ...conversation(client), waitsForMe: 0 })
})
afterEach(async () => {
  for (const voice of opened.splice(0)) voice.leave()
  await database.delete()
})

test('what was recorded goes into the outbox as a voice message, whole and with its waves', async () => {
  const voice = await open()
  await voice.start()
  speak('раз', 1)
  speak('два', 2)
  lastWords = said('три')
  expect(await voice.send(messageId(7))).toBe(true)
  const [row] = await database.outbox.toArray()
  expect(row).toMatchObject({ conversationId: ivan.id, text: '', voice: { seconds: 2 }, quotedMessageId: messageId(7) })
  expect(row?.voice?.waveform).toHaveLength(64)
  expect(row?.file).toMatchObject({ mime: 'audio/webm;codecs=opus', name: expect.stringMatching(/^voice-.*\.webm$/) })
  expect(await row?.file?.bytes.text()).toBe('раздватри')
  expect(await stored()).toBe(0)
  expect(voice.step.value).toBe('none')
})

test('what was said before the popup was closed is there when it is opened again, in its conversation alone', async () => {
  const before = await open()
  await before.start()
  speak('раз', 1)
  await vi.waitFor(async () => expect(await stored()).toBe(1))
  before.leave()
  locks = new BrowserLocks()
  const after = await open()
  expect(after.step.value).toBe('ready')
  expect(after.seconds.value).toBe(1)
  expect(after.levels.value).toHaveLength(10)
  expect(await after.bytes.value?.text()).toBe('раз')
  expect((await open(olga)).step.value).toBe('none')
})

test('what is thrown away is nowhere any more', async () => {
  const voice = await open()
  await voice.start()
  speak('раз', 1)
  lastWords = said('два')
  await voice.cancel()
  expect(await stored()).toBe(0)
  expect(await database.outbox.count()).toBe(0)
  expect((await open()).step.value).toBe('none')
})

test('a new recording begins with nothing of the last one', async () => {
  const voice = await open()
  await voice.start()
  speak('раз', 1)
  await voice.cancel()
  await voice.start()
  speak('заново', 1)
  await voice.send(undefined)
  expect(await (await database.outbox.toArray())[0]?.file?.bytes.text()).toBe('заново')
})

test('as long as nobody was asked, a page in a tab asks, and nothing is recorded', async () => {
  right = 'ask'
  const voice = await open()
  await voice.start()
  expect(askInTab).toHaveBeenCalledOnce()
  expect([voice.step.value, voice.trouble.value]).toEqual(['none', 'askedInTab'])
})

test('when the microphone is denied that is said, and nothing is opened', async () => {
  right = 'denied'
  const voice = await open()
  await voice.start()
  expect(askInTab).not.toHaveBeenCalled()
  expect([voice.step.value, voice.trouble.value]).toEqual(['none', 'denied'])
})

test('when there is no microphone that is said; one that is unplugged leaves what was said', async () => {
  const voice = await open()
  const { record } = microphone
  microphone.record = async () => Promise.reject(new DOMException('none', 'NotFoundError'))
  await voice.start()
  expect([voice.step.value, voice.trouble.value]).toEqual(['none', 'noMicrophone'])
  microphone.record = record
  await voice.start()
  speak('раз', 1)
  listener?.ended()
  await vi.waitFor(() => expect(voice.step.value).toBe('ready'))
  expect(await voice.bytes.value?.text()).toBe('раз')
})

describe('two windows and one recording', () => {
  test('the other one says that it is recorded elsewhere, and neither sends nor empties it; later it can be heard in both', async () => {
    const [panel, popup] = [await open(), await open()]
    await panel.start()
    speak('раз', 1)
    await vi.waitFor(() => expect(popup.step.value).toBe('elsewhere'))
    expect((await open()).step.value).toBe('elsewhere')
    expect(await popup.send(undefined)).toBe(false)
    await popup.start()
    expect(popup.step.value).toBe('elsewhere')
    speak('два', 2)
    await panel.finish()
    await vi.waitFor(() => expect([panel.step.value, popup.step.value]).toEqual(['ready', 'ready']))
    expect(await popup.bytes.value?.text()).toBe('раздва')
    expect(await popup.send(undefined)).toBe(true)
    await vi.waitFor(() => expect(panel.step.value).toBe('none'))
    expect(await panel.send(undefined)).toBe(false)
    expect(await database.outbox.count()).toBe(1)
  })

  test('when the one that records dies, the other offers what was said', async () => {
    const panel = await open()
    await panel.start()
    speak('раз', 1)
    const popup = await open()
    expect(popup.step.value).toBe('elsewhere')
    panel.leave()
    await vi.waitFor(() => expect(popup.step.value).toBe('ready'))
    expect(await popup.bytes.value?.text()).toBe('раз')
  })

  test('each conversation has a recording of its own', async () => {
    const [ivans, olgas] = [await open(), await open(olga)]
    await ivans.start()
    await olgas.start()
    expect([ivans.step.value, olgas.step.value]).toEqual(['recording', 'recording'])
  })
})

describe('what is spoken is not kept', () => {
  const sitsHere = (employee: typeof anna) => changeHere(database, (here) => ({ ...here, employee }))
  const speaking = async () => {
    await sitsHere(anna)
    const voice = await open()
    await voice.start()
    speak('раз', 1)
    await vi.waitFor(async () => expect(await stored()).toBe(1))
    return voice
  }

  test('after the sign-out, also where the next one has the same conversation', async () => {
    const voice = await speaking()
    await wipe(database, 'signedOut', morning)
    await sitsHere(boris)
    await database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })
    speak('два', 2)
    await vi.waitFor(() => expect(voice.step.value).toBe('none'))
    expect([await stored(), await voice.send(undefined), await database.outbox.count()]).toEqual([0, false, 0])
  })

  test('nor once a colleague has the conversation; the recording ends', async () => {
    const voice = await speaking()
    await database.conversations.delete(ivan.id)
    await database.recordings.clear()
    speak('два', 2)
    await vi.waitFor(() => expect(voice.step.value).toBe('none'))
    expect(await stored()).toBe(0)
  })
})
