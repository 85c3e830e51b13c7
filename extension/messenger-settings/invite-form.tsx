import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { language } from '../design/language.ts'
import { OneTimeSecret } from '../design/one-time-secret.tsx'
import { momentInWords } from '../design/show-time.ts'
import { TickBox } from '../design/tick-box.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { EmployeesState, InviteForm as Form, FreshCode } from './create-employees-state.ts'

/** Where 1C decides, administrators alone are made by hand. */
export function InviteForm({ state }: { state: EmployeesState }) {
  const form = state.form.value
  const refused = state.invite.refused.value
  const title = i18n.t(state.onecDecides.value ? 'employees.inviteAdmin' : 'employees.invite')
  const set = (part: Partial<Form>) => {
    state.form.value = { ...form, ...part }
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void state.invite.run()
  }
  return (
    <form class="card" aria-label={title} noValidate onSubmit={submit}>
      <h3>{title}</h3>
      <Field label={i18n.t('employees.name')} value={form.name} onType={(name) => set({ name })} testId="invite-name" />
      <div class="tick-row">
        <TickBox on={form.mayReply} onChange={(mayReply) => set({ mayReply })}>
          {i18n.t('right.reply')}
        </TickBox>
        <TickBox on={form.inQueue} onChange={(inQueue) => set({ inQueue })}>
          {i18n.t('employees.inQueue')}
        </TickBox>
        {!state.onecDecides.value && (
          <TickBox on={form.isAdmin} onChange={(isAdmin) => set({ isAdmin })}>
            {i18n.t('right.admin')}
          </TickBox>
        )}
      </div>
      <p class="quiet">{i18n.t('employees.inQueueHow')}</p>
      <Problem text={refused === undefined ? undefined : askedSentence(refused)} />
      <div class="card-actions">
        <Button
          type="submit"
          look="main"
          busy={state.invite.busy.value}
          off={form.name.trim() === ''}
          testId="invite-submit"
        >
          {i18n.t('employees.inviteVerb')}
        </Button>
      </div>
    </form>
  )
}

interface InviteCodeProps {
  code: FreshCode
  now: Instant
  /** Of the relay: he needs it as well. */
  address: string | undefined
}

/** What the one who was invited has to type: shown once, and copied as a message that he can paste as it is. */
export function InviteCode({ code, now, address }: InviteCodeProps) {
  const until = momentInWords(code.validUntil, now, language())
  return (
    <OneTimeSecret
      title={i18n.t('employees.codeFor', [code.name])}
      secret={code.code}
      note={i18n.t('employees.codeNote', [until])}
      message={
        address === undefined
          ? undefined
          : { text: i18n.t('employees.invitation', [address, code.code]), copy: i18n.t('employees.copyInvitation') }
      }
      testId="invite-code"
    />
  )
}
