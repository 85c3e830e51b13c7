import * as v from 'valibot'
import { type Employee, employeeSchema } from '../../../shared/employee.ts'
import type { RelayFrame } from '../../../shared/events.ts'
import { channel, channelId } from '../../extension/background/cast.ts'
import { startScriptedRelay, welcome } from '../../extension/background/scripted-relay.ts'
import { baseId } from '../busy-day/chats.ts'
import { maria } from '../busy-day/people.ts'
import { answerSettings } from '../busy-day/settings.ts'
import type { Office } from './stage.ts'

export const olga: Employee = v.parse(employeeSchema, {
  ...maria,
  id: '00000000-0000-7000-8005-000000000009',
  name: 'Ольга Иванова',
  rights: ['read', 'reply'],
})

export const waiting = { ...channel('waitingForScan'), title: 'Отдел продаж' }

export const pairingCode = (): RelayFrame => ({
  type: 'pairing',
  channelId,
  code: { channelId, qr: '2@xHk9Zq,WbT1yVnQ==,ADEyMzQ1Njc4OTA=', expiresAt: Date.now() + 55_000, number: 2, total: 6 },
})

/** A relay on which nobody is yet: no number, no base, no client. */
export async function startNewOffice(): Promise<Office> {
  const relay = await startScriptedRelay()
  answerSettings(relay, Date.now())
  const base = { id: baseId, name: 'Управление торговлей', cursor: 0, waitingEvents: 0, channels: null }
  const answers: Record<string, unknown> = {
    'GET /healthz': { product: 'messenger-panel' },
    'GET /sign-in/ways': { onec: false, setUp: true },
    'POST /setup': { token: 'token-of-maria', employee: maria },
    'GET /snapshot': { cursor: 1, conversations: [] },
    'GET /employees': { employees: [{ employee: maria, signedInAt: Date.now() }], onecDecides: false, sources: [] },
    'POST /employees': { employee: olga, code: 'K7QM-2XNE-9RTD', validUntil: Date.now() + 7 * 86_400_000 },
    'GET /bases': { bases: [] },
    'POST /bases': {
      base: { ...base, preferResponsible: true, signed: false, employees: 0, templates: 0, rejected: 0 },
      token: 'mp1c_7fQ2xk9Vb4LmTz0YcWn8RjHs3Dd6Pa1E',
    },
  }
  for (const [request, json] of Object.entries(answers)) relay.answer(request, () => ({ json }))
  relay.onHello = ({ cursor }) => [
    welcome({ snapshotNeeded: cursor === undefined, cursor: cursor ?? 1, channels: [waiting] }, maria),
    { type: 'office', colleagues: [], groups: [], alertOthersAfterMinutes: 15, alertSupervisorsAfterMinutes: 30 },
    pairingCode(),
  ]
  return { relay, chats: [] }
}
