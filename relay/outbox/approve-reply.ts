import type { FileId, Instant, MessageId } from '../../shared/ids.ts'
import type { MessageKind } from '../../shared/message.ts'
import { leftWithoutOnec } from '../../shared/stage.ts'
import type { Clock } from '../clock.ts'
import { tellOfMessage } from '../inbox/tell.ts'
import { lockConversation } from '../store/conversations.ts'
import { fileById } from '../store/files.ts'
import { detailsAsJson, readDetails } from '../store/message-details.ts'
import { changeMessage, lockMessage, type MessageRow } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { putIntoOutbox } from '../store/outbox.ts'
import { kindOfFile } from './kind-of-file.ts'
import { reachStage } from './reach-stage.ts'

/** The word that lets an employee's reply go. What is absent stays as he wrote it. */
export interface Approval {
  messageId: MessageId
  text?: string
  fileId?: FileId
  /** Do not send it later than this. */
  notAfter?: Instant
  /** It is not 1C's word: 1C has been silent for too long, or decides no more. */
  withoutOnec?: true
}

export type ApprovalOutcome = 'approved' | 'alreadyApproved' | 'unknown' | 'isNote' | 'tooLate' | 'fileMissing'

/** Lets a reply go: it becomes `approved` and enters the outbox. A repeat changes nothing. */
export const createApproveReply =
  (clock: Clock) =>
  async (tx: Writer, approval: Approval): Promise<ApprovalOutcome> => {
    const message = await lockMessage(tx, approval.messageId)
    if (message?.origin !== 'employee') return 'unknown'
    if (message.kind === 'note') return 'isNote'
    if (message.stage === 'rejected' || message.stage === 'failed') return 'tooLate'
    if (message.stage !== 'accepted' && message.stage !== 'collected') return 'alreadyApproved'
    const now = clock.now()
    if (approval.notAfter !== undefined && approval.notAfter < now) return 'tooLate'
    if (approval.fileId !== undefined && (await fileById(tx, approval.fileId))?.state !== 'ready') return 'fileMissing'
    // A document without its file would be an empty message.
    if (asksForDocument(message) && approval.fileId === undefined) return 'fileMissing'
    await replaceByApproval(tx, message, approval, now)
    const detail = approval.withoutOnec ? { detail: leftWithoutOnec } : {}
    await reachStage(tx, message.id, { stage: 'approved', at: now, ...detail })
    await putIntoOutbox(tx, {
      messageId: message.id,
      channelId: message.channel_id,
      conversationId: message.conversation_id,
      readyAt: now,
      notAfter: approval.notAfter,
    })
    return 'approved'
  }

const asksForDocument = ({ details }: MessageRow): boolean => readDetails(details).document !== undefined

/** These hold no words: what 1C says of them is how it was told of them in words (`onec/text-for-onec.ts`). */
const wordless: readonly MessageKind[] = ['location', 'contacts', 'poll', 'sticker', 'voice', 'audio']

/** 1C may change what is said; then the employee sees what the client will really get. */
async function replaceByApproval(tx: Writer, message: MessageRow, approval: Approval, now: Instant): Promise<void> {
  const otherFile = approval.fileId !== undefined && approval.fileId !== message.file_id
  const keepsWords = !otherFile && wordless.includes(message.kind)
  const text = keepsWords ? message.text : (approval.text ?? message.text)
  if (text === message.text && !otherFile) return
  await changeMessage(tx, message.id, { text, ...(otherFile ? await fileInstead(tx, message, approval, text) : {}) })
  const conversation = await lockConversation(tx, message.conversation_id)
  if (conversation)
    await tellOfMessage(tx, { messageId: message.id, conversation, at: now, first: false, change: 'content' })
}

/** The file takes the place of all that the message was. */
async function fileInstead(tx: Writer, message: MessageRow, { fileId }: Approval, text: string) {
  const file = fileId && (await fileById(tx, fileId))
  if (!file) return {}
  const {
    location: _place,
    contacts: _cards,
    poll: _poll,
    playback: _played,
    ...details
  } = readDetails(message.details)
  return {
    file_id: file.id,
    kind: kindOfFile({ ...file, isMeasured: file.width !== null }, { text }),
    details: detailsAsJson(details),
    secret: null,
  }
}
