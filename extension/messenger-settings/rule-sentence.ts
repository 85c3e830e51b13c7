import { i18n } from '#i18n'
import type { RouteTarget, RoutingRule } from '../../shared/inbox-settings.ts'
import type { Nameable } from './routing-rules.ts'

/** What a rule asks for, in words. */
export function conditionSentence({ words, channels, responsibleId }: RoutingRule, known: Nameable): string {
  const parts = [
    ...(words.length === 0 ? [] : [i18n.t('routes.wordsAre', [words.join(', ')])]),
    ...(channels.length === 0
      ? []
      : [i18n.t('routes.numbersAre', [channels.map((id) => titleOf(id, known)).join(', ')])]),
    ...(responsibleId === undefined ? [] : [i18n.t('routes.responsibleIs', [nameOf(responsibleId, known)])]),
  ]
  const [first = i18n.t('routes.anything'), ...rest] = parts
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join('; ')
}

/** Where it sends a conversation, in words. */
export function targetSentence(target: RouteTarget, known: Nameable): string {
  switch (target.to) {
    case 'employee':
      return i18n.t('routes.toEmployee', [nameOf(target.employeeId, known)])
    case 'group':
      return i18n.t('routes.toGroup', [
        known.groups.find(({ id }) => id === target.groupId)?.name ?? i18n.t('routes.gone'), // it was removed
      ])
    case 'responsible':
      return i18n.t('routes.toResponsible')
    default:
      return target satisfies never
  }
}

const nameOf = (id: string, { employees }: Nameable): string =>
  employees.find((each) => each.id === id)?.name ?? i18n.t('routes.gone') // his access was taken away

const titleOf = (id: string, { channels }: Nameable): string =>
  channels.find((each) => each.id === id)?.title ?? i18n.t('routes.gone') // it was removed
