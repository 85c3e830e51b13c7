import { useEffect } from 'preact/hooks'
import type { ConversationId, MessageId } from '../../shared/ids.ts'
import { wantedMessage } from './wanted-message.ts'

/** Goes to the message that was chosen among the results, once its conversation has something to show. */
export function useWantedMessage(
  conversationId: ConversationId | undefined,
  isShown: boolean,
  goTo: (id: MessageId) => void,
): void {
  const wanted = wantedMessage.value
  useEffect(() => {
    if (!isShown || wanted === undefined || wanted.conversationId !== conversationId) return
    wantedMessage.value = undefined
    goTo(wanted.messageId)
  }, [wanted, isShown, conversationId])
}
