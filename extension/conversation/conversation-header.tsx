import { i18n } from '#i18n'
import { showPhone } from '../../shared/phone-number.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { numberOf } from '../inbox/channel-name.ts'
import { contactTitle } from '../inbox/contact-title.ts'
import { ConversationMenu, type ConversationMenuProps } from './conversation-menu.tsx'
import { conversationSentence } from './conversation-sentence.ts'

export interface ConversationHeaderProps extends Omit<ConversationMenuProps, 'row'> {
  row: ConversationMenuProps['row'] | null | undefined
  now: number
  back: () => void
}

export function ConversationHeader({ row, here, now, back, ...menu }: ConversationHeaderProps) {
  return (
    <header class="conversation-header">
      <Button look="icon" label={i18n.t('conversation.back')} onPress={back}>
        <Icon name="back" />
      </Button>
      {row === null && <h2>{i18n.t('conversation.gone')}</h2>}
      {row && <Who row={row} here={here} now={now} muted={menu.muted} />}
      {row && <ConversationMenu row={row} here={here} {...menu} />}
    </header>
  )
}

type WhoProps = Pick<ConversationMenuProps, 'row' | 'here' | 'muted'> & { now: number }

/** Who it is, and the one sentence about how it stands. */
function Who({ row, here, now, muted }: WhoProps) {
  const number = numberOf(row.channelId, here?.channels ?? [])
  const reader = { employee: here?.employee, office: here?.office, now }
  const isAlarm = row.escalation !== undefined && row.waitingSince !== undefined
  return (
    <div class="conversation-who">
      <h2>{contactTitle(row.contact)}</h2>
      {row.contact.name !== '' && row.contact.phone !== undefined && (
        <span class="conversation-phone">{showPhone(row.contact.phone)}</span>
      )}
      {number !== undefined && <span class="row-number conversation-number">{number}</span>}
      <p class="conversation-sentence" data-testid="conversation-sentence" data-tone={isAlarm ? 'warn' : undefined}>
        {isAlarm && <Icon name="clock" />}
        {muted && <Icon name="silent" label={i18n.t('conversation.muted')} />}
        {conversationSentence(row, reader)}
      </p>
    </div>
  )
}
