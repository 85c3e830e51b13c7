import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'

const someId = '00000000-0000-7000-8000-00000000abcd'
const company = '+74951234567'

interface Hired {
  token: string
  id: string
}

describe('sharing the work over HTTP', () => {
  let office: Office
  let olga: Hired
  let pyotr: Hired
  let conversation: string
  beforeAll(async () => {
    office = await openOffice()
    await office.pair(company)
    olga = await hire('Ольга', ['read', 'reply'])
    pyotr = await hire('Пётр', ['read', 'reply'])
    const peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    await office.whatsapp.client('+79161234567').sendText(company, 'Здравствуйте')
    const event = await peer.event('message', ({ message }) => message.text === 'Здравствуйте')
    conversation = event.conversation.id
    peer.close()
  })
  afterAll(() => office.close())

  async function hire(name: string, rights: string[]): Promise<Hired> {
    const invited = await office.ask('POST', '/employees', { name, rights })
    const { body } = await office.ask('POST', '/sign-in', { code: invited.body.code }, null)
    return { token: body.token, id: invited.body.employee.id }
  }
  const asks = (who: Hired, method: string, path: string, body?: unknown) => office.ask(method, path, body, who.token)
  const does = (who: Hired, deed: string, body?: unknown) =>
    asks(who, 'POST', `/conversations/${conversation}/${deed}`, body)
  const toPyotr = () => ({ id: randomUUID(), target: { to: 'employee', employeeId: pyotr.id }, comment: 'Твой' })

  it.each([
    ['POST', `/conversations/${someId}/claim`],
    ['POST', `/conversations/${someId}/hand-over`],
    ['POST', `/conversations/${someId}/close`],
    ['POST', `/conversations/${someId}/reopen`],
    ['POST', `/conversations/${someId}/notes`],
    ['DELETE', `/conversations/${someId}/observers/me`],
    ['GET', '/quick-replies'],
    ['PUT', '/quick-replies'],
    ['GET', '/groups'],
    ['PUT', '/groups'],
  ])('asks for a token: %s %s', async (method, path) => {
    expect(await office.ask(method, path, undefined, 'made-up')).toMatchObject({ status: 401 })
  })

  it.each([['claim'], ['close'], ['reopen']])('knows no such conversation: %s', async (deed) => {
    expect(await asks(olga, 'POST', `/conversations/${someId}/${deed}`)).toMatchObject({ status: 404 })
  })

  it('answers with the conversation as it is then, or nothing when it is not to be seen any more', async () => {
    expect(await does(olga, 'claim')).toMatchObject({
      status: 200,
      body: { conversation: { id: conversation, state: 'inWork', ownerId: olga.id } },
    })
    const handedOver = toPyotr()
    expect((await does(olga, 'hand-over', handedOver)).status).toBe(204)
    expect((await does(olga, 'hand-over', handedOver)).status).toBe(204)
    expect(await does(pyotr, 'close')).toMatchObject({ status: 200, body: { conversation: { state: 'closed' } } })
    expect(await does(pyotr, 'reopen')).toMatchObject({ status: 200, body: { conversation: { state: 'inWork' } } })
  })

  it('says who was faster', async () => {
    expect(await does(olga, 'claim')).toMatchObject({
      status: 409,
      body: { error: { code: 'takenByOther', takenBy: 'Пётр' } },
    })
    const reply = { id: randomUUID(), conversationId: conversation, text: 'Опоздала' }
    expect(await asks(olga, 'POST', '/replies', reply)).toMatchObject({
      status: 409,
      body: { error: { code: 'takenByOther', takenBy: 'Пётр' } },
    })
  })

  it('lets an observer write and leave, not close', async () => {
    const note = { id: randomUUID(), text: '@Ольга, глянь', mentions: [olga.id] }
    expect(await does(pyotr, 'notes', note)).toMatchObject({
      status: 200,
      body: { note: { kind: 'note', text: '@Ольга, глянь', note: { mentions: [olga.id] } } },
    })
    expect(await does(olga, 'close')).toMatchObject({ status: 403, body: { error: { code: 'notYours' } } })
    expect((await asks(olga, 'DELETE', `/conversations/${conversation}/observers/me`)).status).toBe(204)
    expect(await does(olga, 'notes', { id: randomUUID(), text: 'Мимо' })).toMatchObject({ status: 409 })
  })

  it('takes no empty note, but a hand-over without a word', async () => {
    expect(await does(pyotr, 'notes', { id: randomUUID(), text: '  ' })).toMatchObject({ status: 400 })
    const back = { id: randomUUID(), target: { to: 'queue' } }
    expect(await does(pyotr, 'hand-over', back)).toMatchObject({
      status: 200,
      body: { conversation: { state: 'queued' } },
    })
  })

  it('keeps quick replies for whoever has written them', async () => {
    const quickReplies = [{ id: randomUUID(), name: 'Привет', text: 'Здравствуйте!' }]
    expect(await asks(olga, 'PUT', '/quick-replies', { quickReplies })).toMatchObject({ body: { quickReplies } })
    expect(await asks(olga, 'GET', '/quick-replies')).toMatchObject({ body: { quickReplies } })
    expect((await asks(pyotr, 'GET', '/quick-replies')).body).toEqual({ quickReplies: [] })
  })

  it('tells an employee at once of his groups, which only administrators make', async () => {
    const peer = await ExtensionPeer.connect(office.relay.address, { token: olga.token, cursor: 0 })
    await peer.frame('welcome')
    const groups = [{ id: randomUUID(), name: 'Продажи', members: [olga.id] }]
    expect((await asks(olga, 'PUT', '/groups', { groups })).status).toBe(403)
    expect(await office.ask('PUT', '/groups', { groups })).toMatchObject({ status: 200, body: { groups } })
    const { employee } = await peer.frame('employee')
    expect(employee.groups).toEqual([groups[0]?.id])
    expect(await asks(olga, 'GET', '/me')).toMatchObject({ body: { employee: { groups: [groups[0]?.id] } } })
    peer.close()
  })

  it('tells both computers of one person what he does at one of them', async () => {
    const computers = await Promise.all(
      ['desk', 'laptop'].map(() => ExtensionPeer.connect(office.relay.address, { token: olga.token, cursor: 0 })),
    )
    await office.whatsapp.client('+79161234567').sendText(company, 'Вы здесь?')
    const both = <T>(told: (peer: ExtensionPeer) => Promise<T>) => Promise.all(computers.map(told))
    await both((peer) => peer.event('message', ({ message }) => message.text === 'Вы здесь?'))
    const { body } = await does(olga, 'claim')
    await does(olga, 'read')
    const id = randomUUID()
    await asks(olga, 'POST', '/replies', { id, conversationId: conversation, text: 'Здесь' })
    const taken = { ownerId: olga.id, revision: body.conversation.revision }
    const [atDesk, onLaptop] = await both((peer) => peer.event('message', ({ message }) => message.id === id))
    expect(atDesk).toEqual(onLaptop)
    for (const { events: told } of computers) {
      const states = told.flatMap((event) => (event.type === 'conversation' ? [event.conversation] : []))
      expect(states).toContainEqual(expect.objectContaining(taken))
      expect(states.at(-1)).toMatchObject({ unread: 0 })
    }
    for (const peer of computers) peer.close()
  })
})
