import { vi } from 'vitest'
import type { Asked, InboxService } from '../../../extension/background/inbox-service.ts'

const unreachable = async (): Promise<Asked<never>> => ({ ok: false, code: 'unreachable', message: 'no relay' })

/** A background whose relay is out of reach, unless a test says what it answers. */
export function quietInbox(answers: Partial<InboxService> = {}): InboxService {
  const quiet: InboxService = {
    useRelay: unreachable,
    relayAddress: async () => undefined,
    setUp: unreachable,
    signIn: unreachable,
    signInWays: unreachable,
    signInWithOnec: unreachable,
    signOut: async () => undefined,
    reconnectNow: async () => undefined,
    outboxGrew: vi.fn(async () => undefined),
    opened: vi.fn(async () => undefined),
    fetchOlder: unreachable,
    fetchFile: unreachable,
    react: unreachable,
    editMessage: unreachable,
    deleteMessage: unreachable,
    openConversation: unreachable,
    chooseClient: unreachable,
    openInOnec: async () => 'newTab' as const,
    askForDocuments: unreachable,
    lookForDocuments: unreachable,
    makeTask: unreachable,
    channels: unreachable,
    addChannel: unreachable,
    changeChannel: unreachable,
    removeChannel: unreachable,
    connectChannel: unreachable,
    answerOtherNumber: unreachable,
    startPairing: unreachable,
    unlink: unreachable,
    employees: unreachable,
    invite: unreachable,
    inviteAgain: unreachable,
    changeEmployee: unreachable,
    removeEmployee: unreachable,
    bases: unreachable,
    linkBase: unreachable,
    renewBaseToken: unreachable,
    setPushTarget: unreachable,
    changeBase: unreachable,
    checkBase: unreachable,
    badPhones: unreachable,
    rejectedEvents: unreachable,
    removeBase: unreachable,
    synchronisation: unreachable,
    setSynchronisation: unreachable,
  }
  return { ...quiet, ...answers }
}
