import { i18n } from '#i18n'
import { showPhone } from '../../shared/phone-number.ts'
import type { ConversationRow, HereRow } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { numberOf } from '../inbox/channel-name.ts'
import { contactTitle } from '../inbox/contact-title.ts'
import { conversationSentence } from './conversation-sentence.ts'

export interface ConversationHeaderProps {
  row: ConversationRow | null | undefined
  here: HereRow | null | undefined
  back: () => void
}

export function ConversationHeader({ row, here, back }: ConversationHeaderProps) {
  const named = row?.contact.name !== ''
  const number = row ? numberOf(row.channelId, here?.channels ?? []) : undefined
  return (
    <header class="conversation-header">
      <Button look="icon" label={i18n.t('conversation.back')} onPress={back}>
        <Icon name="back" />
      </Button>
      {row === null && <h2>{i18n.t('conversation.gone')}</h2>}
      {row !== null && row !== undefined && (
        <div class="conversation-who">
          <h2>{contactTitle(row.contact)}</h2>
          {named && row.contact.phone !== undefined && (
            <span class="conversation-phone">{showPhone(row.contact.phone)}</span>
          )}
          {number !== undefined && <span class="row-number conversation-number">{number}</span>}
          <p>{conversationSentence(row, here?.employee)}</p>
        </div>
      )}
    </header>
  )
}
