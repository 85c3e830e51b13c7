import { type ReadonlySignal, signal } from '@preact/signals'
import type { ConversationId } from '../../shared/ids.ts'
import type { Asked, AskedCode, InboxService } from '../background/inbox-service.ts'
import type { InboxDatabase } from '../database/database.ts'
import type { OpenForms } from '../forms/create-open-forms.ts'
import type { ConversationDeed } from './conversation-deeds.ts'
import { beginWholeTask } from './tasks/begin-task.ts'

/** Why something was not done; with `takenByOther` who was faster. */
export interface NotDone {
  code: AskedCode
  takenBy?: string | undefined
}

/** What an employee does with a conversation as a whole. */
export interface WholeDeeds {
  /** Gone at the next try. */
  notDone: ReadonlySignal<NotDone | undefined>
  busy: ReadonlySignal<boolean>
  run(deed: ConversationDeed): Promise<void>
}

type Asks = Pick<InboxService, 'claim' | 'close' | 'reopen' | 'stopObserving'>

export function createWholeDeeds(
  { database, inbox, forms }: { database: InboxDatabase; inbox: Asks; forms: Pick<OpenForms, 'begin'> },
  conversationId: ConversationId,
): WholeDeeds {
  const notDone = signal<NotDone | undefined>(undefined)
  const busy = signal(false)
  const ask = async (asked: Promise<Asked<void>>) => {
    busy.value = true
    const answer = await asked
    busy.value = false
    if (!answer.ok) notDone.value = { code: answer.code, takenBy: answer.takenBy }
  }
  const act = async (deed: ConversationDeed): Promise<void> => {
    switch (deed) {
      case 'claim':
      case 'close':
      case 'reopen':
      case 'stopObserving':
        return await ask(inbox[deed](conversationId))
      case 'handOver':
        return forms.begin('handOver')
      case 'task':
        return await beginWholeTask({ database, forms }, conversationId)
      case 'mute':
        return void (await database.muted.put({ conversationId }))
      case 'unmute':
        return await database.muted.delete(conversationId)
    }
  }
  return {
    notDone,
    busy,
    async run(deed) {
      notDone.value = undefined
      if (!busy.value) await act(deed)
    },
  }
}
