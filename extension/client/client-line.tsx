import './client.css'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ClientCard } from '../../shared/client.ts'
import type { Contact } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import type { InboxService } from '../background/inbox-service.ts'
import { mayReply } from '../conversation/conversation-sentence.ts'
import { OpenInOnec } from '../conversation/open-in-onec.tsx'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { CopyButton } from '../design/copy-button.tsx'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { createAction } from '../employee-settings/create-action.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { ClientChoice } from './client-choice.tsx'
import { clientAsShown } from './client-shown.ts'
import { cardWords } from './client-words.ts'

export interface ClientLineProps {
  contact: Contact
  me: Employee | undefined
  onec: OnecStatus | undefined
  inbox: Pick<InboxService, 'chooseClient' | 'openInOnec'>
}

/** Who this is in 1C, below the name. Nothing while 1C has not said. */
export function ClientLine({ contact, me, onec, inbox }: ClientLineProps) {
  const choosing = useSignal(false)
  const choice = useMemo(() => createAction(inbox.chooseClient, () => (choosing.value = false)), [inbox, choosing])
  const shown = clientAsShown(contact)
  if (shown.is === 'unknown') return null
  const refused = choice.refused.value // undefined while nothing was refused
  const mayChoose = mayReply(me) && shown.is !== 'nobody' && (shown.is === 'several' || shown.others)
  return (
    <section class="client" aria-label={i18n.t('client.label')} data-testid="client" data-client={shown.is}>
      <div class="client-line">
        {shown.is === 'nobody' && <Nobody phone={contact.phone} />}
        {shown.is === 'several' && <Words>{i18n.t(`client.several.${form(shown.cards)}`, [shown.cards.length])}</Words>}
        {shown.is === 'client' && <Card card={shown.card} contact={contact} me={me} />}
        {shown.is === 'client' && shown.card.url !== undefined && (
          <OpenInOnec url={shown.card.url} baseId={shown.card.baseId} onec={onec} openInOnec={inbox.openInOnec} short />
        )}
        {mayChoose && (
          <Button look="quiet" onPress={() => (choosing.value = !choosing.value)} testId="client-choose">
            {i18n.t(shown.is === 'several' ? 'client.choose' : 'client.other')}
          </Button>
        )}
      </div>
      {mayChoose && choosing.value && (
        <ClientChoice
          cards={contact.clients ?? []}
          me={me?.id}
          busy={choice.busy.value}
          choose={(card) => void choice.run(contact.id, card && { baseId: card.baseId, ref: card.ref })}
        />
      )}
      <Problem text={refused === undefined ? undefined : askedSentence(refused)} />
    </section>
  )
}

const form = (cards: readonly ClientCard[]) => pluralForm(cards.length, language())

const Words = ({ children }: { children: ComponentChildren }) => <span class="client-words">{children}</span>

function Nobody({ phone }: { phone: string | undefined }) {
  return (
    <>
      <Words>{i18n.t('client.notFound')}</Words>
      {phone !== undefined && <CopyButton text={phone} label={i18n.t('client.copyPhone')} />}
    </>
  )
}

function Card({ card, contact, me }: { card: ClientCard; contact: Contact; me: Employee | undefined }) {
  const { whatsappName } = contact
  return (
    <Words>
      {cardWords(card, me?.id)}
      {whatsappName !== undefined && ` · ${i18n.t('client.inWhatsapp', [whatsappName])}`}
    </Words>
  )
}
