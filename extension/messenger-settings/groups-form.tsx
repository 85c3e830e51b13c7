import { i18n } from '#i18n'
import { type Employee, has } from '../../shared/employee.ts'
import { createNewId, type EmployeeId, groupIdSchema } from '../../shared/ids.ts'
import type { Group } from '../../shared/inbox-settings.ts'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { TickBox } from '../design/tick-box.tsx'
import type { GroupsState } from './create-inbox-settings-state.ts'
import { SaveLine, saving } from './save-line.tsx'

const newId = createNewId(Date.now)

/** Groups of employees, saved by themselves: rules can name only what the relay knows. */
export function GroupsForm({ state, employees }: { state: GroupsState; employees: readonly Employee[] }) {
  const groups = state.form.value ?? [] // undefined until the relay has told
  const put = (changed: Group[]) => {
    state.form.value = changed
  }
  const fault = state.fault.value === undefined ? undefined : i18n.t('routes.namelessGroup')
  return (
    <form class="card" noValidate onSubmit={saving(state)} aria-label={i18n.t('routes.groups')}>
      <h3>{i18n.t('routes.groups')}</h3>
      <p class="quiet">{i18n.t('routes.groupsHint')}</p>
      {groups.length === 0 && <p class="quiet">{i18n.t('routes.noGroups')}</p>}
      {groups.map((group) => (
        <GroupFields
          key={group.id}
          group={group}
          employees={employees}
          change={(part) => put(groups.map((each) => (each.id === group.id ? { ...each, ...part } : each)))}
          remove={() => put(groups.filter(({ id }) => id !== group.id))}
        />
      ))}
      <Button onPress={() => put([...groups, { id: newId(groupIdSchema), name: '', members: [] }])} testId="group-add">
        {i18n.t('routes.addGroup')}
      </Button>
      <SaveLine state={state} fault={fault} />
    </form>
  )
}

interface GroupFieldsProps {
  group: Group
  employees: readonly Employee[]
  change: (part: Partial<Group>) => void
  remove: () => void
}

function GroupFields({ group, employees, change, remove }: GroupFieldsProps) {
  const give = (id: EmployeeId, on: boolean) =>
    change({ members: on ? [...group.members, id] : group.members.filter((each) => each !== id) })
  const people = employees.filter((each) => has(each, 'reply'))
  return (
    <fieldset class="one-of-many" aria-label={group.name || i18n.t('routes.groupName')} data-testid="group">
      <Field
        label={i18n.t('routes.groupName')}
        placeholder={i18n.t('routes.groupExample')}
        value={group.name}
        onType={(name) => change({ name })}
      />
      <fieldset class="tick-row" aria-label={i18n.t('routes.members')}>
        {people.map(({ id, name }) => (
          <TickBox key={id} on={group.members.includes(id)} onChange={(on) => give(id, on)}>
            {name}
          </TickBox>
        ))}
      </fieldset>
      {!people.some(({ id }) => group.members.includes(id)) && <p class="quiet">{i18n.t('routes.noMembers')}</p>}
      <Button look="quiet" onPress={remove}>
        {i18n.t('routes.removeGroup')}
      </Button>
    </fieldset>
  )
}
