import { type Employee, has } from '../shared/employee.ts'
import type { LiveConnectionDeps } from './api/live-connection.ts'
import type { OfficeWatch } from './inbox/watch-office.ts'
import type { LinkedOnec } from './link-onec.ts'
import type { LinkedWhatsApp } from './link-whatsapp.ts'

/** What an employee is told of the numbers, of 1C and of his colleagues when he says hello; codes and alerts only as administrator. */
export const createPresent =
  (whatsapp: LinkedWhatsApp, onec: LinkedOnec, office: OfficeWatch): LiveConnectionDeps['present'] =>
  (employee: Employee) => ({
    channels: whatsapp.statuses(),
    onec: onec.status(),
    afterWelcome: [
      office.now(),
      ...(has(employee, 'admin')
        ? [...whatsapp.forAdministrators(), { type: 'onecAlerts' as const, alerts: onec.alerts() }]
        : []),
    ],
  })
