import { showPhone } from '../../shared/phone-number.ts'
import type { HereRow } from '../database/database.ts'
import type { FirstStep } from './first-steps.ts'

/** What a finished step has brought: the person sees at a glance that it is the right relay, his name, the company's number. */
export function stepOutcome(step: FirstStep, here: HereRow | null, address: string | undefined): string | undefined {
  if (step === 'address') return address?.replace(/^https?:\/\//, '') // undefined before the background has told
  if (step === 'signIn') return here?.employee?.name // undefined before anybody has signed in
  if (step !== 'number') return undefined
  const phone = here?.channels.find((channel) => channel.phone !== undefined)?.phone // null before the background has written anything
  return phone === undefined ? undefined : showPhone(phone)
}
