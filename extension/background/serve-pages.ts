import * as v from 'valibot'
import { chooseClientSchema } from '../../shared/commands.ts'
import {
  channelIdSchema,
  contactIdSchema,
  conversationIdSchema,
  fileIdSchema,
  messageIdSchema,
} from '../../shared/ids.ts'
import type { InboxService } from './inbox-service.ts'
import { type Question, taking } from './question.ts'
import { questionsAboutDeeds } from './questions-about-deeds.ts'
import { questionsAboutWriting } from './questions-about-writing.ts'

/** What a page gets back; `threw`: the background itself went wrong, not the relay. */
export type Reply = { answer: unknown } | { threw: string }

/** @returns undefined when the message is not for us: others may listen on the same channel. */
export type ServePages = (message: unknown) => Promise<Reply> | undefined

const questionSchema = v.object({ ask: v.string(), args: v.array(v.unknown()) })

/** The gate between pages and background: arguments are parsed here, behind it they are what the interface says. */
export function createServePages(inbox: InboxService): ServePages {
  const questions = new Map(Object.entries(questionsTo(inbox)))
  return (message) => {
    const question = v.safeParse(questionSchema, message)
    if (!question.success) return undefined
    const { ask, args } = question.output
    return answer(ask, questions.get(ask), args)
  }
}

async function answer(name: string, question: Question | undefined, args: unknown[]): Promise<Reply> {
  if (question === undefined) return { threw: `nobody answers to «${name}»` }
  try {
    return { answer: await question(args) }
  } catch (reason) {
    console.error(`${name}:`, reason)
    return { threw: String(reason) }
  }
}

/** What is asked of 1C through the relay. */
const questionsToOnec = (inbox: InboxService) => ({
  askForDocuments: taking(v.tuple([conversationIdSchema, messageIdSchema]), inbox.askForDocuments),
  lookForDocuments: taking(v.tuple([messageIdSchema]), inbox.lookForDocuments),
  makeTask: taking(v.tuple([messageIdSchema, messageIdSchema, v.string()]), inbox.makeTask),
})

function questionsTo(inbox: InboxService): Record<keyof InboxService, Question> {
  return {
    useRelay: taking(v.tuple([v.string()]), inbox.useRelay),
    relayAddress: inbox.relayAddress,
    addressByPolicy: inbox.addressByPolicy,
    setUp: taking(v.tuple([v.string(), v.string()]), inbox.setUp),
    signIn: taking(v.tuple([v.string()]), inbox.signIn),
    signInWays: inbox.signInWays,
    signInWithOnec: taking(v.tuple([v.string(), v.string()]), inbox.signInWithOnec),
    signOut: inbox.signOut,
    reconnectNow: inbox.reconnectNow,
    outboxGrew: inbox.outboxGrew,
    opened: taking(v.tuple([conversationIdSchema]), inbox.opened),
    fetchOlder: taking(v.tuple([conversationIdSchema, v.picklist(['end', 'far'])]), inbox.fetchOlder),
    fetchNewer: taking(v.tuple([conversationIdSchema]), inbox.fetchNewer),
    fetchAround: taking(v.tuple([conversationIdSchema, messageIdSchema]), inbox.fetchAround),
    search: taking(v.union([v.tuple([v.string()]), v.tuple([v.string(), v.string()])]), inbox.search),
    fetchFile: taking(v.tuple([fileIdSchema, v.picklist(['whole', 'small'])]), inbox.fetchFile),
    react: taking(v.tuple([messageIdSchema, v.string()]), inbox.react),
    editMessage: taking(v.tuple([messageIdSchema, v.string()]), inbox.editMessage),
    deleteMessage: taking(v.tuple([messageIdSchema]), inbox.deleteMessage),
    openConversation: taking(v.tuple([channelIdSchema, v.string()]), inbox.openConversation),
    openInOnec: taking(v.tuple([v.string(), v.string()]), inbox.openInOnec),
    ...questionsToOnec(inbox),
    ...questionsAboutDeeds(inbox),
    ...questionsAboutWriting(inbox),
    chooseClient: taking(v.tuple([contactIdSchema, chooseClientSchema]), inbox.chooseClient),
  }
}
