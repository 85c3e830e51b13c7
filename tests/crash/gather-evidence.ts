import * as v from 'valibot'
import { changesSchema, messagesPageSchema } from '../../shared/answers.ts'
import type { ConversationId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { ClientsWhoWrite } from './clients-who-write.ts'
import type { CrashOffice } from './crash-office.ts'
import type { RepliesInFlight } from './replies-in-flight.ts'
import { ToldByTheJournal } from './told-by-the-journal.ts'
import type { Evidence } from './verdict.ts'

/** Reads the relay from outside, as the extension does: the journal from its beginning, then every conversation. */
export async function gatherEvidence(
  office: CrashOffice,
  clients: ClientsWhoWrite,
  replies: RepliesInFlight,
): Promise<Evidence> {
  const told = await readJournal(office, new ToldByTheJournal())
  const ofClients = [...told.messages.values()].filter(({ message }) => message.origin === 'client')
  const shown = await readConversations(office, told)
  return {
    written: clients.written,
    shown: shown.filter(({ origin }) => origin === 'client'),
    journal: ofClients.sort((one, other) => one.firstSeq - other.firstSeq).map(({ message }) => message.text),
    owed: office.owed,
    holds: new Map(shown.flatMap(({ text, hold }) => (hold ? [[text, JSON.stringify(hold)] as const] : []))),
    replied: replies.written,
    received: receivedBy(office, clients),
    stages: new Map(
      replies.written.flatMap(({ id, text }) => {
        const stage = told.stages.get(id)
        return stage ? [[text, stage] as const] : []
      }),
    ),
  }
}

/** What stands on the phones of the clients. */
export function receivedBy(office: CrashOffice, clients: ClientsWhoWrite): Evidence['received'] {
  return clients.numbers.flatMap((number) => {
    const client = office.whatsapp.client(number)
    return client.received.map(({ id, text }) => ({
      client: number,
      id,
      text: text ?? '',
      deliveries: client.deliveries(id),
    }))
  })
}

/** Takes in what the journal has beyond what is known. */
export async function readJournal(office: CrashOffice, told: ToldByTheJournal): Promise<ToldByTheJournal> {
  for (let more = true; more; ) {
    const { text } = await office.ask('GET', `/changes?after=${told.cursor}&limit=500`)
    const changes = v.parse(changesSchema, JSON.parse(text))
    for (const event of changes.events) told.take(event)
    more = changes.more
  }
  return told
}

/** Every conversation of which the journal tells, in the order in which people see it. */
export async function readConversations(office: CrashOffice, told: ToldByTheJournal): Promise<Message[]> {
  const conversations = new Set([...told.messages.values()].map(({ message }) => message.conversationId))
  const shown: Message[] = []
  for (const id of conversations) shown.push(...(await readConversation(office, id)))
  return shown
}

async function readConversation(office: CrashOffice, id: ConversationId): Promise<Message[]> {
  const messages: Message[] = []
  for (let more = true; more; ) {
    const before = messages[0] ? `&before=${messages[0].id}` : ''
    const { text } = await office.ask('GET', `/conversations/${id}/messages?limit=200${before}`)
    const page = v.parse(messagesPageSchema, JSON.parse(text))
    messages.unshift(...page.messages)
    more = page.more
  }
  return messages
}
