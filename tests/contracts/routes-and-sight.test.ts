import { readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer, extensionOrigin } from '../world/extension-peer.ts'
import { type Answer, type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const company = '+74951234567'
const nobodys = '01932b6e-7c00-7000-8000-000000000099'
const secret = 'Пароль от сейфа'

/** What stands in Olga's conversation. */
interface Hers {
  conversation: string
  message: string
  reply: string
  file: string
  contact: string
}

type Attack = (of: Hers) => [path: string, body?: unknown]

/** What is answered about somebody else's conversation as if it were not there. */
const hidden: Record<string, Attack> = {
  'GET /conversations/:id/messages': ({ conversation }) => [`/conversations/${conversation}/messages`],
  'POST /conversations/:id/read': ({ conversation }) => [`/conversations/${conversation}/read`],
  'PUT /messages/:id/reaction': ({ message }) => [`/messages/${message}/reaction`, { emoji: '👍' }],
  'PUT /messages/:id/text': ({ reply }) => [`/messages/${reply}/text`, { text: 'Другое' }],
  'DELETE /messages/:id': ({ reply }) => [`/messages/${reply}`],
  'POST /messages/:id/task': ({ message }) => [`/messages/${message}/task`, { id: newId(), text: 'Задача' }],
  'POST /conversations/:id/document-lookups': ({ conversation }) => [
    `/conversations/${conversation}/document-lookups`,
    { id: newId() },
  ],
  'GET /files/:id': ({ file }) => [`/files/${file}`],
  'GET /files/:id/thumbnail': ({ file }) => [`/files/${file}/thumbnail`],
  'PUT /contacts/:id/client': ({ contact }) => [`/contacts/${contact}/client`, null],
}
/** What is refused with the name of the colleague: whoever asks has known the conversation. */
const refused: Record<string, Attack> = {
  'POST /replies': ({ conversation }) => ['/replies', { id: newId(), conversationId: conversation, text: 'Это я' }],
  'POST /conversations/:id/claim': ({ conversation }) => [`/conversations/${conversation}/claim`],
  'POST /conversations/:id/hand-over': ({ conversation }) => [
    `/conversations/${conversation}/hand-over`,
    { id: newId(), target: { to: 'queue' } },
  ],
  'POST /conversations/:id/close': ({ conversation }) => [`/conversations/${conversation}/close`],
  'POST /conversations/:id/reopen': ({ conversation }) => [`/conversations/${conversation}/reopen`],
  'POST /conversations/:id/notes': ({ conversation }) => [
    `/conversations/${conversation}/notes`,
    { id: newId(), text: 'Я здесь' },
  ],
  'DELETE /conversations/:id/observers/me': ({ conversation }) => [`/conversations/${conversation}/observers/me`],
}
/** What answers with what he may see: the secret is not in it. */
const filtered: Record<string, Attack> = {
  'GET /snapshot': () => ['/snapshot'],
  'GET /changes': () => ['/changes?after=0&limit=500'],
  'GET /search': () => [`/search?q=${encodeURIComponent(secret)}`],
  'GET /me': () => ['/me'],
  'GET /templates': () => ['/templates'],
}
/** What has a test of its own below, or stands in `who-sees-what.test.ts`. */
const elsewhere = ['GET /live', 'POST /conversations', 'GET /document-lookups/:id']
/** What is one's own, or before anybody has signed in. */
const own = [
  ...['GET /sign-in/ways', 'POST /setup', 'POST /sign-in', 'POST /sign-in/onec', 'POST /sign-out'],
  ...['GET /quick-replies', 'PUT /quick-replies'],
  // An upload is its uploader's until it stands in a message.
  ...['PUT /files/:id', 'GET /files/:id/parts', 'PUT /files/:id/parts', 'DELETE /files/:id'],
]
/** For administrators: nothing of any conversation. */
const administration = /^\w+ \/(employees|bases|channels|settings|groups|audit)\b/

const newId = () => `${crypto.randomUUID().slice(0, 14)}7${crypto.randomUUID().slice(15)}`

function allRoutes(): string[] {
  const files = readdirSync('relay/api').filter((file) => file !== 'onec-routes.ts' && file !== 'open-page.ts')
  const routes = files.flatMap((file) => [
    ...readFileSync(`relay/api/${file}`, 'utf8').matchAll(/\.(get|post|put|patch|delete)\(\s*'(\/[^']*)'/g),
  ])
  return routes
    .map(([, method, path]) => `${method?.toUpperCase()} ${path}`)
    .filter((route) => !/\/(healthz|readyz)$/.test(route))
}

it('every route of the relay has a decision about who sees what it answers', () => {
  const decided = new Set([hidden, refused, filtered].flatMap((routes) => Object.keys(routes)).concat(elsewhere, own))
  expect(allRoutes().filter((route) => !decided.has(route) && !administration.test(route))).toEqual([])
  expect([...decided].filter((route) => !allRoutes().includes(route))).toEqual([])
})

describe.each(engines)('somebody who may not see a conversation, on %s', (engine) => {
  let office: Office
  let [olga, boris, chief] = ['', '', '']
  let hers: Hers
  const nothing: Hers = { conversation: nobodys, message: nobodys, reply: nobodys, file: nobodys, contact: nobodys }

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    ;[olga, boris, chief] = [await hire('Ольга'), await hire('Борис'), await hire('Вера', ['supervise'])]
    hers = await olgasConversation()
  })
  afterAll(() => office.close())

  async function hire(name: string, more: string[] = []): Promise<string> {
    const invited = await office.ask('POST', '/employees', { name, rights: ['read', 'reply', ...more] })
    return (await office.ask('POST', '/sign-in', { code: invited.body.code }, null)).body.token
  }

  async function upload(token: string, colour: string): Promise<string> {
    const id = newId()
    const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
      .png()
      .toBuffer()
    const headers = { Origin: extensionOrigin, Authorization: `Bearer ${token}`, 'Content-Type': 'image/png' }
    const request = { method: 'PUT', headers, body: new Uint8Array(picture) }
    expect((await fetch(`${office.relay.address}/api/v1/files/${id}?name=p.png`, request)).status).toBe(200)
    return id
  }

  async function olgasConversation(): Promise<Hers> {
    const peer = await ExtensionPeer.connect(office.relay.address, { token: chief, cursor: 0 })
    await office.whatsapp.client('+79164000001').sendText(company, secret)
    const { conversation, message } = await peer.event('message', (event) => event.message.text === secret)
    const [file, reply] = [await upload(olga, 'red'), newId()]
    const sent = await office.ask(
      'POST',
      '/replies',
      { id: reply, conversationId: conversation.id, text: secret, fileId: file },
      olga,
    )
    expect(sent.status).toBe(200)
    peer.close()
    return { conversation: conversation.id, message: message.id, reply, file, contact: conversation.contact.id }
  }

  /** A picture is no JSON. */
  async function ask(token: string, route: string, [path, body]: ReturnType<Attack>): Promise<Answer> {
    const method = route.split(' ')[0] ?? ''
    if (!path.startsWith('/files/')) return await office.ask(method, path, body, token)
    const headers = { Origin: extensionOrigin, Authorization: `Bearer ${token}` }
    const response = await fetch(`${office.relay.address}/api/v1${path}`, { method, headers })
    const text = await response.text()
    return { status: response.status, body: response.ok ? undefined : JSON.parse(text) }
  }

  it.each(Object.entries(hidden))('is answered as if it were not there: %s', async (route, attack) => {
    const answer = await ask(boris, route, attack(hers))
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'notFound' } } })
    expect(answer).toEqual(await ask(boris, route, attack(nothing)))
    // Nobody else is in the way of who may see it.
    expect((await ask(chief, route, attack(hers))).body?.error?.message).not.toBe(answer.body.error.message)
  })

  it.each(Object.entries(refused))('is told who has it, and changes nothing: %s', async (route, attack) => {
    const before = await office.ask('GET', '/snapshot', undefined, chief)
    const answer = await ask(boris, route, attack(hers))
    // To leave where he is no observer is no mistake.
    expect(route.endsWith('/observers/me') ? [204] : [403, 404, 409]).toContain(answer.status)
    expect(JSON.stringify(answer.body ?? '')).not.toContain(secret)
    expect(await office.ask('GET', '/snapshot', undefined, chief)).toEqual(before)
  })

  it.each(Object.entries(filtered))('gets nothing of it: %s', async (route, attack) => {
    const has = async (token: string) => JSON.stringify((await ask(token, route, attack(hers))).body)
    // That it was taken from him names it once more.
    const parts = route === 'GET /changes' ? [] : [hers.conversation]
    for (const part of [secret, hers.contact, '79164000001', ...parts]) expect(await has(boris)).not.toContain(part)
  })

  it('who sees it gets it where he gets nothing', async () => {
    const has = async (path: string) => JSON.stringify((await office.ask('GET', path, undefined, olga)).body)
    for (const path of ['/snapshot', '/changes?after=0&limit=500']) expect(await has(path)).toContain(secret)
    for (const path of [`/files/${hers.file}`, `/files/${hers.file}/thumbnail`])
      expect((await ask(olga, 'GET', [path])).status).toBe(200)
  })

  it('opens it by the phone no more: he is told who has it', async () => {
    const channelId = (await office.ask('GET', '/me')).body.channels[0].channelId
    const answer = await office.ask('POST', '/conversations', { channelId, phone: '+7 916 400-00-01' }, boris)
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'takenByOther', takenBy: 'Ольга' } } })
  })

  it('sends nobody a file that he may not see, nor gets or deletes what a colleague has uploaded', async () => {
    const peer = await ExtensionPeer.connect(office.relay.address, { token: boris, cursor: 0 })
    await office.whatsapp.client('+79164000002').sendText(company, 'К Борису')
    const { conversation } = await peer.event('message', (event) => event.message.text === 'К Борису')
    peer.close()
    const waiting = await upload(olga, 'blue')
    for (const fileId of [hers.file, waiting]) {
      const reply = { conversationId: conversation.id, text: '', fileId }
      // Nor what is made of it: a sticker shows the picture too.
      for (const as of [undefined, 'sticker'])
        expect(await office.ask('POST', '/replies', { ...reply, id: newId(), as }, boris)).toMatchObject({
          status: 400,
        })
    }
    const his = { conversationId: conversation.id, text: '', fileId: await upload(boris, 'green'), as: 'sticker' }
    expect(await office.ask('POST', '/replies', { ...his, id: newId() }, boris)).toMatchObject({ status: 200 })
    expect((await ask(boris, 'GET', [`/files/${waiting}`])).status).toBe(404)
    await ask(boris, 'DELETE', [`/files/${waiting}`])
    expect((await ask(olga, 'GET', [`/files/${waiting}`])).status).toBe(200)
  })
})
