import { proto } from '@whiskeysockets/baileys'
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
    ...clientChanges(whatsapp),
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
    'phone/type-code': async ({ number, name, code }: Ask<'phone/type-code'>) =>
      done(await phone(number, name).typeCode(code)),
    'phone/unlink': ({ number }: Ask<'phone/unlink'>) => done(phone(number).unlink()),
    'phone/type': ({ number, to, text }: Ask<'phone/type'>) => phone(number).typeMessage(to, text),
    'phone/edit': ({ number, to, id, text }: Ask<'phone/edit'>) => phone(number).editMessage(to, id, text),
    'phone/delete': ({ number, to, id }: Ask<'phone/delete'>) => phone(number).deleteMessage(to, id),
    'phone/react': ({ number, to, id, emoji, isOwn = false }: Ask<'phone/react'>) =>
      phone(number).react(to, id, emoji, { isOwn }),
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

function clientChanges(whatsapp: WhatsAppStandIn) {
  const client = (number: string) => whatsapp.client(number)
  return {
    'client/send-content': ({ from, company, content }: Ask<'client/send-content'>) =>
      client(from).send(company, proto.Message.fromObject(content)),
    'client/edit': ({ from, company, id, text }: Ask<'client/edit'>) => client(from).edit(company, id, text),
    'client/delete': ({ from, company, id }: Ask<'client/delete'>) => client(from).delete(company, id),
    'client/react': ({ from, company, id, emoji }: Ask<'client/react'>) => client(from).react(company, id, emoji),
    'client/vote': ({ from, company, id, chosen }: Ask<'client/vote'>) => client(from).vote(company, id, chosen),
    'client/ring': ({ from, company, video = false }: Ask<'client/ring'>) => ({
      id: client(from).ring(company, { video }),
    }),
    'client/end-call': ({ from, company, id, reason }: Ask<'client/end-call'>) =>
      done(client(from).endCall(company, id, reason === undefined ? {} : { reason })),
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
    'companion/turn-deaf': ({ number, answers, also }: Ask<'companion/turn-deaf'>) =>
      done(companion(number).turnDeaf(answers, also)),
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
  switch (as) {
    case 'image':
      return client.sendImage(company, content, described)
    case 'video':
    case 'gif':
      return client.sendVideo(company, content, { ...described, gif: as === 'gif' })
    case 'voice':
      return client.sendVoice(company, content)
    case 'sticker':
      return client.sendSticker(company, content)
    case 'document':
      return client.sendDocument(company, content, { fileName, ...described })
  }
}

function travelling(client: Client, { file, content: _whole, ...message }: ReceivedMessage): ReceivedAnswer {
  const deliveries = client.deliveries(message.id)
  if (!file) return { ...message, deliveries }
  const { bytes, ...described } = file
  return { ...message, deliveries, file: { ...described, base64: bytes.toString('base64') } }
}

/** The work is done and there is nothing to say about it. */
function done(_work: unknown): null {
  return null
}
