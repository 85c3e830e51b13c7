import { i18n } from '#i18n'
import { currentStage, type Message } from '../../../shared/message.ts'
import { endedBadly } from '../../../shared/stage.ts'
import { Icon } from '../../design/icon.tsx'

/** A document of 1C's whose file is not here yet, or never will be. */
export function DocumentToCome({ message, title }: { message: Message; title: string }) {
  const stage = currentStage(message)?.stage
  const words = stage !== undefined && endedBadly(stage) ? 'notSent' : 'preparing'
  return (
    <p class="message-said" data-testid="document-to-come">
      <Icon name="file" />
      <span>
        {title} — {i18n.t(`documents.${words}`)}
      </span>
    </p>
  )
}
