import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createChangeOwn } from '../../relay/outbox/change-own.ts'
import { insertEmployee } from '../../relay/store/employees.ts'
import { messageById } from '../../relay/store/messages.ts'
import type { Employee } from '../../shared/employee.ts'
import { employeeIdSchema, messageIdSchema } from '../../shared/ids.ts'
import { type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'

describe.each(engines)('what a colleague has written, on %s', (engine) => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice(engine, engine === 'postgres' ? inject('postgresServer') : undefined)
    await office.clientWrites('Здравствуйте')
    await office.store.write((tx) => insertEmployee(tx, office.olga, office.clock.now()))
  })
  afterEach(() => office.discard())

  const newId = () => v.parse(messageIdSchema, randomUUID())

  /** Somebody else of the company, who sees it all when he supervises. */
  async function colleague(name: string, more: Employee['rights'] = []): Promise<Employee> {
    const id = v.parse(employeeIdSchema, randomUUID())
    const employee: Employee = { ...office.olga, id, name, rights: ['read', 'reply', ...more] }
    await office.store.write((tx) => insertEmployee(tx, employee, office.clock.now()))
    return employee
  }

  const olgaAnswers = async () => {
    const id = newId()
    await office.accept(office.olga, { id, conversationId: await office.conversation(), text: 'Завтра' })
    return id
  }
  const remove = (by: Employee, id: ReturnType<typeof newId>) =>
    createChangeOwn({ ...office, newChangeId: newId, whatsappIdOf: (each) => each }).remove(by, id)
  const isDeleted = async (id: ReturnType<typeof newId>) =>
    (await messageById(office.store.read, id))?.details?.includes('"deleted"') === true

  it('only a supervisor deletes, and she herself', async () => {
    const [first, second] = [await olgaAnswers(), await olgaAnswers()]
    await remove(await colleague('Мария', ['supervise']), first)
    expect(await isDeleted(first)).toBe(true)
    await remove(office.olga, second)
    expect(await isDeleted(second)).toBe(true)
  })

  it('nobody else deletes, though he may answer there', async () => {
    const id = await olgaAnswers()
    const boris = await colleague('Борис')
    await office.store.write((tx) =>
      tx
        .updateTable('conversations')
        .set({ observers: ` ${boris.id} `, seen_by: '*' })
        .execute(),
    )
    await expect(remove(boris, id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await isDeleted(id)).toBe(false)
  })
})
