import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { Employee } from '../../shared/employee.ts'
import type { Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { OpenForms } from '../forms/create-open-forms.ts'
import type { ComposerState } from './composer-state.ts'
import type { ConversationState } from './create-conversation-state.ts'
import type { Office } from './office-names.ts'

/** What stands around the messages of a conversation. */
export interface LineSurroundings {
  conversation: ConversationState
  onec: OnecStatus | undefined
  channel: ChannelStatus | undefined
  mayReply: boolean
  employee: Employee | undefined
  office: Office
  now: Instant
  writeAgain: (text: string) => void
  takeBack: ComposerState['takeBack']
  cancel: ComposerState['cancel']
  quote: (message: Message) => void
  edit: (message: Message) => void
  forms: OpenForms
  makeTask: InboxService['makeTask']
  openInOnec: InboxService['openInOnec']
  goTo: (id: MessageId) => void
}

export interface LineProps {
  message: Message
  around: LineSurroundings
}
