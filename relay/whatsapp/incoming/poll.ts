import type { proto } from '@whiskeysockets/baileys'
import { cleanText } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'

/** A question with answers to choose from. How often each was chosen comes later, vote by vote. */
export function pollContent(message: proto.IMessage): MessageContent | undefined {
  const poll = pollIn(message)
  if (poll) {
    const options = (poll.options ?? []).map(({ optionName }) => ({ text: cleanText(optionName), votes: 0 }))
    // 0: as many as one likes.
    return pollOf(poll.name, poll.selectableOptionsCount !== 1, options)
  }
  const result = message.pollResultSnapshotMessage ?? message.pollResultSnapshotMessageV3
  if (!result) return undefined
  const options = (result.pollVotes ?? []).map(({ optionName, optionVoteCount }) => ({
    text: cleanText(optionName),
    votes: Number(optionVoteCount ?? 0),
  }))
  return pollOf(result.name, true, options)
}

const pollIn = (message: proto.IMessage): proto.Message.IPollCreationMessage | null | undefined =>
  message.pollCreationMessage ??
  message.pollCreationMessageV2 ??
  message.pollCreationMessageV3 ??
  message.pollCreationMessageV5

const pollOf = (
  question: string | null | undefined,
  multiple: boolean,
  options: { text: string; votes: number }[],
): MessageContent => ({
  kind: 'poll',
  text: '',
  details: { poll: { question: cleanText(question), multiple, options } },
})
