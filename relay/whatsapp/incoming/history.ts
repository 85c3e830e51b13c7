import { proto } from '@whiskeysockets/baileys'

/** A notice of a part of the phone's history as JSON: bytes in base64, as `HistorySyncNotification.fromObject` takes them back. */
export function historyNotice(message: proto.IMessage): string | undefined {
  const { protocolMessage } = message
  const isNotice = protocolMessage?.type === proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION
  const notice = isNotice ? protocolMessage.historySyncNotification : undefined
  return notice ? JSON.stringify(proto.Message.HistorySyncNotification.create(notice)) : undefined
}
