import { i18n } from '#i18n'
import { type Employee, has } from '../../shared/employee.ts'
import { Banner, Problem } from '../design/banner.tsx'
import { TickBox } from '../design/tick-box.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { EmployeesState } from './create-employees-state.ts'
import { LoadingOrProblem } from './loading-or-problem.tsx'
import { hearOfNewChats } from './settings-parts.ts'
import { shownEmployees } from './shown-employees.ts'

/** Who is told of chats that nobody has taken: a switch for each, and why there is none. */
export function QueueMembers({ state }: { state: EmployeesState }) {
  const rows = state.employees.value
  if (rows === undefined) return <LoadingOrProblem load={state.load} />
  const people = shownEmployees(rows, '', false).map(({ employee }) => employee)
  const refused = state.change.refused.value
  return (
    <section class="card" aria-label={i18n.t('queue.who')} data-testid="queue-members">
      <h3>{i18n.t('queue.who')}</h3>
      <p class="quiet">{i18n.t('queue.whoHint')}</p>
      {people.length === 0 && <p class="quiet">{i18n.t('queue.noEmployees')}</p>}
      {people.length > 0 && hearOfNewChats(rows) === 0 && <Banner tone="warn" text={i18n.t('queue.nobody')} />}
      <ul class="choices">
        {people.map((employee) => (
          <li key={employee.id}>
            <Member employee={employee} state={state} />
          </li>
        ))}
      </ul>
      <Problem text={refused && askedSentence(refused)} />
    </section>
  )
}

function Member({ employee, state }: { employee: Employee; state: EmployeesState }) {
  const why = whyNot(employee, state)
  return (
    <TickBox
      on={employee.inQueue && has(employee, 'reply')}
      off={why !== undefined || state.change.busy.value}
      onChange={(inQueue) => state.change.run(employee.id, { inQueue })}
    >
      {employee.name}
      {why !== undefined && <span class="quiet block">{why}</span>}
    </TickBox>
  )
}

/** Why nothing can be switched here. */
function whyNot(employee: Employee, state: EmployeesState): string | undefined {
  const { baseId } = employee
  if (!has(employee, 'reply')) return i18n.t('queue.mayNotReply')
  if (baseId === undefined) return undefined
  // A base that was unlinked has no name any more.
  return i18n.t('queue.fromOnec', [state.sources.value.find(({ id }) => id === baseId)?.name ?? '1С'])
}
