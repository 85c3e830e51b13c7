import type { ReplyRules } from '../../relay/inbox/accept-reply.ts'

/** The rules of replies where nobody sends polls, cards, stickers or recordings. */
export const plainReplies: Pick<ReplyRules, 'newSecret' | 'phoneIn' | 'convertFile'> = {
  newSecret: () => Buffer.alloc(32, 7).toString('base64'),
  phoneIn: () => undefined,
  convertFile: async () => undefined,
}
