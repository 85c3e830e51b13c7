import type { SignInWays } from '../../shared/answers.ts'
import type { ChosenClient } from '../../shared/commands.ts'
import type { ChannelId, ContactId, ConversationId, EmployeeId, FileId, MessageId } from '../../shared/ids.ts'
import type { HandOver, QuickReply, WriteNote } from '../../shared/inbox-commands.ts'
import type { RefusalCode } from '../../shared/refusal.ts'
import type { SearchPage } from '../../shared/search.ts'
import type { OpenedInOnec } from '../browser/open-in-onec.ts'
import type { DraftRow } from '../database/draft-row.ts'
import type { FormRow } from '../database/form-row.ts'
import type { FileSize } from '../database/rows.ts'

/** What the relay or the link refused; `unreachable`: the relay did not answer; `notARelay`: something else answered. */
export type AskedCode = RefusalCode | 'unreachable' | 'notARelay'
export type Asked<T> =
  | { ok: true; value: T }
  /** `takenBy`: with `takenByOther`, who was faster. */
  | { ok: false; code: AskedCode; message: string; retryAfterSeconds?: number; takenBy?: string }

/** Of a conversation the browser has its end, and what stands around a message far up when somebody has gone there: Dexie's `messages` and `farMessages`. */
export type HistoryPart = 'end' | 'far'

/** `id`: of the note that comes of it. A page that may ask twice for the same keeps one; else it is made. */
type WithNote<Wanted extends { id: MessageId }> = Omit<Wanted, 'id'> & { id?: MessageId | undefined }

/**
 * Everything that pages may ask of the background, in one place. Data to show is not asked for: pages read Dexie by live query.
 * Replies are not here either: a page puts them into Dexie's outbox and calls `outboxGrew`, so a reply is durable before anybody is asked.
 */
export interface InboxService {
  /** Stores the address (checked by GET /healthz) and connects. */
  useRelay(address: string): Promise<Asked<void>>
  relayAddress(): Promise<string | undefined>
  /** The company's browser policy has set it: `useRelay` is refused. */
  addressByPolicy(): Promise<boolean>
  /** Makes the first administrator. */
  setUp(code: string, name: string): Promise<Asked<void>>
  signIn(code: string): Promise<Asked<void>>
  /** The ways in that the relay offers beside codes. */
  signInWays(): Promise<Asked<SignInWays>>
  /** With login and password of 1C, which are kept nowhere. */
  signInWithOnec(login: string, password: string): Promise<Asked<void>>
  /** Forgets the token and wipes the local data. */
  signOut(): Promise<void>
  reconnectNow(): Promise<void>

  outboxGrew(): Promise<void>
  /** The employee has opened the conversation: nothing in it is unread any more. */
  opened(conversationId: ConversationId): Promise<void>
  /** Fetches what stands above a part of the conversation from the relay into Dexie; false when there is nothing more. */
  fetchOlder(conversationId: ConversationId, part: HistoryPart): Promise<Asked<boolean>>
  /** Fetches what stands below the far part. Where the two parts meet, they become one. */
  fetchNewer(conversationId: ConversationId): Promise<Asked<void>>
  /** Makes what stands around a message the far part of its conversation; false: there is no such message. */
  fetchAround(conversationId: ConversationId, messageId: MessageId): Promise<Asked<boolean>>
  /** Everything that the relay finds and he may see; `page`: `nextPage` of the page before. Nothing of it is stored. */
  search(query: string, page?: string): Promise<Asked<SearchPage>>
  /** Fetches a file, or the small picture of it, into Dexie's `files`: the background holds the token, and what is kept there has no limit of a message. */
  fetchFile(fileId: FileId, size: FileSize): Promise<Asked<void>>
  /** An empty emoji takes the reaction back. */
  react(messageId: MessageId, emoji: string): Promise<Asked<void>>
  editMessage(messageId: MessageId, text: string): Promise<Asked<void>>
  deleteMessage(messageId: MessageId): Promise<Asked<void>>
  /** Opens the conversation with a phone, as a person typed it; what it was or is now comes into Dexie. */
  openConversation(channelId: ChannelId, phone: string): Promise<Asked<ConversationId>>
  /** Takes a conversation that is nobody's without answering yet; refused `takenByOther` when somebody was faster. What these change comes back as an event. */
  claim(conversationId: ConversationId): Promise<Asked<void>>
  /** To an employee, a group or the queue. */
  handOver(conversationId: ConversationId, wanted: WithNote<HandOver>): Promise<Asked<void>>
  close(conversationId: ConversationId): Promise<Asked<void>>
  /** Whoever reopens becomes the owner. */
  reopen(conversationId: ConversationId): Promise<Asked<void>>
  /** A hidden note; whoever is mentioned in it observes from now on. */
  writeNote(conversationId: ConversationId, note: WithNote<WriteNote>): Promise<Asked<void>>
  /** An observer leaves. */
  stopObserving(conversationId: ConversationId): Promise<Asked<void>>
  /** Tells colleagues that he is writing there; for each key, told on at most every three seconds. */
  writing(conversationId: ConversationId): Promise<void>
  /** One's own quick replies from the relay, in their order; they come into Dexie's `quickReplies` too. */
  quickReplies(): Promise<Asked<QuickReply[]>>
  setQuickReplies(list: QuickReply[]): Promise<Asked<QuickReply[]>>
  /**
   * Opens a card or a task in the 1C tab that is open, else in a new one. `webAddress`: of its base, from `here.onec.bases` (where there is none, offer the link to copy);
   * `url`: 1C's internal link, like `e1cib/data/…`.
   */
  openInOnec(webAddress: string, url: string): Promise<OpenedInOnec>
  /** A page is being closed, and its last words are not on the disk yet. @param author who has typed them: whoever has signed in since gets nothing of them. */
  keepDraft(draft: DraftRow, author: EmployeeId | undefined): Promise<void>
  /** The same of forms that are half filled in. */
  keepForms(forms: FormRow[], author: EmployeeId | undefined): Promise<void>
  /** A reply was taken out of the outbox before it left: its upload ends, and the relay keeps nothing of it. */
  forgetUpload(messageId: MessageId, fileId: string): Promise<void>
  /** Asks 1C for the documents of this conversation's client. Its answer comes into Dexie's `lookups`, when its job has run. */
  askForDocuments(conversationId: ConversationId, lookupId: MessageId): Promise<Asked<void>>
  /** Looks whether 1C has answered while nobody listened. */
  lookForDocuments(lookupId: MessageId): Promise<Asked<void>>
  /** Wants a task made in 1C of this message; `taskId` makes a repeat harmless. The note of it comes as an event. */
  makeTask(messageId: MessageId, taskId: MessageId, text: string): Promise<Asked<void>>

  /** Which of several cards of 1C a contact is, for everybody; null: none of them. */
  chooseClient(contactId: ContactId, chosen: ChosenClient): Promise<Asked<void>>
}
