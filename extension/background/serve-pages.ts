import * as v from 'valibot'
import {
  baseChangeSchema,
  channelChangeSchema,
  chooseClientSchema,
  employeeChangeSchema,
  inviteSchema,
  pushTargetSchema,
  synchronisationSchema,
} from '../../shared/commands.ts'
import {
  baseIdSchema,
  channelIdSchema,
  contactIdSchema,
  conversationIdSchema,
  employeeIdSchema,
  fileIdSchema,
  messageIdSchema,
} from '../../shared/ids.ts'
import type { InboxService } from './inbox-service.ts'

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

type Question = (args: unknown[]) => Promise<unknown>

async function answer(name: string, question: Question | undefined, args: unknown[]): Promise<Reply> {
  if (question === undefined) return { threw: `nobody answers to «${name}»` }
  try {
    return { answer: await question(args) }
  } catch (reason) {
    console.error(`${name}:`, reason)
    return { threw: String(reason) }
  }
}

const taking =
  <Args extends unknown[]>(
    schema: v.GenericSchema<unknown, Args>,
    act: (...args: Args) => Promise<unknown>,
  ): Question =>
  async (args) =>
    act(...v.parse(schema, args))

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
    setUp: taking(v.tuple([v.string(), v.string()]), inbox.setUp),
    signIn: taking(v.tuple([v.string()]), inbox.signIn),
    signInWays: inbox.signInWays,
    signInWithOnec: taking(v.tuple([v.string(), v.string()]), inbox.signInWithOnec),
    signOut: inbox.signOut,
    reconnectNow: inbox.reconnectNow,
    outboxGrew: inbox.outboxGrew,
    opened: taking(v.tuple([conversationIdSchema]), inbox.opened),
    fetchOlder: taking(v.tuple([conversationIdSchema]), inbox.fetchOlder),
    fetchFile: taking(v.tuple([fileIdSchema, v.picklist(['whole', 'small'])]), inbox.fetchFile),
    react: taking(v.tuple([messageIdSchema, v.string()]), inbox.react),
    editMessage: taking(v.tuple([messageIdSchema, v.string()]), inbox.editMessage),
    deleteMessage: taking(v.tuple([messageIdSchema]), inbox.deleteMessage),
    openConversation: taking(v.tuple([channelIdSchema, v.string()]), inbox.openConversation),
    openInOnec: taking(v.tuple([v.string(), v.string()]), inbox.openInOnec),
    ...questionsToOnec(inbox),
    channels: inbox.channels,
    addChannel: taking(v.tuple([v.string()]), inbox.addChannel),
    changeChannel: taking(v.tuple([channelIdSchema, channelChangeSchema]), inbox.changeChannel),
    removeChannel: taking(v.tuple([channelIdSchema]), inbox.removeChannel),
    connectChannel: taking(v.tuple([channelIdSchema]), inbox.connectChannel),
    answerOtherNumber: taking(v.tuple([channelIdSchema, v.picklist(['former', 'new'])]), inbox.answerOtherNumber),
    startPairing: (args) =>
      args.length === 1
        ? taking(v.tuple([channelIdSchema]), (id) => inbox.startPairing(id))(args)
        : taking(v.tuple([channelIdSchema, v.string()]), inbox.startPairing)(args),
    unlink: taking(v.tuple([channelIdSchema]), inbox.unlink),
    employees: inbox.employees,
    invite: taking(v.tuple([inviteSchema]), inbox.invite),
    inviteAgain: taking(v.tuple([employeeIdSchema]), inbox.inviteAgain),
    changeEmployee: taking(v.tuple([employeeIdSchema, employeeChangeSchema]), inbox.changeEmployee),
    removeEmployee: taking(v.tuple([employeeIdSchema]), inbox.removeEmployee),
    bases: inbox.bases,
    linkBase: taking(v.tuple([v.string()]), inbox.linkBase),
    renewBaseToken: taking(v.tuple([baseIdSchema]), inbox.renewBaseToken),
    setPushTarget: taking(v.tuple([baseIdSchema, pushTargetSchema]), inbox.setPushTarget),
    changeBase: taking(v.tuple([baseIdSchema, baseChangeSchema]), inbox.changeBase),
    checkBase: taking(v.tuple([baseIdSchema]), inbox.checkBase),
    badPhones: taking(v.tuple([baseIdSchema]), inbox.badPhones),
    chooseClient: taking(v.tuple([contactIdSchema, chooseClientSchema]), inbox.chooseClient),
    rejectedEvents: taking(v.tuple([baseIdSchema]), inbox.rejectedEvents),
    removeBase: taking(v.tuple([baseIdSchema]), inbox.removeBase),
    synchronisation: inbox.synchronisation,
    setSynchronisation: taking(v.tuple([synchronisationSchema]), inbox.setSynchronisation),
  }
}
