import { computed } from '@preact/signals'
import { i18n } from '#i18n'
import type { InboxState } from '../../inbox/create-inbox-state.ts'
import type { QuickRepliesState } from '../../quick-replies/create-quick-replies-state.ts'
import type { ComposerState } from '../composer-state.ts'
import type { ConversationState } from '../create-conversation-state.ts'
import type { TemplatesInputs } from './create-templates-state.ts'

/** What the templates of a conversation are made of. */
export const templatesInputs = (
  { database, here }: InboxState,
  { conversation }: ConversationState,
  composer: ComposerState,
  quickReplies: QuickRepliesState,
): TemplatesInputs => ({
  database,
  quickReplies,
  conversation,
  text: composer.text,
  employee: computed(() => here.value?.employee),
  onec: computed(() => here.value?.onec),
  type: composer.type,
  append: composer.append,
  // The client reads it: as his country writes it, whatever language the employee has chosen.
  today: () => new Intl.DateTimeFormat('ru', { dateStyle: 'short' }).format(),
  nameOf: (place) => i18n.t(`templates.place.${place}`),
})
