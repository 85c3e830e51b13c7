import { type ReadonlySignal, signal } from '@preact/signals'
import type { SendKey, SendKeyDoor } from '../browser/send-key.ts'

export interface SendKeyState {
  sendKey: ReadonlySignal<SendKey>
  choose(sendKey: SendKey): Promise<void>
  stop(): void
}

/** By which key messages leave; a change in the settings holds at once in every open page. */
export function createSendKeyState(door: SendKeyDoor): SendKeyState {
  const sendKey = signal<SendKey>('enter')
  const stop = door.onChange((chosen) => {
    sendKey.value = chosen
  })
  void door.read().then((chosen) => {
    sendKey.value = chosen
  })
  return {
    sendKey,
    stop,
    choose: async (chosen) => {
      sendKey.value = chosen
      await door.save(chosen)
    },
  }
}
