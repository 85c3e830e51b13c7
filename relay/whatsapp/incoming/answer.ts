import type { proto } from '@whiskeysockets/baileys'
import { cleanText } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'
import { textInJson } from './text-in-json.ts'

/** What somebody has chosen from buttons, a list or a form: the words that he saw. */
export function answerContent(message: proto.IMessage): MessageContent | undefined {
  const { buttonsResponseMessage: button, listResponseMessage: list, templateButtonReplyMessage: template } = message
  const text =
    button?.selectedDisplayText ||
    button?.selectedButtonId ||
    [list?.title, list?.description].filter(Boolean).join('\n') ||
    list?.singleSelectReply?.selectedRowId ||
    template?.selectedDisplayText ||
    template?.selectedId ||
    interactiveAnswer(message)
  return text ? { kind: 'text', text: cleanText(text) } : undefined
}

function interactiveAnswer({ interactiveResponseMessage: answer }: proto.IMessage): string | undefined {
  return answer?.body?.text || textInJson(answer?.nativeFlowResponseMessage?.paramsJson)
}
