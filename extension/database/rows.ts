import type { ChannelAlert, ChannelStatus, PairingCode, PhoneCode } from '../../shared/channel-status.ts'
import type { Reply } from '../../shared/commands.ts'
import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { OfficeFrame, OnecAlert } from '../../shared/events.ts'
import type { ConversationId, Cursor, EmployeeId, Instant, MessageId } from '../../shared/ids.ts'
import type { QuickReply } from '../../shared/inbox-commands.ts'
import type { OnecDocument } from '../../shared/onec-document.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import type { RefusalCode } from '../../shared/refusal.ts'
import type { Template } from '../../shared/template.ts'
import type { DraftFileRow } from './draft-row.ts'

/** A conversation as the list needs it, with what the index cannot derive. */
export interface ConversationRow extends Conversation {
  /** 1 when it waits for an answer from the employee who is signed in here, else 0 (IndexedDB cannot index booleans). */
  waitsForMe: 0 | 1
}

/** What a reply can be besides a text or a file. */
export type ReplyPart = Pick<Reply, 'place' | 'contacts' | 'poll' | 'document'>

/** A reply that the relay has not confirmed yet; shown with the stage `typed`. A row of an older version has none of `ReplyPart`, `voice` and `as`. */
export interface OutboxRow extends ReplyPart, Pick<Reply, 'voice' | 'as'> {
  id: MessageId
  conversationId: ConversationId
  text: string
  /** The message that it answers. */
  quotedMessageId?: MessageId
  /** The file's bytes wait here until they are uploaded. */
  file?: { id: string; name: string; mime: string; bytes: Blob }
  typedAt: Instant
  /** A hidden note for colleagues, no reply. Its words are not in `text`: whoever does not know of notes has nothing to send to the client. */
  note?: { text: string; mentions: EmployeeId[] }
  /** The relay was asked to send it and may have it, also when no answer came: it cannot be cancelled any more. */
  asked?: true
  /** How often it was tried, and why the relay refused it for good (a person decides then). */
  attempts: number
  refused?: { code: RefusalCode; message: string }
}

/** How the line to the relay is. A closed list; `link-sentences.ts` has a sentence for each. */
export type LinkState =
  | 'notSetUp'
  | 'signedOut'
  | 'connecting'
  | 'live'
  | 'offline'
  | 'relayTooOld'
  | 'extensionTooOld'
  | 'noRight'

/** Why there is no right to read, where it was not this one person's that was taken away. */
export type WhyNoRight = 'onecDecides'

/** What holds for the whole profile: one row, key `here`. Written only by the background. */
export interface HereRow {
  key: 'here'
  link: LinkState
  linkSince: Instant
  /** With `noRight`. */
  whyNoRight?: WhyNoRight
  /** When the relay was last heard of. */
  heardAt?: Instant
  cursor?: Cursor
  employee?: Employee
  channels: ChannelStatus[]
  onec?: OnecStatus
  /** The largest file that the relay takes, in bytes. */
  largestFile?: number
  /** Colleagues, groups, and after how long a waiting client is an alarm. */
  office?: Omit<OfficeFrame, 'type'>
  /** Codes to scan, by channel; administrators only. */
  pairing: PairingCode[]
  /** Codes to type on the phone, by channel; administrators only. A row of an older version has none of what follows. */
  phoneCodes?: PhoneCode[]
  /** What is wrong with numbers now; administrators only. */
  alerts?: ChannelAlert[]
  /** What is wrong with 1C bases now, and was told; administrators only. */
  onecAlerts?: OnecAlert[]
  /** Alerts that were shown on the desktop: none is shown twice, also when the worker was asleep meanwhile. */
  toldAlerts?: ChannelAlert[]
  /** The version of this extension that could not understand an event of a newer relay, and passed it over: the next version fetches everything anew. */
  puzzled?: string
  /** Of the templates that are kept here: `keep-templates.ts`. */
  templatesWord?: string
}

/** How far a file of ours is on its way to WhatsApp. */
export interface UploadRow {
  id: MessageId
  conversationId: ConversationId
  /** Bytes. */
  sent: number
  total: number
}

/** Which picture of a file: all of it, or the small one that the relay has made. */
export type FileSize = 'whole' | 'small'

/** Bytes that were fetched once and are kept, so that what was seen can be seen again without the relay. */
export interface FileRow {
  /** `fileKey` makes it. */
  key: string
  bytes: Blob
  usedAt: Instant
}

export const fileKey = (fileId: string, size: FileSize): string => `${fileId}:${size}`

/** A conversation that was joined with another, and where it went: `joined.ts`. */
export interface JoinedRow {
  from: ConversationId
  into: ConversationId
}

/** A template of 1C's, and its place in its base's list. */
export interface TemplateRow extends Template {
  position: number
}

/** A question to 1C: which documents of this client there are. */
export interface LookupRow {
  id: MessageId
  conversationId: ConversationId
  askedAt: Instant
  /** Absent while 1C has not answered. */
  documents?: OnecDocument[]
}

/** About a second of a voice message that is being recorded: what is here survives the closing of the page. */
export interface RecordingRow {
  conversationId: ConversationId
  /** From 0; the bytes of all parts one after the other are the recording. */
  part: number
  bytes: Blob
  /** How loud it was, 0–100, `levelsPerSecond` of them. */
  levels: number[]
  /** With all parts so far. */
  seconds: number
}

/** What the employee has read and the relay has not confirmed yet: how the conversation stood when he looked. */
export interface ReadMarkRow {
  conversationId: ConversationId
  unread: number
  lastMessageId?: MessageId
}

/** A colleague is writing in a conversation. */
export interface WritingRow {
  conversationId: ConversationId
  employeeId: EmployeeId
  until: Instant
}

/** A conversation that somebody else has taken while a reply to it was being written: the words stay until a person has seen them. */
export interface TakenRow {
  conversationId: ConversationId
  title: string
  takenBy: string
  text: string
  at: Instant
}

/** A file or a recording that was to leave in such a conversation: it lies here until a person has seen it. */
export interface TakenFileRow extends Pick<DraftFileRow, 'conversationId' | 'position' | 'name' | 'mime' | 'bytes'> {
  id: string
}

/** What the employee is told of a conversation. A closed list; `words.ts` has a sentence for each. */
export type WhyTold = 'message' | 'mention' | 'handedOver' | 'escalated'

/** A conversation of which the employee is to be told, or was and has not looked since: one notification each. */
export interface NoticeRow {
  conversationId: ConversationId
  why: WhyTold
  /** The journal number of the newest thing that it tells: none is told twice. */
  seq: Cursor
  /** With `mention` and `handedOver`: the note. */
  messageId?: MessageId
  /** 1 when the browser has been asked to show it, or it was kept back for good; else 0, also in the next life of the worker. */
  told: 0 | 1
  /** It tells in other words what was told already: nobody is called for it. */
  again?: 1
  /** A note there names this person, who has not looked since: the list marks it. It outlasts what is told of the conversation later. */
  mentioned?: 1
}

/** One's own text, with its place among them. */
export type QuickReplyRow = QuickReply & { position: number }
