import { i18n } from '#i18n'
import type { LastMessage } from '../../shared/conversation.ts'
import type { Stage } from '../../shared/stage.ts'
import { Icon, type IconName } from '../design/icon.tsx'

/** How far our last word has come, in one sign: on its way, one tick, two ticks, two in the accent colour, or a warning. */
export function LastStage({ message }: { message: LastMessage | undefined }) {
  const stage = message?.stage
  if (stage === undefined) return null
  return (
    <span class="ticks" data-stage={stage}>
      <Icon name={stageIcon(stage)} label={i18n.t(`stage.${stage}`)} />
    </span>
  )
}

export function stageIcon(stage: Stage): IconName {
  switch (stage) {
    case 'sent':
      return 'sent'
    case 'delivered':
    case 'read':
    case 'played':
      return 'delivered'
    case 'rejected':
    case 'failed':
    case 'unknown':
      return 'warning'
    case 'typed':
    case 'accepted':
    case 'collected':
    case 'approved':
    case 'sending':
      return 'clock'
  }
}
