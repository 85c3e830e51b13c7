import { i18n } from '#i18n'
import type { EmployeeId, Instant } from '../../shared/ids.ts'
import type { WritingRow } from '../database/database.ts'
import { useSeconds } from '../design/use-seconds.ts'
import { nameOf, type Office } from './office-names.ts'

export interface WritingLineProps {
  writing: WritingRow[]
  me: EmployeeId | undefined
  office: Office
}

/** «Ольга печатает…», so that nobody answers beside her. */
export function WritingLine(props: WritingLineProps) {
  return (
    <div class="writing-line" role="status" data-testid="writing">
      {props.writing.length > 0 && <Words {...props} />}
    </div>
  )
}

/** Ticks only while there is somebody to speak of. */
function Words({ writing, me, office }: WritingLineProps) {
  const names = writersNow(writing, useSeconds(), me).map((id) => nameOf(office, id))
  const [first] = names
  if (first === undefined) return null
  return <>{names.length === 1 ? i18n.t('writing.one', [first]) : i18n.t('writing.several', [names.join(', ')])}</>
}

/** Who writes at this moment: what was told and not repeated is over. */
export const writersNow = (writing: WritingRow[], now: Instant, me: EmployeeId | undefined): EmployeeId[] =>
  writing.filter(({ employeeId, until }) => employeeId !== me && until > now).map(({ employeeId }) => employeeId)
