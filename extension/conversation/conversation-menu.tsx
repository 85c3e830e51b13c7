import { i18n } from '#i18n'
import type { ConversationRow, HereRow } from '../database/database.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import { type ConversationDeed, conversationDeeds } from './conversation-deeds.ts'
import type { WholeDeeds } from './create-whole-deeds.ts'
import { MenuButton } from './menu-button.tsx'
import { numberHasBase } from './tasks/may-become-task.ts'

const icons = {
  claim: 'sent',
  handOver: 'forward',
  close: 'cross',
  reopen: 'back',
  task: 'task',
  stopObserving: 'eye',
  mute: 'silent',
  unmute: 'bell',
} as const satisfies Record<ConversationDeed, IconName>

export interface ConversationMenuProps {
  row: ConversationRow
  here: HereRow | null | undefined
  muted: boolean
  deeds: WholeDeeds
}

/** «⋯» of a conversation: only what this employee may do with it now. */
export function ConversationMenu({ row, here, muted, deeds }: ConversationMenuProps) {
  const offered = conversationDeeds(row, here?.employee, muted, numberHasBase(here?.onec, row.channelId))
  if (offered.length === 0) return null
  return (
    <MenuButton label={i18n.t('conversation.menu')} icon="more" testId="conversation-menu">
      {(close) =>
        offered.map((deed) => (
          <button
            key={deed}
            type="button"
            role="menuitem"
            class="menu-item"
            tabIndex={-1}
            data-deed={deed}
            onClick={() => {
              close()
              void deeds.run(deed)
            }}
          >
            <Icon name={icons[deed]} />
            {i18n.t(`conversationDeed.${deed}`)}
          </button>
        ))
      }
    </MenuButton>
  )
}
