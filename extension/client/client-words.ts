import { i18n } from '#i18n'
import type { ClientCard } from '../../shared/client.ts'
import type { EmployeeId } from '../../shared/ids.ts'

/** What a card stands for and who is responsible for the client, in words: «Контрагент · Ответственный: Ольга». */
export function cardWords({ kind, responsibleId, responsibleName }: ClientCard, me: EmployeeId | undefined): string {
  const words = [i18n.t(`client.kind.${kind}`)]
  if (responsibleId !== undefined && responsibleId === me) words.push(i18n.t('client.mine'))
  else if (responsibleName !== undefined) words.push(i18n.t('client.responsible', [responsibleName]))
  return words.join(' · ')
}
