import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { ToldEvent } from '../../shared/events.ts'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import { applyTold, type WhatHeHas } from '../world/what-he-has.ts'

const company = '+74951234567'

interface Person {
  name: string
  id: string
  token: string
  peer: ExtensionPeer
  /** What he had at moments before, and up to where. */
  earlier: { cursor: number; has: WhatHeHas }[]
}

describe.each(engines)('who sees a conversation, on %s', (engine) => {
  let office: Office
  let clients = 0
  let [olga, boris, chief]: Person[] = []
  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
  })
  afterAll(() => office.close())
  beforeEach(async () => {
    olga = await person('Ольга', ['read', 'reply'])
    boris = await person('Борис', ['read', 'reply'])
    chief = await person('Вера', ['read', 'reply', 'supervise'])
  })
  afterEach(() => {
    for (const { peer } of everybody()) peer.close()
  })

  const everybody = (): Person[] => [olga, boris, chief].flatMap((each) => each ?? [])
  const the = (each: Person | undefined): Person => {
    if (!each) throw new Error('Nobody is there yet.')
    return each
  }
  const newId = () => `${crypto.randomUUID().slice(0, 14)}7${crypto.randomUUID().slice(15)}`

  async function person(name: string, rights: string[]): Promise<Person> {
    const invited = await office.ask('POST', '/employees', { name, rights })
    const { token, employee } = (await office.ask('POST', '/sign-in', { code: invited.body.code }, null)).body
    const { body } = await office.ask('GET', '/snapshot', undefined, token)
    const peer = await ExtensionPeer.connect(office.relay.address, { token, cursor: body.cursor })
    await peer.frame('welcome')
    return { name, id: employee.id, token, peer, earlier: [await snapshotOf(token)] }
  }

  async function snapshotOf(token: string): Promise<{ cursor: number; has: WhatHeHas }> {
    const { body } = await office.ask('GET', '/snapshot', undefined, token)
    const has: WhatHeHas = new Map()
    for (const { conversation, messages } of body.conversations)
      has.set(conversation.id, new Set(messages.map(({ id }: { id: string }) => id)))
    return { cursor: body.cursor, has }
  }

  async function changesAfter(token: string, cursor: number): Promise<{ cursor: number; events: ToldEvent[] }> {
    const { body } = await office.ask('GET', `/changes?after=${cursor}&limit=3`, undefined, token)
    expect(body.snapshotNeeded).toBe(false)
    if (!body.more) return body
    const rest = await changesAfter(token, body.cursor)
    return { cursor: rest.cursor, events: [...body.events, ...rest.events] }
  }

  /** Each sees the same: by a snapshot, by the changes since any moment before, and live. What he has of a conversation is its end without a hole. */
  async function seenBy(each: Person): Promise<string[]> {
    const now = await snapshotOf(each.token)
    const conversations = [...now.has.keys()].sort()
    for (const before of each.earlier) {
      const since = await changesAfter(each.token, before.cursor)
      const has = applyTold(before.has, since.events)
      expect([...has.keys()].sort(), `${each.name} since ${before.cursor}`).toEqual(conversations)
      for (const [id, messages] of has) await expectNoHole(each, id, messages)
    }
    const [first] = each.earlier
    await expect
      .poll(() => [...applyTold(first?.has ?? new Map(), each.peer.events).keys()].sort())
      .toEqual(conversations)
    each.earlier.push(now)
    return conversations
  }

  async function expectNoHole(each: Person, id: string, has: Set<string>): Promise<void> {
    const { body } = await office.ask('GET', `/conversations/${id}/messages?limit=200`, undefined, each.token)
    const all: string[] = body.messages.map((message: { id: string }) => message.id)
    expect(all.slice(-has.size || all.length), `${each.name} has the end of the conversation, without a hole`).toEqual(
      has.size === 0 ? all : [...has],
    )
  }

  async function aClientWrites(text = 'Здравствуйте'): Promise<{ id: string; say(words: string): Promise<void> }> {
    clients += 1
    const client = office.whatsapp.client(`+79163${String(clients).padStart(6, '0')}`)
    const phone = `+${client.number}`
    const heard = (words: string) =>
      the(chief).peer.event(
        'message',
        ({ conversation, message }) => conversation.contact.phone === phone && message.text === words,
      )
    await client.sendText(company, text)
    const { conversation } = await heard(text)
    return {
      id: conversation.id,
      say: async (words) => {
        await client.sendText(company, words)
        await heard(words)
      },
    }
  }

  const deed = async (by: Person, path: string, body?: unknown) =>
    expect((await office.ask('POST', path, body, by.token)).status).toBeLessThan(300)
  const handOver = (by: Person, id: string, to: Person | 'queue') =>
    deed(by, `/conversations/${id}/hand-over`, {
      id: newId(),
      target: to === 'queue' ? { to: 'queue' } : { to: 'employee', employeeId: to.id },
      comment: 'Прошу помочь',
    })
  const whoSees = async (id: string): Promise<string[]> => {
    const seeing: string[] = []
    for (const each of everybody()) if ((await seenBy(each)).includes(id)) seeing.push(each.name)
    return seeing
  }

  it('everybody while it waits in the queue; its owner and the supervisor once it is taken, handed over, closed and reopened', async () => {
    const { id, say } = await aClientWrites()
    expect(await whoSees(id)).toEqual(['Ольга', 'Борис', 'Вера'])
    await deed(the(olga), `/conversations/${id}/claim`)
    expect(await whoSees(id)).toEqual(['Ольга', 'Вера'])
    await say('Ещё вопрос')
    await handOver(the(olga), id, the(boris))
    expect(await whoSees(id)).toEqual(['Борис', 'Вера'])
    await say('И ещё один')
    expect(await whoSees(id)).toEqual(['Борис', 'Вера'])
    await deed(the(boris), `/conversations/${id}/close`)
    expect(await whoSees(id)).toEqual(['Борис', 'Вера'])
    await say('Я вернулся')
    expect(await whoSees(id)).toEqual(['Борис', 'Вера'])
    await deed(the(chief), `/conversations/${id}/close`)
    await deed(the(chief), `/conversations/${id}/reopen`)
    expect(await whoSees(id)).toEqual(['Вера'])
    await handOver(the(chief), id, 'queue')
    expect(await whoSees(id)).toEqual(['Ольга', 'Борис', 'Вера'])
  })

  it('who may not see it any more is told whose it is; nobody else is told anything', async () => {
    const { id } = await aClientWrites()
    await the(boris).peer.event('message', ({ conversation }) => conversation.id === id)
    await deed(the(olga), `/conversations/${id}/claim`)
    expect(await the(boris).peer.event('gone')).toMatchObject({ conversationIds: [id], takenBy: 'Ольга' })
    await the(olga).peer.event('conversation', ({ conversation }) => conversation.ownerId === the(olga).id)
    expect([the(olga), the(chief)].flatMap(({ peer }) => peer.events.filter(({ type }) => type === 'gone'))).toEqual([])
  })

  it('who was away is told nothing of what was said before it was taken from him, and who has it is told all', async () => {
    const since = (each: Person) => changesAfter(each.token, each.earlier[0]?.cursor ?? 0)
    const { id, say } = await aClientWrites('Мой пароль')
    await say('Никому не говорите')
    await deed(the(olga), `/conversations/${id}/claim`)
    const told = await since(the(boris))
    expect(told.events.map((event) => (event.type === 'gone' ? event.conversationIds : event.type))).toEqual([[id]])
    const types = (await since(the(olga))).events.map(({ type }) => type)
    expect(types).toEqual(['message', 'message', 'conversation'])
  })

  it('whoever was away while it went to and fro has it without a hole', async () => {
    const { id, say } = await aClientWrites()
    await whoSees(id)
    await deed(the(olga), `/conversations/${id}/claim`)
    await say('Для Ольги')
    await handOver(the(olga), id, the(boris))
    await handOver(the(boris), id, 'queue')
    await say('Для всех')
    await deed(the(boris), `/conversations/${id}/claim`)
    expect(await whoSees(id)).toEqual(['Борис', 'Вера'])
    await handOver(the(boris), id, the(olga))
    expect(await whoSees(id)).toEqual(['Ольга', 'Вера'])
  })

  it('an observer sees it until he leaves', async () => {
    const { id } = await aClientWrites()
    await deed(the(olga), `/conversations/${id}/claim`)
    const note = { id: newId(), text: 'Посмотри, пожалуйста', mentions: [the(boris).id] }
    await deed(the(olga), `/conversations/${id}/notes`, note)
    expect(await whoSees(id)).toEqual(['Ольга', 'Борис', 'Вера'])
    await office.ask('DELETE', `/conversations/${id}/observers/me`, undefined, the(boris).token)
    expect(await whoSees(id)).toEqual(['Ольга', 'Вера'])
  })

  it('a supervisor who is no longer one takes a new snapshot, and so does who becomes one; both though they were away', async () => {
    const { id } = await aClientWrites()
    await deed(the(olga), `/conversations/${id}/claim`)
    const [was, becomes] = [the(chief), the(boris)]
    const { cursor } = await snapshotOf(was.token)
    await office.ask('PATCH', `/employees/${was.id}`, { rights: ['read', 'reply'] })
    await office.ask('PATCH', `/employees/${becomes.id}`, { rights: ['read', 'reply', 'supervise'] })
    for (const { peer } of [was, becomes]) await peer.frame('welcome', ({ snapshotNeeded }) => snapshotNeeded)
    expect([...(await snapshotOf(was.token)).has.keys()]).not.toContain(id)
    expect([...(await snapshotOf(becomes.token)).has.keys()]).toContain(id)
    for (const { token } of [was, becomes]) {
      const { body } = await office.ask('GET', `/changes?after=${cursor}`, undefined, token)
      expect(body).toMatchObject({ snapshotNeeded: true, events: [] })
      const again = await ExtensionPeer.connect(office.relay.address, { token, cursor })
      expect(await again.frame('welcome')).toMatchObject({ snapshotNeeded: true })
      again.close()
      const anew = (await snapshotOf(token)).cursor
      const level = await ExtensionPeer.connect(office.relay.address, { token, cursor: anew })
      expect(await level.frame('welcome')).toMatchObject({ snapshotNeeded: false })
      level.close()
    }
    const rightOf = (rights: string[], { id: of }: Person) => office.ask('PATCH', `/employees/${of}`, { rights })
    await rightOf(['read', 'reply'], becomes)
  })

  it('colleagues who see it are told that somebody is writing there; others and he himself are not', async () => {
    const { id } = await aClientWrites()
    await deed(the(olga), `/conversations/${id}/claim`)
    the(olga).peer.send({ type: 'writing', conversationId: id as never })
    expect(await the(chief).peer.frame('typing')).toEqual({
      type: 'typing',
      conversationId: id,
      employeeId: the(olga).id,
    })
    the(boris).peer.send({ type: 'writing', conversationId: id as never })
    const { id: free } = await aClientWrites()
    the(chief).peer.send({ type: 'writing', conversationId: free as never })
    await the(boris).peer.frame('typing', ({ conversationId }) => conversationId === free)
    await the(olga).peer.frame('typing', ({ conversationId }) => conversationId === free)
    const told = everybody().map(({ peer }) =>
      peer.frames.flatMap((frame) => (frame.type === 'typing' ? frame.employeeId : [])),
    )
    expect(told).toEqual([[the(chief).id], [the(chief).id], [the(olga).id]])
  })

  it('everybody is told who works here, and again when that changes', async () => {
    const { colleagues } = await the(boris).peer.frame('office')
    expect(colleagues.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ольга', 'Борис']))
    const newcomer = await person('Новенький', ['read'])
    newcomer.peer.close()
    const told = await the(boris).peer.frame('office', (office) =>
      office.colleagues.some(({ id }) => id === newcomer.id),
    )
    expect(told.colleagues.find(({ id }) => id === newcomer.id)).toMatchObject({ name: 'Новенький', mayReply: false })
  })
})
