import type { Client } from './client.ts'
import type { Answer, Ask, CallName, ReceivedAnswer } from './control-calls.ts'
import { pushMany } from './push-many.ts'
import type { ReceivedMessage } from './received-message.ts'
import { scanFromScreenshot } from './scan-from-screenshot.ts'
import type { WhatsAppStandIn } from './whatsapp.ts'

type ControlAnswers = { [N in CallName]: (ask: Ask<N>) => Promise<Answer<N>> | Answer<N> }

/** What each call does; the words are those of the stand-in itself. */
export function controlAnswers(whatsapp: WhatsAppStandIn): ControlAnswers {
  return {
    ...phoneAnswers(whatsapp),
    ...clientAnswers(whatsapp),
    ...companionAnswers(whatsapp),
    ...worldAnswers(whatsapp),
  }
}

function phoneAnswers(whatsapp: WhatsAppStandIn) {
  const phone = (number: string, name?: string) => whatsapp.phone(number, name ? { name } : {})
  return {
    'phone/scan': async ({ number, name, qr }: Ask<'phone/scan'>) => done(await phone(number, name).scan(qr)),
    'phone/scan-screenshot': async ({ number, name, png }: Ask<'phone/scan-screenshot'>) =>
      done(await phone(number, name).scan(scanFromScreenshot(Buffer.from(png, 'base64')))),
    'phone/unlink': ({ number }: Ask<'phone/unlink'>) => done(phone(number).unlink()),
    'phone/type': ({ number, to, text }: Ask<'phone/type'>) => phone(number).typeMessage(to, text),
  }
}

function clientAnswers(whatsapp: WhatsAppStandIn) {
  const client = (number: string) => whatsapp.client(number)
  return {
    'client/join': (ask: Ask<'client/join'>) => done(join(whatsapp, ask)),
    'client/send-text': ({ from, company, text }: Ask<'client/send-text'>) => client(from).sendText(company, text),
    'client/send-file': (ask: Ask<'client/send-file'>) => sendFile(client(ask.from), ask),
    'client/received': ({ number }: Ask<'client/received'>) =>
      client(number).received.map((message) => travelling(client(number), message)),
    'client/wait-for-message': async ({ number, id, text, timeoutMs }: Ask<'client/wait-for-message'>) => {
      const fits = (message: ReceivedMessage) =>
        (id === undefined || message.id === id) && (text === undefined || message.text === text)
      return travelling(client(number), await client(number).waitForMessage(fits, timeoutMs))
    },
    'client/receipts': ({ number, id }: Ask<'client/receipts'>) => client(number).receiptsFor(id),
    'client/wait-for-receipt': async ({ number, id, kind, timeoutMs }: Ask<'client/wait-for-receipt'>) =>
      done(await client(number).waitForReceipt(id, kind, timeoutMs)),
    'client/read': ({ number, id }: Ask<'client/read'>) => done(client(number).markRead(id)),
    'client/typing': ({ number, company, typing }: Ask<'client/typing'>) => done(client(number).type(company, typing)),
  }
}

function companionAnswers(whatsapp: WhatsAppStandIn) {
  const companion = (number: string) => whatsapp.companion(number)
  return {
    'companion/drop': ({ number }: { number: string }) => done(companion(number).dropConnection()),
    'companion/stream-error': ({ number, reason }: Ask<'companion/stream-error'>) =>
      done(companion(number).streamError(reason)),
    'companion/refuse-logins': ({ number, reason }: Ask<'companion/refuse-logins'>) =>
      done(companion(number).refuseLogins(reason)),
    'companion/allow-logins': ({ number }: { number: string }) => done(companion(number).allowLogins()),
    'companion/pause-inbound': ({ number }: { number: string }) => done(companion(number).pauseInbound()),
    'companion/resume-inbound': ({ number }: { number: string }) => done(companion(number).resumeInbound()),
  }
}

function worldAnswers(whatsapp: WhatsAppStandIn) {
  return {
    'media/forget-all': () => done(whatsapp.media.forgetAll()),
    'push-many': ({ from, perSecond, ...push }: Ask<'push-many'>) => {
      const clients = from.map((number) => whatsapp.client(number))
      return pushMany({ ...push, clients, ...(perSecond && { perSecond }) })
    },
    state: () => ({
      phones: whatsapp.phones.map((phone) => phone.describe()),
      clients: whatsapp.clients.map(({ number, name, received }) => ({ number, name, received: received.length })),
    }),
  }
}

function join(whatsapp: WhatsAppStandIn, { number, name, addressing, readsAtOnce }: Ask<'client/join'>): void {
  const client = whatsapp.client(number)
  client.name = name ?? client.name
  client.addressing = addressing ?? client.addressing
  client.readsAtOnce = readsAtOnce ?? client.readsAtOnce
}

function sendFile(client: Client, { company, bytes, as, fileName = 'file', mime, caption }: Ask<'client/send-file'>) {
  const content = Buffer.from(bytes, 'base64')
  const described = { ...(mime && { mime }), ...(caption && { caption }) }
  if (as === 'image') return client.sendImage(company, content, described)
  return client.sendDocument(company, content, { fileName, ...described })
}

function travelling(client: Client, { file, ...message }: ReceivedMessage): ReceivedAnswer {
  const deliveries = client.deliveries(message.id)
  if (!file) return { ...message, deliveries }
  const { bytes, ...described } = file
  return { ...message, deliveries, file: { ...described, base64: bytes.toString('base64') } }
}

/** The work is done and there is nothing to say about it. */
function done(_work: unknown): null {
  return null
}
