import { i18n } from '#i18n'
import type { ClientCard } from '../../shared/client.ts'
import type { EmployeeId } from '../../shared/ids.ts'
import { cardWords } from './client-words.ts'

export interface ClientChoiceProps {
  cards: readonly ClientCard[]
  me: EmployeeId | undefined
  busy: boolean
  /** null: none of them. */
  choose(card: ClientCard | null): void
}

/** The cards that 1C has by this phone, to choose from. */
export function ClientChoice({ cards, me, busy, choose }: ClientChoiceProps) {
  const isChosen = cards.some(({ chosen }) => chosen)
  return (
    <ul class="client-choice" aria-label={i18n.t('client.which')}>
      {cards.map((card) => (
        <li key={`${card.baseId} ${card.ref}`}>
          <button
            type="button"
            class="client-card"
            aria-pressed={card.chosen === true}
            aria-disabled={busy}
            data-testid="client-card"
            onClick={() => !busy && choose(card)}
          >
            <span class="client-name">{card.name}</span>
            <span class="client-words">{cardWords(card, me)}</span>
          </button>
        </li>
      ))}
      {isChosen && (
        <li>
          <button type="button" class="client-card" aria-disabled={busy} onClick={() => !busy && choose(null)}>
            {i18n.t('client.none')}
          </button>
        </li>
      )}
    </ul>
  )
}
