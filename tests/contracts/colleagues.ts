import * as v from 'valibot'
import { inject } from 'vitest'
import { changesFor } from '../../relay/inbox/changes-for.ts'
import { createDeeds } from '../../relay/inbox/deeds.ts'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import { conversationById } from '../../relay/store/conversations.ts'
import { insertEmployee } from '../../relay/store/employees.ts'
import type { Engine } from '../../relay/store/engine.ts'
import { lastMessages } from '../../relay/store/messages.ts'
import type { Employee, Right } from '../../shared/employee.ts'
import type { ToldEvent } from '../../shared/events.ts'
import { type ConversationId, type Cursor, employeeIdSchema, messageIdSchema } from '../../shared/ids.ts'
import type { HandOverTarget } from '../../shared/inbox-commands.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { type Office, openOffice } from '../relay/onec/office.ts'
import { listConversations } from '../world/whole-inbox.ts'

/** An office of several: Olga and Pyotr answer clients, Maria may only read, Svetlana supervises. */
export async function openColleagues(engine: Engine) {
  const office = await openOffice(engine, engine === 'postgres' ? inject('postgresServer') : undefined)
  const { store, clock, newId, olga } = office
  const person = (name: string, rights: Right[]): Employee => ({
    id: newId(employeeIdSchema),
    name,
    rights,
    inQueue: true,
  })
  const hires = async (name: string, rights: Right[] = ['read', 'reply']) => {
    const employee = person(name, rights)
    await store.write((tx) => insertEmployee(tx, employee, clock.now()))
    return employee
  }
  await store.write((tx) => insertEmployee(tx, olga, clock.now()))
  return {
    ...office,
    hires,
    pyotr: await hires('Пётр'),
    maria: await hires('Мария', ['read']),
    svetlana: await hires('Светлана', ['read', 'reply', 'supervise']),
    anew: () => newId(messageIdSchema),
    deeds: createDeeds({ store, clock }),
    told: async (employee: Employee, after: Cursor): Promise<ToldEvent[]> =>
      (await changesFor(store, employee, after, 500)).events,
    aClientWrites: () => aClientWrites(office),
  }
}
export type Colleagues = Awaited<ReturnType<typeof openColleagues>>

let clients = 0

/** Somebody who has never written before; what is said of «it» is said of his conversation. */
async function aClientWrites(office: Office) {
  const { store, clock, newId, channelId } = office
  clients += 1
  const phone = v.parse(phoneNumberSchema, `+7916${String(clients).padStart(7, '0')}`)
  const receive = createReceiveMessage(store, clock, newId)
  let said = 0
  const writes = async (text: string, origin: 'client' | 'phone' = 'client') => {
    said += 1
    clock.forward(1000)
    const of = { channelId, client: { phone, name: 'Клиент' }, kind: 'text', at: clock.now() } as const
    await receive({ ...of, origin, whatsappId: `C${clients}-${said}`, text }, async () => {})
  }
  await writes('Здравствуйте')
  const [first] = await listConversations(store.read, 1)
  if (!first) throw new Error('Nobody has written.')
  return { id: first.id, writes, ...deedsIn(first.id, office) }
}

function deedsIn(id: ConversationId, { store, clock, newId, accept }: Office) {
  const deeds = createDeeds({ store, clock })
  const anew = () => newId(messageIdSchema)
  return {
    row: async () => {
      const row = await conversationById(store.read, id)
      if (!row) throw new Error('The conversation is gone.')
      return row
    },
    answers: (employee: Employee, text = 'Добрый день') => accept(employee, { id: anew(), conversationId: id, text }),
    takes: (employee: Employee) => deeds.claim(employee, id),
    closes: (employee: Employee) => deeds.close(employee, id),
    reopens: (employee: Employee) => deeds.reopen(employee, id),
    leaves: (employee: Employee) => deeds.stopObserving(employee, id),
    handsOver: (employee: Employee, target: HandOverTarget, comment = '', noteId = anew()) =>
      deeds.handOver(employee, id, { id: noteId, target, comment }),
    notes: (employee: Employee, text: string, ...mentions: Employee[]) =>
      deeds.writeNote(employee, id, { id: anew(), text, mentions: mentions.map((each) => each.id) }),
    messages: () => lastMessages(store.read, id, 50),
  }
}
export type OneConversation = Awaited<ReturnType<typeof aClientWrites>>

export const to = (employee: Employee): HandOverTarget => ({ to: 'employee', employeeId: employee.id })
export const toQueue: HandOverTarget = { to: 'queue' }
/** What somebody is told who came second. */
export const takenByOther = (name: string) => ({ code: 'takenByOther', more: { takenBy: name } })
