import { type Employee, has } from '../shared/employee.ts'
import type { LiveConnectionDeps } from './api/live-connection.ts'
import type { LinkedOnec } from './link-onec.ts'
import type { LinkedWhatsApp } from './link-whatsapp.ts'

/** What an employee is told of the numbers and of 1C when he says hello; codes and alerts only as administrator. */
export const createPresent =
  (whatsapp: LinkedWhatsApp, onec: LinkedOnec): LiveConnectionDeps['present'] =>
  (employee: Employee) => ({
    channels: whatsapp.statuses(),
    onec: onec.status(),
    forAdministrators: has(employee, 'admin')
      ? [...whatsapp.forAdministrators(), { type: 'onecAlerts', alerts: onec.alerts() }]
      : [],
  })
