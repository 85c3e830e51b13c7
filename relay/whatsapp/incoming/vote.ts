import { createHash } from 'node:crypto'
import { decryptPollVote, jidNormalizedUser, type proto } from '@whiskeysockets/baileys'
import * as v from 'valibot'
import type { MessageChange, ReadVotes } from '../../inbox/incoming-message.ts'

/** The jids of the two sides of a conversation, in each form that is known: a vote is encrypted under one of them. */
export interface Names {
  client: readonly string[]
  us: readonly string[]
}

const base64 = v.pipe(v.string(), v.base64())
/** A vote as it travels through the store, opaque to everybody else: it may have to wait until its poll can be read. */
const voteSchema = v.object({
  pollId: v.string(),
  payload: base64,
  iv: base64,
  voters: v.array(v.string()),
  creators: v.array(v.string()),
})
type Vote = v.InferOutput<typeof voteSchema>

/** What somebody has chosen in a poll; only the poll's own secret can tell what that is. */
export function voteChange(
  { pollCreationMessageKey: key, vote }: proto.Message.IPollUpdateMessage,
  side: 'client' | 'phone',
  names: Names,
): Extract<MessageChange, { type: 'votes' }> | undefined {
  if (!key?.id || !vote?.encPayload || !vote.encIv) return undefined
  const [mine, other] = side === 'phone' ? [names.us, names.client] : [names.client, names.us]
  const named = [key.participant, key.remoteJid].map((jid) => jidNormalizedUser(jid ?? '')).filter((jid) => jid !== '')
  const sealed: Vote = {
    pollId: key.id,
    payload: Buffer.from(vote.encPayload).toString('base64'),
    iv: Buffer.from(vote.encIv).toString('base64'),
    voters: [...mine],
    creators: [...new Set(key.fromMe ? mine : [...other, ...named])],
  }
  return { type: 'votes', vote: JSON.stringify(sealed), read: readVotes }
}

/** Tries every pair of names: the sender's app decides whether it goes by phone or by LID. */
export const readVotes: ReadVotes = (sealed, secret, options) => {
  const vote = v.parse(voteSchema, JSON.parse(sealed))
  for (const voter of vote.voters) {
    for (const creator of vote.creators) {
      const chosen = decrypted(vote, secret, { voter, creator })
      if (chosen) return options.filter((option) => chosen.has(hashOf(option)))
    }
  }
  return undefined
}

function decrypted(vote: Vote, secret: string, { voter, creator }: { voter: string; creator: string }) {
  try {
    const { selectedOptions } = decryptPollVote(
      { encPayload: Buffer.from(vote.payload, 'base64'), encIv: Buffer.from(vote.iv, 'base64') },
      { pollMsgId: vote.pollId, pollEncKey: Buffer.from(secret, 'base64'), voterJid: voter, pollCreatorJid: creator },
    )
    return new Set((selectedOptions ?? []).map((hash) => Buffer.from(hash).toString('hex')))
  } catch {
    // Not meant under these names: the cipher checks itself.
    return undefined
  }
}

const hashOf = (option: string): string => createHash('sha256').update(option).digest('hex')
