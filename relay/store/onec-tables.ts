import type { Generated } from 'kysely'
import type { ClientKind } from '../../shared/client.ts'
import type { BadUserFault } from '../../shared/employee.ts'
import type { BaseId, ContactId, ConversationId, Cursor, EmployeeId, Instant, MessageId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { PushFailure } from '../../shared/push-failure.ts'

/** The tables of the 1C side; what holds for all of them stands at `Tables`. */
export interface OnecTables {
  bases: {
    id: BaseId
    name: string
    token_hash: string
    /** How far this base has applied the journal, by its own word. */
    cursor: Cursor
    created_at: Instant
    last_exchange_at: Instant | null
    push_url: string | null
    push_login: string | null
    push_password: string | null
    push_error: PushFailure | null
    /** ChannelIds as JSON; null: all that no other base has. */
    channels: string | null
    web_address: string | null
    prefer_responsible: Generated<number>
    push_secret: string | null
    users_revision: string | null
    /** Of a snapshot that was not taken, since nobody would have been left. */
    users_refused: string | null
    templates_revision: string | null
    /** What it says of its own job, as JSON of `relay/onec/packet.ts`. */
    job: string | null
    /** When it last came by itself. */
    last_pull_at: Instant | null
    /** ChannelIds as JSON: whose clients it was asked about, or is being asked. */
    clients_wanted_of: string | null
  }
  bad_users: {
    base_id: BaseId
    position: number
    user_id: EmployeeId | null
    name: string
    fault: BadUserFault
    at: Instant
  }
  clients: {
    base_id: BaseId
    phone: PhoneNumber
    ref: string
    position: number
    name: string
    kind: ClientKind
    url: string | null
    responsible_id: EmployeeId | null
  }
  /** What a base was asked about a phone, or will be (`asked_at` null); `asked_seq` is the question's number in the journal. */
  client_lookups: {
    base_id: BaseId
    phone: PhoneNumber
    wanted_at: Instant
    asked_at: Instant | null
    asked_seq: Cursor | null
    answered_at: Instant | null
  }
  chosen_clients: { contact_id: ContactId; base_id: BaseId; ref: string; employee_id: EmployeeId; at: Instant }
  bad_phones: {
    base_id: BaseId
    ref: string
    /** As it stands in 1C. */
    written: string
    name: string
    fault: string
    url: string | null
    at: Instant
  }
  templates: { base_id: BaseId; id: string; position: number; name: string; text: string; fields: string }
  document_lookups: {
    id: MessageId
    base_id: BaseId
    conversation_id: ConversationId
    employee_id: EmployeeId
    asked_at: Instant
    answered_at: Instant | null
    /** OnecDocuments as JSON. */
    documents: string | null
  }
  task_requests: {
    id: MessageId
    base_id: BaseId
    conversation_id: ConversationId
    message_id: MessageId
    employee_id: EmployeeId
    text: string
    at: Instant
    answered_at: Instant | null
  }
  /** Everything 1C ever asked us to send: the answer to a repeat, for ever. */
  onec_outgoing: {
    outgoing_id: MessageId
    base_id: BaseId
    received_at: Instant
    /** `Result` as JSON. */
    result: string
    /** When the result last went to 1C in a packet. */
    result_sent_at: Instant | null
  }
  /** Events that 1C could not apply. They never stop the line; the administrator sees them. */
  onec_rejected: { base_id: BaseId; seq: Cursor; code: string; message: string; at: Instant }
}
