// @vitest-environment happy-dom
import { render } from 'preact'
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import HandOverForm from '../../../extension/conversation/hand-over/hand-over-form.tsx'
import { type HereRow, InboxDatabase } from '../../../extension/database/database.ts'
import type { OpenForms } from '../../../extension/forms/create-open-forms.ts'
import { until } from '../../world/until.ts'
import { anna, conversation, ivan, messageId, morning } from '../background/cast.ts'
import { office } from '../background/office.ts'
import { speak } from '../design/speak.ts'
import { openForms } from './composer-inputs.ts'

const handOver = vi.fn(async () => ({ ok: true as const, value: undefined }))
const hers = conversation(ivan, { state: 'inWork', ownerId: anna.id })
/** As it is read anew whenever anything happens in the company. */
const here = (colleagues = office.colleagues): HereRow => ({
  ...{ key: 'here', link: 'live', linkSince: morning, employee: anna, channels: [], pairing: [] },
  office: { ...office, colleagues },
})
const database = new InboxDatabase('hand-over-form')
let forms: OpenForms
const show = (row: HereRow) =>
  render(
    <HandOverForm
      {...{ here: row, inbox: { handOver }, forms }}
      conversation={hers}
      form={forms.find('handOver') ?? { id: messageId(1), form: 'handOver', fields: {} }}
      close={() => undefined}
    />,
    document.body,
  )
function type(testId: string, text: string): void {
  const field = document.querySelector<HTMLInputElement>(`[data-testid=${testId}]`)
  if (field === null) throw new Error(`there is no ${testId}`)
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
const valueIn = (testId: string) => document.querySelector<HTMLInputElement>(`[data-testid=${testId}]`)?.value
const offered = () => [...document.querySelectorAll('[role=option]')].map((option) => option.textContent)

beforeEach(async () => {
  await database.open()
  await database.conversations.put({ ...hers, waitsForMe: 0 })
  forms = openForms({ database, conversationId: ivan.id })
  await forms.restored
  forms.begin('handOver')
})
afterEach(async () => {
  render(null, document.body)
  forms.stop()
  await database.delete()
})

test('keeps what is typed into it while things happen in the company, and offers whoever is there now', async () => {
  speak('ru')
  show(here())
  type('hand-over-to', 'бор')
  type('hand-over-comment', 'Нужен возврат')
  await until(() => expect(offered()).toEqual([expect.stringContaining('Борис')]))
  show(here([]))
  await until(() => expect(offered()).toEqual([]))
  expect([valueIn('hand-over-to'), valueIn('hand-over-comment')]).toEqual(['бор', 'Нужен возврат'])
})
