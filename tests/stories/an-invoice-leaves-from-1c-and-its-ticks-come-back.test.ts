import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import type { Sent } from '../world/whatsapp/client.ts'
import { inBothThemes } from './screen-check.ts'

const annasCard = { ref: 'Справочник.Контрагенты:1', name: 'ООО «Анна»', kind: 'counterparty' } as const
const invoice = {
  documentRef: 'Документ.СчетНаОплатуПокупателю:12',
  title: 'Счет № 12',
  date: '2026-11-20',
  sum: '12 000,00 ₽',
}
const act = { documentRef: 'Документ.АктВыполненныхРабот:3', title: 'Акт № 3 от 21.11.2026', date: '2026-11-21' }
const shown = 'Счет № 12 от 20.11.2026'

describe('an invoice leaves from 1C and its ticks come back', () => {
  let company: Company
  let inbox: InboxPage
  let question: Sent
  const anna = () => company.client('anna')
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
    question = await anna().sendText(cast.company.number, 'Пришлите счёт, пожалуйста')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.open(cast.anna.name)
  })
  afterAll(() => company?.close())

  const form = () => inbox.page.getByTestId('attach-form')
  const askFor = async () => {
    await inbox.page.getByTestId('attach').click()
    await inbox.page.getByTestId('attach-document').click()
  }

  it('but not for somebody whom 1C does not know', async () => {
    await askFor()
    await form().getByText('1С не знает клиента с этим телефоном').waitFor()
    await inbox.page.keyboard.press('Escape')
  })

  it('which the employee chooses from those of the client, and 1C makes its file', async () => {
    company.onec.phoneBook.add(cast.anna.number, annasCard)
    company.onec.documents.post(annasCard.ref, invoice)
    company.onec.documents.post(annasCard.ref, act)
    await company.onec.run()
    await inbox.page.getByRole('heading', { name: annasCard.name }).waitFor()
    await askFor()
    await form().getByText(act.title).waitFor()
    await form().getByText(shown).click()
    await form().getByTestId('document-caption').fill('Ваш счёт')
    await inBothThemes(inbox.page, 'popup-documents')
    company.onec.change({ replies: 'hold' })
    await form().getByTestId('attach-send').click()
    await inbox.page.getByText(`${shown} — 1С готовит файл`).waitFor()
    expect(anna().received).toEqual([])
    await inBothThemes(inbox.page, 'popup-document-to-come')
    company.onec.change({ replies: 'approve' })
    const got = await anna().waitForMessage((message) => message.text === 'Ваш счёт')
    expect(got.file).toMatchObject({ name: 'Счет № 12.pdf', mime: 'application/pdf' })
    expect(got.kind).toMatch(/^document/)
  })

  it('and 1C is told of each tick', async () => {
    const [got] = anna().received
    await inbox.stageOf('Ваш счёт', 'delivered')
    anna().markRead(got?.id ?? '')
    await inbox.stageOf('Ваш счёт', 'read')
    const request = company.onec.effects().find(({ kind }) => kind === 'documentRequest')
    expect(request?.body.documentRef).toBe(invoice.documentRef)
    const ticks = () =>
      company.onec
        .effects()
        .filter(({ kind, body }) => kind === 'status' && body.outgoingId === request?.body.commandId)
        .map(({ body }) => body.status)
    await company.onec.until(() => ticks().includes('read'))
    expect(ticks()).toEqual(['sent', 'delivered', 'read'])
  })

  it('and one that 1C will not give says why, and the client gets nothing', async () => {
    company.onec.change({ replies: 'refuse', refusalReason: 'Акт не подписан' })
    await askFor()
    await form().getByText(act.title).click()
    await form().getByTestId('attach-send').click()
    await inbox.stageOf(act.title, 'rejected')
    expect(await inbox.strip(act.title)).toContain('Акт не подписан')
    expect(anna().received).toHaveLength(1)
    company.onec.change({ replies: 'approve' })
  })

  it('as does what 1C sends by itself: a file, and an answer that quotes', async () => {
    const file = await company.onec.putFile({
      name: 'Акт сверки.pdf',
      mime: 'application/pdf',
      bytes: new Uint8Array(Buffer.from('%PDF-1.4 сверка')),
    })
    const told = company.onec.effects().find(({ kind }) => kind === 'message')?.body
    const conversationId = String(told?.conversationId)
    company.onec.send({ phone: cast.anna.number, text: 'Акт сверки за год', file })
    company.onec.send({ conversationId, text: 'Счёт оплачен', quotedMessageId: String(told?.messageId) })
    const sheet = await anna().waitForMessage((message) => message.text === 'Акт сверки за год')
    expect(sheet.file?.name).toBe('Акт сверки.pdf')
    const answer = await anna().waitForMessage((message) => message.text === 'Счёт оплачен')
    expect(answer.quotedId).toBe(question.id)
    await inbox.message('Счёт оплачен').getByTestId('quoted').getByText('Пришлите счёт, пожалуйста').waitFor()
  })
})
