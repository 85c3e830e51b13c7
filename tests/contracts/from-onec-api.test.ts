import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import type { Onec } from '../world/onec/onec.ts'
import { startOnec } from '../world/onec/start-onec.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const company = '+74951234567'
const annasNumber = '+79161234567'
const card = { ref: 'Справочник.Контрагенты:1', name: 'ООО «Анна»', kind: 'counterparty' } as const
const invoice = { documentRef: 'Документ.Счет:12', title: 'Счет № 12', date: '2026-11-20', sum: '12 000 ₽' }

describe.each(engines)('an employee asks 1C through the relay on %s', (engine) => {
  let office: Office
  let onec: Onec
  let token: string
  let reader: string
  let mine: ExtensionPeer
  let colleagues: ExtensionPeer
  let conversationId: string
  let messageId: string

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    const linked = await office.ask('POST', '/bases', { name: 'Торговля' })
    onec = await startOnec({ relay: { url: office.relay.address, token: linked.body.token } })
    token = await hire('Ольга', ['read', 'reply'])
    reader = await hire('Вера', ['read'])
    mine = await ExtensionPeer.connect(office.relay.address, { token, cursor: 0 })
    colleagues = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    await office.whatsapp.client(annasNumber, { name: 'Анна' }).sendText(company, 'Пришлите счёт')
    const { message, conversation } = await mine.event('message', (event) => event.message.origin === 'client')
    conversationId = conversation.id
    messageId = message.id
  })
  afterAll(async () => {
    mine?.close()
    colleagues?.close()
    await onec?.close()
    await office?.close()
  })

  const hire = async (name: string, rights: string[]): Promise<string> => {
    const invited = await office.ask('POST', '/employees', { name, rights, inQueue: true })
    return (await office.ask('POST', '/sign-in', { code: invited.body.code }, null)).body.token
  }

  it('whose templates he is told of when they change, and gets', async () => {
    onec.templates.are([{ templateId: 't1', name: 'Приветствие', text: 'Здравствуйте!' }])
    await onec.run()
    const { onec: status } = await mine.frame('onec', (frame) => frame.onec.bases?.[0]?.templatesRevision !== undefined)
    const { body } = await office.ask('GET', '/templates', undefined, reader)
    expect(body.templates).toEqual([
      { baseId: status.bases?.[0]?.id, id: 't1', name: 'Приветствие', text: 'Здравствуйте!', fields: [] },
    ])
    expect((await office.ask('GET', '/templates', undefined, null)).status).toBe(401)
    expect((await office.ask('GET', '/bases')).body.bases[0].templates).toBe(1)
  })

  it('for documents, which it will not look for before it is known whose', async () => {
    const path = `/conversations/${conversationId}/document-lookups`
    const refused = await office.ask('POST', path, { id: randomUUID() }, token)
    expect([refused.status, refused.body.error.code]).toEqual([409, 'noClientCard'])
    expect((await office.ask('POST', path, { id: randomUUID() }, reader)).status).toBe(403)
  })

  it('for documents, and he alone is told what there are', async () => {
    onec.phoneBook.add(annasNumber, card)
    onec.documents.post(card.ref, invoice)
    await onec.run()
    const id = randomUUID()
    const asked = await office.ask('POST', `/conversations/${conversationId}/document-lookups`, { id }, token)
    expect([asked.status, asked.body]).toEqual([200, {}])
    await onec.run()
    expect(await mine.frame('documents', (frame) => frame.lookupId === id)).toMatchObject({ documents: [invoice] })
    expect((await office.ask('GET', `/document-lookups/${id}`, undefined, token)).body).toEqual({
      documents: [invoice],
    })
    expect((await office.ask('GET', `/document-lookups/${id}`)).status).toBe(404)
    expect(colleagues.frames.some(({ type }) => type === 'documents')).toBe(false)
  })

  it('for a task, and everybody sees its note; who may only read cannot ask', async () => {
    const id = randomUUID()
    const path = `/messages/${messageId}/task`
    expect((await office.ask('POST', path, { id, text: 'Выставить счёт' }, reader)).status).toBe(403)
    const asked = await office.ask('POST', path, { id, text: 'Выставить счёт' }, token)
    expect(asked.body.note).toMatchObject({ id, kind: 'note', note: { task: { state: 'asked' } } })
    const again = await office.ask('POST', path, { id, text: 'Выставить счёт' }, token)
    expect(again.body).toEqual(asked.body)
    await onec.run()
    const { message } = await colleagues.event(
      'message',
      (event) => event.message.id === id && event.message.note?.task?.state === 'made',
    )
    expect(message.text).toBe('Задача: Выставить счёт')
    const reaction = await office.ask('PUT', `/messages/${id}/reaction`, { emoji: '👍' }, token)
    const deletion = await office.ask('DELETE', `/messages/${id}`, undefined, token)
    expect([reaction.status, deletion.status]).toEqual([400, 400])
  })
})
