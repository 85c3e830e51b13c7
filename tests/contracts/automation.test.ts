import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { openInboxRules } from '../../relay/automation/inbox-rules.ts'
import { createSendAutomaticText } from '../../relay/automation/send-automatic-text.ts'
import { watchAutomaticTexts } from '../../relay/automation/watch-automatic-texts.ts'
import { watchWaiting } from '../../relay/automation/watch-waiting.ts'
import { handedOver } from '../../relay/inbox/after-deed.ts'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import type { LookOut } from '../../relay/outbox/keep-looking.ts'
import { createSignal } from '../../relay/signal.ts'
import { lockConversation, saveConversation } from '../../relay/store/conversations.ts'
import { insertEmployee } from '../../relay/store/employees.ts'
import { replaceGroups } from '../../relay/store/groups.ts'
import { keepInboxSettings } from '../../relay/store/kept-settings.ts'
import { groupIdSchema } from '../../shared/ids.ts'
import { type AutomaticTextKind, defaultInboxSettings, type InboxSettings } from '../../shared/inbox-settings.ts'
import { annasPhone, type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'
import { journalAfter } from '../world/whole-inbox.ts'

const minute = 60_000
const [patience, beat] = [1_000, 20_000]

describe.each(engines)('what happens by itself, on %s', (engine) => {
  let office: Office
  let watches: LookOut[]
  let maySend: boolean
  let settings: InboxSettings

  beforeEach(async () => {
    office = await openOffice(engine, inject('postgresServer'))
    watches = []
    maySend = true
    settings = structuredClone(defaultInboxSettings)
    await office.set({ replyRoute: 'direct' })
  })
  afterEach(async () => {
    await Promise.all(watches.map((watch) => watch.stop()))
    expect(office.errors).toEqual([])
    await office.discard()
  })

  const partsOf = async () => ({
    ...office,
    rules: await openInboxRules(office.store, office.onError),
    offsetAt: () => 180,
  })
  const keep = () => office.store.write((tx) => keepInboxSettings(tx, settings))
  const row = async () => {
    const found = await office.conversationRow()
    if (!found) throw new Error('Anna has not written yet.')
    return found
  }

  describe('a client whom nobody answers', () => {
    const waits = async () => {
      await keep()
      watches.push(watchWaiting(await partsOf()))
      await office.clientWrites('Есть кто?')
    }
    const escalationAfter = async (minutes: number) => {
      office.clock.forward(minutes * minute)
      await office.ring(beat)
      await office.isSet(beat)
      return (await row()).escalation
    }

    it('alerts the others, then the supervisors, each once, and everybody is told', async () => {
      await waits()
      expect(await escalationAfter(14)).toBeNull()
      expect(await escalationAfter(1)).toBe('others')
      const head = await office.head()
      expect(await escalationAfter(1)).toBe('others')
      expect(await office.head()).toBe(head)
      expect(await escalationAfter(14)).toBe('supervisors')
      const told = (await journalAfter(office.store.read, 0, 100)).flatMap((event) =>
        event.type === 'conversation' ? [event.conversation.escalation] : [],
      )
      expect(told).toEqual(['others', 'supervisors'])
    })

    it.each<[string, (office: Office) => Promise<unknown>]>([
      ['in the panel', (at) => at.olgaReplies('Слушаю')],
      ['on the phone', (at) => at.clientWrites('Слушаю', 'phone')],
    ])('alerts nobody any more once somebody has answered %s', async (_, answer) => {
      await waits()
      expect(await escalationAfter(15)).toBe('others')
      await answer(office)
      expect((await row()).escalation).toBeNull()
      expect(await escalationAfter(30)).toBeNull()
    })

    it('alerts nobody where the administrator wants none', async () => {
      settings.alertOthersAfterMinutes = null
      settings.alertSupervisorsAfterMinutes = null
      await waits()
      office.clock.forward(60 * minute)
      for (const watch of watches) watch.look()
      await Promise.all(watches.map((watch) => watch.stop()))
      expect((await row()).escalation).toBeNull()
    })
  })

  describe('a text that leaves by itself', () => {
    const begin = async (...kinds: AutomaticTextKind[]) => {
      for (const kind of kinds) settings.automaticTexts[kind].enabled = true
      await keep()
      watches.push(await watch())
    }
    const watch = async () =>
      watchAutomaticTexts({
        ...(await partsOf()),
        whatsappIdOf: (id) => `3EB0${id}`,
        maySend: () => maySend,
        channelChanged: createSignal(),
      })
    const texts = async () =>
      (await office.store.read.selectFrom('automatic_texts').selectAll().execute()).map(({ kind }) => kind)
    /** Has everything looked at that there is. */
    const looks = async () => {
      await office.ring(patience)
      await office.isSet(beat)
    }

    it('greets once, and he goes on waiting: unread, first in line, nobody’s, his own words in the list', async () => {
      await begin('greeting')
      await office.clientWrites('Здравствуйте')
      const before = await row()
      await expect.poll(() => office.ring(patience).then(texts)).toEqual(['greeting'])
      const { revision: _, ...after } = await row()
      expect(after).toEqual({ ...before, revision: undefined })
      const [id] = await office.leaving()
      expect(id && (await office.message(id))).toMatchObject({
        origin: 'automatic',
        kind: 'text',
        text: settings.automaticTexts.greeting.text,
      })
    })

    it('leaves once, whoever else looks at the same moment, and after a restart', async () => {
      await begin('greeting')
      watches.push(await watch(), await watch())
      await office.clientWrites('Здравствуйте')
      await looks()
      for (const each of watches) each.look()
      await Promise.all(watches.map((each) => each.stop()))
      watches = [await watch()]
      await Promise.all(watches.map((each) => each.stop()))
      expect(await texts()).toEqual(['greeting'])
      expect(await office.leaving()).toHaveLength(1)
    })

    it('leaves once for one wait, and no more for one that is over', async () => {
      await office.clientWrites('Здравствуйте')
      const { id, waiting_since } = await row()
      if (waiting_since === null) throw new Error('Anna does not wait.')
      const send = createSendAutomaticText({ ...office, whatsappIdOf: (each) => `3EB0${each}` })
      const due = { kind: 'greeting', about: waiting_since } as const
      const left = await Promise.all([send(id, due, 'Здравствуйте!'), send(id, due, 'Здравствуйте!')])
      expect(left.sort()).toEqual([false, true])
      expect(await office.leaving()).toHaveLength(1)
      expect(await send(id, { kind: 'nobodyAnswers', about: waiting_since - 1 }, 'Мы помним о вас')).toBe(false)
    })

    it('waits for a number that may not send now, and leaves when it may', async () => {
      maySend = false
      await begin('greeting')
      await office.clientWrites('Здравствуйте')
      await looks()
      expect(await texts()).toEqual([])
      maySend = true
      await expect.poll(() => office.ring(beat).then(texts)).toEqual(['greeting'])
    })

    it('says that we have not forgotten him, once', async () => {
      await begin('nobodyAnswers')
      await office.clientWrites('Где заказ?')
      office.clock.forward(10 * minute)
      await expect.poll(() => office.ring(beat).then(texts)).toEqual(['nobodyAnswers'])
      office.clock.forward(10 * minute)
      await office.ring(beat)
      await office.isSet(beat)
      expect(await texts()).toEqual(['nobodyAnswers'])
    })

    it('answers a call only once nobody has taken it', async () => {
      await begin('missedCall')
      const client = { phone: annasPhone, name: 'Анна' }
      const receive = createReceiveMessage(office.store, office.clock, office.newId)
      const rings = { channelId: office.channelId, client, origin: 'client', at: office.clock.now() } as const
      const call = {
        ...rings,
        whatsappId: 'CALL',
        kind: 'call',
        text: '',
        details: { call: { video: false, outcome: 'ringing' } },
      } as const
      await office.clientWrites('Можно позвонить?')
      await receive(call, async () => {})
      await looks()
      expect(await texts()).toEqual([])
      await office.store.write(async (tx) => {
        await tx
          .updateTable('messages')
          .set({ details: JSON.stringify({ call: { video: false, outcome: 'missed' } }) })
          .where('kind', '=', 'call')
          .execute()
      })
      await expect.poll(() => office.ring(beat).then(texts)).toEqual(['missedCall'])
    })

    it('greets nobody who was answered before it could', async () => {
      maySend = false
      await begin('greeting')
      await office.clientWrites('Здравствуйте')
      await looks()
      await office.olgaReplies('Слушаю')
      maySend = true
      await office.ring(beat)
      await office.isSet(beat)
      expect(await texts()).toEqual([])
    })
  })

  describe('a rule of routing', () => {
    let written = 0
    const writes = async (text: string, at = office.clock.now()) => {
      written += 1
      const client = { phone: annasPhone, name: 'Анна' }
      const receive = createReceiveMessage(office.store, office.clock, office.newId, () => settings.routing)
      await receive(
        { channelId: office.channelId, client, origin: 'client', whatsappId: `R${written}`, at, kind: 'text', text },
        async () => {},
      )
      const { state, owner_id, group_id } = await row()
      return { state, owner: owner_id, group: group_id }
    }
    const inQueue = { state: 'queued', owner: null, group: null }

    beforeEach(async () => {
      const id = office.newId(groupIdSchema)
      await office.store.write(async (tx) => {
        await insertEmployee(tx, office.olga, office.clock.now())
        await replaceGroups(tx, [{ id, name: 'Бухгалтерия', members: [office.olga.id] }])
      })
      settings.routing = [
        { words: ['счёт'], channels: [], target: { to: 'group', groupId: id } },
        { words: ['доставка'], channels: [], target: { to: 'employee', employeeId: office.olga.id } },
      ]
    })
    const group = () => settings.routing.flatMap(({ target }) => (target.to === 'group' ? [target.groupId] : []))[0]

    it('sends a client who begins to wait to a group, or to an employee, by his words', async () => {
      expect(await writes('Пришлите счета')).toEqual({ ...inQueue, group: group() })
      expect(await writes('И про доставку')).toEqual({ ...inQueue, group: group() })
    })

    it('makes an employee the owner', async () => {
      expect(await writes('Сколько стоит доставка?')).toEqual({ state: 'inWork', owner: office.olga.id, group: null })
    })

    it('is tried again when he says what he wants after a greeting, but not much later', async () => {
      expect(await writes('Здравствуйте')).toEqual(inQueue)
      expect(await writes('нужен счёт', office.clock.now() + minute)).toEqual({ ...inQueue, group: group() })
    })

    it('leaves a client in the queue who has waited there for long', async () => {
      await writes('Здравствуйте')
      expect(await writes('нужен счёт', office.clock.now() + 10 * minute)).toEqual(inQueue)
    })

    it('leaves in the queue what would go to nobody', async () => {
      const gone = office.newId(groupIdSchema)
      settings.routing = [{ words: [], channels: [], target: { to: 'group', groupId: gone } }]
      expect(await writes('Здравствуйте')).toEqual(inQueue)
    })

    it('lets a conversation stay in the queue where somebody has put it', async () => {
      await writes('Здравствуйте')
      const { id } = await row()
      await office.store.write(async (tx) => {
        const locked = await lockConversation(tx, id)
        if (locked)
          await saveConversation(
            tx,
            handedOver(locked, { target: { to: 'queue' }, by: office.olga.id, now: office.clock.now() + 1 }),
          )
      })
      expect(await writes('нужен счёт')).toEqual(inQueue)
    })

    it('takes nothing from whom it belongs to', async () => {
      await writes('Здравствуйте')
      await office.olgaReplies('Слушаю')
      office.clock.forward(minute)
      expect(await writes('нужен счёт')).toEqual({ state: 'inWork', owner: office.olga.id, group: null })
    })
  })
})
