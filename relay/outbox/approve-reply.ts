import type { FileId, Instant, MessageId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { tellOfMessage } from '../inbox/tell.ts'
import { lockConversation } from '../store/conversations.ts'
import { fileById } from '../store/files.ts'
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
}

export type ApprovalOutcome = 'approved' | 'alreadyApproved' | 'unknown' | 'tooLate' | 'fileMissing'

/** Lets a reply go: it becomes `approved` and enters the outbox. A repeat changes nothing. */
export const createApproveReply =
  (clock: Clock) =>
  async (tx: Writer, approval: Approval): Promise<ApprovalOutcome> => {
    const message = await lockMessage(tx, approval.messageId)
    if (message?.origin !== 'employee') return 'unknown'
    if (message.stage === 'rejected' || message.stage === 'failed') return 'tooLate'
    if (message.stage !== 'accepted' && message.stage !== 'collected') return 'alreadyApproved'
    const now = clock.now()
    if (approval.notAfter !== undefined && approval.notAfter < now) return 'tooLate'
    if (approval.fileId !== undefined && (await fileById(tx, approval.fileId))?.state !== 'ready') return 'fileMissing'
    await replaceByApproval(tx, message, approval, now)
    await reachStage(tx, message.id, { stage: 'approved', at: now })
    await putIntoOutbox(tx, {
      messageId: message.id,
      channelId: message.channel_id,
      conversationId: message.conversation_id,
      readyAt: now,
      notAfter: approval.notAfter,
    })
    return 'approved'
  }

/** 1C may change what is said; then the employee sees what the client will really get. */
async function replaceByApproval(tx: Writer, message: MessageRow, approval: Approval, now: Instant): Promise<void> {
  const text = approval.text ?? message.text
  const file_id = approval.fileId ?? message.file_id
  if (text === message.text && file_id === message.file_id) return
  const file = approval.fileId === undefined ? undefined : await fileById(tx, approval.fileId)
  await changeMessage(tx, message.id, {
    text,
    file_id,
    ...(file ? { kind: kindOfFile({ ...file, isMeasured: file.width !== null }, { text }) } : {}),
  })
  const conversation = await lockConversation(tx, message.conversation_id)
  if (conversation)
    await tellOfMessage(tx, { messageId: message.id, conversation, at: now, first: false, change: 'content' })
}
