import type { ReadonlySignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { i18n } from '#i18n'
import type { ConversationId } from '../../shared/ids.ts'
import type { WhyNoRight } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import { EmptyPlace } from '../design/empty-place.tsx'
import { ConversationList } from './conversation-list.tsx'
import { InboxHeader } from './inbox-header.tsx'
import { InboxNotices } from './inbox-notices.tsx'
import { KeysPlace } from './keys-place.tsx'
import { closedDoor } from './link-sentences.ts'
import type { ListState } from './list-state.ts'
import { SearchBox } from './search-box.tsx'
import { TabStrip } from './tab-strip.tsx'

export type ConversationPane = ComponentType<{ conversationId: ConversationId }>

export type PhoneMatterPlace = ComponentType

export interface InboxAppProps {
  state: ListState
  /** Comes a moment after the list: opening the panel must not wait for it. */
  pane: ReadonlySignal<ConversationPane | undefined>
  /** Comes with it; what is to be asked or said when the inbox was opened with a phone. */
  phoneMatter?: ReadonlySignal<PhoneMatterPlace | undefined>
  /** And what was half written where a colleague was faster. */
  keptWords?: ReadonlySignal<ComponentType | undefined>
}

export function InboxApp({ state, pane, phoneMatter, keptWords }: InboxAppProps) {
  const here = state.here.value
  if (here === undefined) return null
  const door = closedDoor(here?.link ?? 'notSetUp')
  const Pane = pane.value
  const PhoneMatter = phoneMatter?.value
  const KeptWords = keptWords?.value
  const open = state.route.open.value
  return (
    <main class="inbox" data-open={open !== undefined && door === undefined}>
      <h1 class="spoken">{i18n.t('extensionName')}</h1>
      <div class="inbox-column">
        <InboxHeader here={here} openSettings={state.openSettings} />
        {door === undefined && here !== null ? (
          <div class="inbox-main">
            <InboxNotices here={here} state={state} />
            {PhoneMatter !== undefined && <PhoneMatter />}
            {KeptWords !== undefined && <KeptWords />}
            <SearchBox state={state} />
            <TabStrip state={state} />
            <ConversationList state={state} />
          </div>
        ) : (
          <FirstRun door={door ?? 'notSetUp'} why={here?.whyNoRight} state={state} />
        )}
      </div>
      {door === undefined && open !== undefined && Pane !== undefined && <Pane key={open} conversationId={open} />}
      {door === undefined && open === undefined && (
        <section class="inbox-nothing-open" aria-label={i18n.t('conversation.label')}>
          {i18n.t('empty.nothingOpen')}
        </section>
      )}
      <KeysPlace />
    </main>
  )
}

type FirstRunProps = {
  door: NonNullable<ReturnType<typeof closedDoor>>
  why: WhyNoRight | undefined
  state: ListState
}

function FirstRun({ door, why, state: { openSettings, openFirstSteps } }: FirstRunProps) {
  const words = door === 'noRight' && why !== undefined ? why : door
  return (
    <div class="inbox-main">
      <EmptyPlace title={i18n.t(`firstRun.${words}.title`)} text={i18n.t(`firstRun.${words}.text`)}>
        <Button look="main" onPress={door === 'noRight' ? openSettings : openFirstSteps}>
          {i18n.t(door === 'noRight' ? 'header.toSettings' : `firstRun.${door}.todo`)}
        </Button>
      </EmptyPlace>
    </div>
  )
}
