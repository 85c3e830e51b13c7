import type { Generated } from 'kysely'
import type { ConversationState, Escalation } from '../../shared/conversation.ts'
import type { RevokedBecause } from '../../shared/employee.ts'
import type {
  BaseId,
  ChannelId,
  ContactId,
  ConversationId,
  Cursor,
  EmployeeId,
  FileId,
  GroupId,
  Instant,
  MessageId,
} from '../../shared/ids.ts'
import type { FileState, FileTrouble, MessageKind, MessageOrigin } from '../../shared/message.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { FailureReason, HoldReason, Stage } from '../../shared/stage.ts'
import type { InboxTables } from './inbox-tables.ts'
import type { OnecTables } from './onec-tables.ts'
import type { SearchTables } from './search-tables.ts'

/**
 * What an arrival is: a decrypted message, one that could not be decrypted (yet), one of which WhatsApp gives a companion only the notice, a call, a receipt.
 */
export type ArrivalWhat = 'message' | 'undecryptable' | 'unavailable' | 'call' | 'receipt'

/** Who said that a LID and a phone are one person: a stanza, an answer to our question, the phone's history. */
export type IdentitySource = 'message' | 'usync' | 'history' | 'notification'

/** How 1C is told that a number stands with WhatsApp. */
export type SessionState = 'connected' | 'qr' | 'offline'

/** Who is told of a journal event: everybody, 1C alone, or employees alone. */
export type JournalAudience = 'all' | 'onec' | 'employees'

/**
 * The tables as both databases hold them. Only types that SQLite and PostgreSQL share: text, integers (bigint, milliseconds for times), bytes.
 * JSON is text and is parsed at the table's file. 0 and 1 stand for no and yes.
 */
export interface Tables extends OnecTables, InboxTables, SearchTables {
  channels: {
    id: ChannelId
    /** What the administrator calls it. */
    name: string
    phone: PhoneNumber | null
    push_name: string | null
    created_at: Instant
    position: Generated<number>
    /** `ChannelSettings` as JSON, as far as they differ from the defaults. */
    settings: string | null
    removed_at: Instant | null
    /** How its base was last told that it stands with WhatsApp. */
    session_told: SessionState | null
  }
  /** Baileys' credentials of a channel, as its own JSON. */
  credentials: { channel_id: ChannelId; value: string }
  /** Signal keys and sessions, as Baileys' own JSON. */
  signal_keys: { channel_id: ChannelId; type: string; id: string; value: string }
  /** What WhatsApp has handed over, durable in the commit of its ratchet and before its receipt leaves. */
  arrivals: {
    channel_id: ChannelId
    /** sha256 of sender and ciphertext: a redelivery finds its first copy. */
    hash: string
    /** The stanza's attributes, as JSON. */
    envelope: string
    /** Decrypted protobuf; dropped some time after it was handled. */
    plaintext: Uint8Array | null
    /** Microseconds, unique and growing: the order of arrival. */
    arrived_order: number
    handled_at: Instant | null
    what: Generated<ArrivalWhat>
  }
  identities: { lid: string; phone: PhoneNumber; source: IdentitySource; at: Instant }
  joined: { from_id: string; into_id: string; at: Instant }
  contacts: { id: ContactId; phone: PhoneNumber | null; lid: string | null; name: string; created_at: Instant }
  conversations: {
    id: ConversationId
    channel_id: ChannelId
    contact_id: ContactId
    state: ConversationState
    owner_id: EmployeeId | null
    unread: number
    waiting_since: Instant | null
    last_message_id: MessageId | null
    last_message_at: Instant
    revision: Cursor
    /** As `sight-column.ts` writes lists of employees. */
    observers: string
    group_id: GroupId | null
    escalation: Escalation | null
    closed_at: Instant | null
    /** When somebody took it or was given it: an alert counts from then on at the earliest. */
    taken_at: Instant | null
    /** Who may see it (`sight-column.ts`): follows from the others, written with them. */
    seen_by: Generated<string>
  }
  messages: {
    id: MessageId
    conversation_id: ConversationId
    channel_id: ChannelId
    kind: MessageKind
    origin: MessageOrigin
    at: Instant
    text: string
    file_id: FileId | null
    author_id: EmployeeId | null
    quoted_message_id: MessageId | null
    raw_kind: string | null
    /** WhatsApp's id of the message. */
    whatsapp_id: string | null
    /** Unique in its channel: what makes a redelivery the same message. */
    whatsapp_key: string | null
    /** The stage it has reached; null for the client's. */
    stage: Stage | null
    /** `MessageDetails` as JSON. */
    details: string | null
    /** What decrypts the votes of a poll, base64. */
    secret: string | null
  }
  waiting_changes: {
    channel_id: ChannelId
    target_whatsapp_id: string
    whatsapp_id: string
    change: string
    at: Instant
  }
  stages: { message_id: MessageId; stage: Stage; at: Instant; reason: FailureReason | null; detail: string | null }
  files: {
    id: FileId
    name: string
    mime: string
    size: number
    sha256: string
    state: FileState
    channel_id: ChannelId | null
    /** How to fetch it from WhatsApp, as JSON of `whatsapp/media.ts`; null for files of our own. */
    source: string | null
    created_at: Instant
    trouble: FileTrouble | null
    width: number | null
    height: number | null
    /** A small JPEG, base64. */
    thumbnail: string | null
    attempts: Generated<number>
    next_attempt_at: Generated<Instant>
    /** When our phone was last asked to upload it again, and how often it was. */
    asked_phone_at: Instant | null
    phone_asks: Generated<number>
    /** It came with the phone's history: everything else is fetched before it. */
    from_history: Generated<number>
    /** The employee who has uploaded it; null for everybody else's. */
    uploaded_by: EmployeeId | null
  }
  journal: {
    seq: Cursor
    at: Instant
    /** Empty where it concerns no conversation. */
    conversation_id: ConversationId | ''
    message_id: MessageId | null
    event: string
    audience: Generated<JournalAudience>
    /** The base that has this number is told of it. */
    channel_id: ChannelId | null
    /** Only this base is told of it. */
    base_id: BaseId | null
    /** Who might see the conversation when this was written (`sight-column.ts`). */
    seen_by: Generated<string>
    /** Who could before, where this has changed it. */
    sight_before: string | null
  }
  counters: { name: string; value: number }
  /** What has yet to leave for WhatsApp. A row goes when the message was sent or has failed for good. */
  outbox: {
    message_id: MessageId
    channel_id: ChannelId
    conversation_id: ConversationId
    ready_at: Instant
    attempts: number
    next_attempt_at: Instant
    not_after: Instant | null
    hold_reason: HoldReason | null
    hold_until: Instant | null
  }
  outgoing_changes: {
    id: string
    channel_id: ChannelId
    conversation_id: ConversationId
    message_id: MessageId
    /** As JSON of `outgoing-changes.ts`. */
    change: string
    at: Instant
    attempts: number
    next_attempt_at: Instant
    /** WhatsApp's id of the change itself. */
    whatsapp_id: string
    sent_at: Instant | null
  }
  first_messages: { channel_id: ChannelId; contact_id: ContactId; at: Instant }
  history_parts: { channel_id: ChannelId; hash: string; notice: string; at: Instant; done_at: Instant | null }
  employees: {
    id: EmployeeId
    name: string
    rights: string
    in_queue: number
    created_at: Instant
    signed_in_at: Instant | null
    revoked_at: Instant | null
    /** The 1C base that he comes from; null when an administrator has invited him. */
    base_id: BaseId | null
    login: string | null
    revoked_because: RevokedBecause | null
    /** With a cursor below this number he needs a snapshot: he was told things under other rights. */
    sight_since: Generated<Cursor>
  }
  tokens: { hash: string; employee_id: EmployeeId; created_at: Instant; revoked_at: Instant | null }
  codes: {
    hash: string
    purpose: 'setup' | 'invitation'
    employee_id: EmployeeId | null
    created_at: Instant
    valid_until: Instant | null
    used_at: Instant | null
  }
  settings: { key: string; value: string }
}
