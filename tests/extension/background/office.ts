import * as v from 'valibot'
import type { HereRow } from '../../../extension/database/database.ts'
import { groupIdSchema } from '../../../shared/ids.ts'
import { anna, boris, vera } from './cast.ts'

export const groupId = v.parse(groupIdSchema, '00000000-0000-7000-8007-000000000001')

/** What the relay has told of who works here. */
export const office = {
  colleagues: [anna, boris, vera].map(({ id, name, rights }) => ({ id, name, mayReply: rights.includes('reply') })),
  groups: [{ id: groupId, name: 'Склад' }],
  alertOthersAfterMinutes: 15,
  alertSupervisorsAfterMinutes: 30,
} satisfies HereRow['office']
