import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { createVoiceState } from '../../../extension/voice/create-voice-state.ts'
import type { Listener, Microphone, MicrophoneRight } from '../../../extension/voice/microphone.ts'
import type { VoiceState } from '../../../extension/voice/voice-state.ts'
import { createNewId } from '../../../shared/ids.ts'
import { ivan, messageId, morning, olga } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const database = new InboxDatabase('voice')
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
  const parts = { database, inbox: quietInbox(), conversationId: client.id, microphone, askInTab }
  const voice = createVoiceState({ ...parts, now, newId: createNewId(now) })
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
  await database.open()
})
afterEach(() => database.delete())

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
