import { type Employee, has } from '../../shared/employee.ts'
import type { OfficeFrame } from '../../shared/events.ts'
import { listEmployees } from './employees.ts'
import { inboxSettings } from './kept-settings.ts'
import type { Reader } from './open.ts'

/** What all employees may know of one another and of how the queue works. */
export async function officeNow(db: Reader): Promise<OfficeFrame> {
  const employees = await listEmployees(db)
  const { alertOthersAfterMinutes, alertSupervisorsAfterMinutes } = await inboxSettings(db)
  return {
    type: 'office',
    colleagues: employees.filter(({ revokedAt }) => revokedAt === undefined).map(({ employee }) => colleague(employee)),
    groups: await db.selectFrom('employee_groups').select(['id', 'name']).orderBy('position').execute(),
    alertOthersAfterMinutes,
    alertSupervisorsAfterMinutes,
  }
}

const colleague = (employee: Employee) => ({
  id: employee.id,
  name: employee.name,
  mayReply: has(employee, 'reply'),
})
