import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { ChannelId } from '../../shared/ids.ts'
import type { SetAlarm } from '../timer.ts'
import { stateWords, troubleWords } from './terminal-words.ts'

/** A state that is over sooner is nobody's business. Milliseconds. */
const lastsFor = 3_000

/** What the person in front of the terminal is told of a number; pure. Undefined: nothing that he could want to know. */
export function terminalSentence({ title, phone, state, trouble }: ChannelStatus): string | undefined {
  const name = phone ? `${title} (${phone})` : title
  if (trouble) return `${name}: ${troubleWords[trouble]}`
  if (state === 'notPaired' || state === 'waitingForScan' || state === 'pairing') return undefined
  return `${name}: ${stateWords[state]}`
}

/** Says one plain sentence for each state that lasts, once; the log has the rest. */
export function createTellTerminal(say: (sentence: string) => void, setAlarm: SetAlarm) {
  const said = new Map<ChannelId, string | undefined>()
  const waiting = new Map<ChannelId, { sentence: string | undefined; cancel: () => void }>()
  return (channel: ChannelStatus): void => {
    const { channelId } = channel
    const sentence = terminalSentence(channel)
    if (waiting.get(channelId)?.sentence === sentence && waiting.has(channelId)) return
    waiting.get(channelId)?.cancel()
    const cancel = setAlarm(lastsFor, () => {
      waiting.delete(channelId)
      if (said.get(channelId) === sentence) return
      said.set(channelId, sentence)
      if (sentence !== undefined) say(sentence)
    })
    waiting.set(channelId, { sentence, cancel })
  }
}
