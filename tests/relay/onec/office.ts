import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { type AcceptReply, createAcceptReply } from '../../../relay/inbox/accept-reply.ts'
import { createNoteFromOnec, createRefuseTask, refuseEither } from '../../../relay/inbox/notes.ts'
import { createReceiveMessage } from '../../../relay/inbox/receive-message.ts'
import { createBases } from '../../../relay/onec/bases.ts'
import type { ExchangeEffects } from '../../../relay/onec/exchange-effects.ts'
import { createApproveReply } from '../../../relay/outbox/approve-reply.ts'
import { createCollectReplies } from '../../../relay/outbox/collect-replies.ts'
import { reachStage } from '../../../relay/outbox/reach-stage.ts'
import { createRefuseReply } from '../../../relay/outbox/refuse-reply.ts'
import { createSendFromOnec } from '../../../relay/outbox/send-from-onec.ts'
import { addChannel, noteChannelPhone } from '../../../relay/store/channels.ts'
import { noteAnswered } from '../../../relay/store/client-lookups.ts'
import type { Engine } from '../../../relay/store/engine.ts'
import { journalHead } from '../../../relay/store/journal.ts'
import { keepSynchronisation } from '../../../relay/store/kept-settings.ts'
import { showMessage } from '../../../relay/store/messages.ts'
import { defaultSynchronisation, type Synchronisation } from '../../../shared/commands.ts'
import type { Employee } from '../../../shared/employee.ts'
import { channelIdSchema, employeeIdSchema, type MessageId, messageIdSchema, type NewId } from '../../../shared/ids.ts'
import { phoneNumberSchema } from '../../../shared/phone-number.ts'
import type { Stage } from '../../../shared/stage.ts'
import { standingClock } from '../../world/clock.ts'
import { countingIds } from '../../world/ids.ts'
import { plainReplies } from '../../world/plain-replies.ts'
import { freshStore } from '../../world/stores.ts'
import { listConversations } from '../../world/whole-inbox.ts'
import { handAlarm } from './hand-alarm.ts'

export const annasPhone = v.parse(phoneNumberSchema, '+79161234567')

/**
 * A relay's store with one number, the client Anna, the employee Olga, and one linked base; no network. 1C has said that it knows no Anna, so that nobody asks
 * who she is; `isAskedOf`: it has not.
 */
export async function openOffice(engine: Engine = 'sqlite', postgresServer?: string, { isAskedOf = false } = {}) {
  const { store, discard } = await freshStore(engine, postgresServer)
  const clock = standingClock()
  const newId = countingIds()
  const effects = realEffects(clock, newId)
  const errors: unknown[] = []
  let exchanges = 0
  const parts = {
    store,
    clock,
    effects,
    country: 'RU' as const,
    ...handAlarm(),
    onExchange: () => {
      exchanges += 1
    },
    onError: (e: unknown) => errors.push(e),
  }
  const bases = createBases({ store, clock, newId, random: randomBytes })
  const channelId = newId(channelIdSchema)
  await store.write(async (tx) => {
    await addChannel(tx, { id: channelId, name: 'Номер', createdAt: clock.now() })
    await noteChannelPhone(tx, channelId, v.parse(phoneNumberSchema, '+74951112233'), 'Ромашка')
  })
  const { base, token } = await bases.link('Управление торговлей')
  if (!isAskedOf) await store.write((tx) => noteAnswered(tx, base.id, [annasPhone], clock.now()))
  const people = peopleOf({ store, clock, newId, channelId })
  return {
    ...parts,
    ...people,
    newId,
    channelId,
    bases,
    base: base.id,
    token,
    errors,
    exchanges: () => exchanges,
    discard,
    ...readings({ store }),
  }
}
export type Office = Awaited<ReturnType<typeof openOffice>>

const whatsappIdOf = (id: string) => `3EB0${id}`

const realEffects = (clock: Clock, newId: NewId): ExchangeEffects => ({
  collect: createCollectReplies(clock),
  approve: createApproveReply(clock),
  refuse: refuseEither(createRefuseTask(clock), createRefuseReply(clock)),
  sendFromOnec: createSendFromOnec({ clock, newId, whatsappIdOf }),
  note: createNoteFromOnec(clock),
})

type Clock = ReturnType<typeof standingClock>
type Store = Awaited<ReturnType<typeof freshStore>>['store']

interface Peopled {
  store: Store
  clock: Clock
  newId: NewId
  channelId: v.InferOutput<typeof channelIdSchema>
}

/** What Anna writes and Olga answers. */
function peopleOf({ store, clock, newId, channelId }: Peopled) {
  let written = 0
  let route: Synchronisation['replyRoute'] = 'through1c'
  const receive = createReceiveMessage(store, clock, newId)
  const accept: AcceptReply = createAcceptReply(store, {
    ...plainReplies,
    clock,
    whatsappIdOf,
    showsTicks: () => false,
    goesThrough1c: async () => route === 'through1c',
  })
  const olga: Employee = { id: newId(employeeIdSchema), name: 'Ольга', rights: ['read', 'reply'], inQueue: true }
  const clientWrites = async (text: string, origin: 'client' | 'phone' = 'client'): Promise<void> => {
    written += 1
    const client = { phone: annasPhone, name: 'Анна Петрова' }
    const message = {
      channelId,
      client,
      origin,
      whatsappId: `W${written}`,
      at: clock.now(),
      kind: 'text',
      text,
    } as const
    await receive(message, async () => {})
  }
  const conversation = async () => {
    const [first] = await listConversations(store.read, 1)
    if (!first) throw new Error('Anna has not written yet.')
    return first.id
  }
  const olgaReplies = async (text: string): Promise<MessageId> => {
    const id = newId(messageIdSchema)
    await accept(olga, { id, conversationId: await conversation(), text })
    return id
  }
  const set = async (changes: Partial<Synchronisation>): Promise<void> => {
    route = changes.replyRoute ?? route
    await store.write((tx) => keepSynchronisation(tx, { ...defaultSynchronisation, ...changes }))
  }
  const reaches = (id: MessageId, stage: Stage) => store.write((tx) => reachStage(tx, id, { stage, at: clock.now() }))
  return { olga, accept, clientWrites, olgaReplies, conversation, set, reaches }
}

const readings = ({ store }: { store: Store }) => ({
  head: () => journalHead(store.read),
  stagesOf: async (id: MessageId) => (await showMessage(store.read, id))?.stages.map(({ stage }) => stage),
  message: (id: MessageId) => showMessage(store.read, id),
  conversationRow: () => store.read.selectFrom('conversations').selectAll().executeTakeFirst(),
  /** The messages on their way to WhatsApp. */
  leaving: async () =>
    (await store.read.selectFrom('outbox').select('message_id').execute()).map((row) => row.message_id),
})
