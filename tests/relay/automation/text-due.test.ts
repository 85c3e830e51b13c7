import { describe, expect, it } from 'vitest'
import { isMachine } from '../../../relay/automation/machine-signs.ts'
import { type Facts, textDue } from '../../../relay/automation/text-due.ts'
import type { Said } from '../../../relay/store/automatic-texts.ts'
import { type AutomaticTextKind, defaultInboxSettings, type InboxSettings } from '../../../shared/inbox-settings.ts'

const moscow = () => 180
const minute = 60_000
const hour = 60 * minute
/** Tuesday, 3 November 2026, in Moscow. */
const at = (hours: number, minutes = 0) => Date.UTC(2026, 10, 3, hours - 3, minutes)
const noon = at(12)

const settingsWith = (...kinds: AutomaticTextKind[]): InboxSettings => {
  const automaticTexts = structuredClone(defaultInboxSettings.automaticTexts)
  for (const kind of kinds) automaticTexts[kind].enabled = true
  return { ...defaultInboxSettings, automaticTexts }
}
const everything = settingsWith('greeting', 'missedCall', 'nobodyAnswers', 'closing', 'outsideHours')

const client = (text: string, moment: number, more: Partial<Said> = {}): Said => ({
  at: moment,
  origin: 'client',
  kind: 'text',
  text,
  sentAt: null,
  ...more,
})
const automatic = (text: string, sentAt: number): Said => ({ ...client(text, sentAt), origin: 'automatic', sentAt })
const olga = (text: string, moment: number): Said => ({ ...client(text, moment), origin: 'employee', sentAt: moment })

/** @param said oldest first. */
const facts = (
  said: Said[],
  more: Partial<Facts> & { closedAt?: number; waitingSince?: number | null } = {},
): Facts => {
  const { closedAt = null, waitingSince = said.at(-1)?.at ?? null, ...rest } = more
  return {
    conversation: { state: 'queued', waiting_since: waitingSince, closed_at: closedAt },
    said: [...said].reverse(),
    isWhole: true,
    begunByUs: false,
    sent: [],
    ...rest,
  }
}
const due = (given: Facts, now = noon + 1_000, settings = everything) => textDue(given, settings, now, moscow)
const hello = client('Здравствуйте', noon)

describe('the greeting', () => {
  it('leaves when a client writes for the first time', () => {
    expect(due(facts([hello]))).toEqual({ kind: 'greeting', about: noon })
  })

  it('leaves when he writes after his conversation was closed', () => {
    const before = [client('Вопрос', noon - 30 * hour), olga('Ответ', noon - 29 * hour)]
    expect(due(facts([...before, hello], { closedAt: noon - 28 * hour }))?.kind).toBe('greeting')
  })

  it.each<[string, Facts]>([
    ['when he is in the middle of a talk', facts([olga('Добрый день', noon - hour), hello])],
    [
      'when what was closed has been talked about since',
      facts([olga('Да', noon - hour), hello], { closedAt: noon - 2 * hour }),
    ],
    [
      'to «Спасибо» right after the closing',
      facts([olga('Да', noon - 5 * minute), hello], { closedAt: noon - 4 * minute }),
    ],
    ['where we have begun', facts([hello], { begunByUs: true })],
    ['to a call', facts([{ ...hello, kind: 'call', call: 'ringing' }])],
    ['to what cannot be read yet', facts([{ ...hello, kind: 'pending' }])],
    ['when somebody has answered already', facts([hello, olga('Да?', noon + 500)], { waitingSince: null })],
    ['twice to the same', facts([hello], { sent: [{ kind: 'greeting', about: noon, at: noon }] })],
    ['twice within twelve hours', facts([hello], { sent: [{ kind: 'greeting', about: 1, at: noon - 11 * hour }] })],
    [
      'after what was said when nobody worked',
      facts([hello], { sent: [{ kind: 'outsideHours', about: noon, at: noon }] }),
    ],
    ['to whom we do not know whether he has written before', facts([hello], { isWhole: false })],
  ])('does not leave %s', (_, given) => {
    expect(due(given)).toBeUndefined()
  })

  it('does not leave when it would come late, or is switched off', () => {
    expect(due(facts([hello]), noon + 11 * minute, settingsWith('greeting'))).toBeUndefined()
    expect(due(facts([hello]), noon + 1_000, settingsWith('closing'))).toBeUndefined()
  })
})

describe('the text for a missed call', () => {
  const calls = (call: NonNullable<Said['call']>, moment = noon) => client('', moment, { kind: 'call', call })

  it('leaves when a client has called and nobody took it, at night too', () => {
    expect(due(facts([calls('missed')]))).toEqual({ kind: 'missedCall', about: noon })
    expect(due(facts([calls('missed', at(3))]), at(3) + 1_000)?.kind).toBe('missedCall')
  })

  it('leaves also to somebody who waits for an answer already', () => {
    const waits = facts([olga('Да', noon - hour), client('Где?', noon - 20_000), calls('missed')], {
      waitingSince: noon - 20_000,
    })
    expect(due(waits)).toEqual({ kind: 'missedCall', about: noon - 20_000 })
  })

  it.each<[string, Facts]>([
    ['while it rings', facts([calls('ringing')])],
    ['when it was taken on the phone', facts([calls('onPhone')], { waitingSince: null })],
    ['when he has written since', facts([calls('missed'), client('Перезвоните', noon + 500)], { isWhole: false })],
    [
      'twice within twelve hours',
      facts([calls('missed')], { sent: [{ kind: 'missedCall', about: 1, at: noon - hour }] }),
    ],
  ])('does not leave %s', (_, given) => {
    expect(due(given)).toBeUndefined()
  })

  it('does not leave when it would come late, or is switched off', () => {
    expect(due(facts([calls('missed')]), noon + 11 * minute)).toBeUndefined()
    expect(due(facts([calls('missed')]), noon + 1_000, settingsWith('greeting', 'outsideHours'))).toBeUndefined()
  })
})

describe('what is said when nobody works', () => {
  const late = client('Здравствуйте', at(22))

  it('leaves in place of the greeting', () => {
    expect(due(facts([late]), at(22) + 1_000)).toEqual({ kind: 'outsideHours', about: at(22) })
  })

  it('leaves also to somebody who writes on in the evening', () => {
    const wait = facts([client('Вопрос', at(17)), late], { waitingSince: at(17) })
    expect(due(wait, at(22) + 1_000)?.kind).toBe('outsideHours')
  })

  it('does not leave in working hours, nor when they have just begun', () => {
    expect(due(facts([hello]), noon + 1_000, settingsWith('outsideHours'))).toBeUndefined()
    expect(due(facts([client('Вопрос', at(8, 59))]), at(9), settingsWith('outsideHours'))).toBeUndefined()
  })

  it('does not leave after an answer of ours', () => {
    expect(due(facts([late, olga('Я ещё здесь', at(22, 1))], { waitingSince: null }), at(22, 2))).toBeUndefined()
  })
})

describe('«мы помним о вас»', () => {
  const question = client('Где заказ?', noon)
  const older = client('Вопрос', noon - 40 * hour)
  const waiting = facts([older, olga('Да', noon - 39 * hour), question])

  it('leaves when nobody has answered for so long', () => {
    expect(due(waiting, noon + 10 * minute)).toEqual({ kind: 'nobodyAnswers', about: noon })
    expect(due(waiting, noon + 9 * minute)).toBeUndefined()
  })

  describe('in a conversation that was handed over after an answer', () => {
    const handedOver = { waitingSince: noon + 2 * minute }
    const answered = [older, question, olga('Передаю в бухгалтерию', noon + minute)]

    it('does not leave to a client who waits for nothing', () => {
      expect(due(facts(answered, handedOver), noon + 20 * minute)).toBeUndefined()
    })

    it('leaves to one who has written since and is not answered, from his own words on', () => {
      const asks = facts([...answered, client('Ну что там?', noon + 30 * minute)], handedOver)
      expect(due(asks, noon + 39 * minute)).toBeUndefined()
      expect(due(asks, noon + 40 * minute)).toEqual({ kind: 'nobodyAnswers', about: noon + 2 * minute })
    })
  })

  it('counts a night’s wait from the morning on', () => {
    const nightly = facts([older, client('Где заказ?', at(3))])
    expect(due(nightly, at(9, 9))).toBeUndefined()
    expect(due(nightly, at(9, 10))?.kind).toBe('nobodyAnswers')
  })

  it.each([
    ['in the evening', at(18, 5), facts([older, client('Где?', at(17, 55))])],
    ['long after it was due', noon + 41 * minute, waiting],
    ['to a missed call', noon + 10 * minute, facts([older, { ...question, kind: 'call' as const }])],
    ['when nobody waits', noon + 10 * minute, facts([older, question], { waitingSince: null })],
  ])('does not leave %s', (_, now, given) => {
    expect(due(given, now)).toBeUndefined()
  })
})

describe('the closing text', () => {
  const said = [client('Вопрос', noon - hour), olga('Ответ', noon - hour + minute)]
  const closed = facts(said, {
    conversation: { state: 'closed', waiting_since: null, closed_at: noon },
  })

  it('leaves when an employee closes', () => {
    expect(due(closed)).toEqual({ kind: 'closing', about: noon })
  })

  it.each<[string, Facts]>([
    ['when the client has come back', { ...closed, conversation: { ...closed.conversation, state: 'inWork' } }],
    ['where the client has never written', facts([olga('Здравствуйте', noon)], { conversation: closed.conversation })],
    ['twice for one closing', { ...closed, sent: [{ kind: 'closing', about: noon, at: noon - 13 * hour }] }],
    [
      'for what has come closed with the phone’s history',
      { ...closed, conversation: { ...closed.conversation, closed_at: null } },
    ],
  ])('does not leave %s', (_, given) => {
    expect(due(given)).toBeUndefined()
  })
})

describe('a machine at the other end', () => {
  const ours = automatic('Здравствуйте!', noon)

  it('is known by answering faster than anybody types', () => {
    expect(isMachine([client('Спасибо за обращение', noon + 1_500), ours, hello])).toBe(true)
    expect(isMachine([client('Где заказ?', noon + 4_000), ours, hello])).toBe(false)
  })

  it('is known by saying the same to each of our texts', () => {
    const later = automatic('Мы помним о вас', noon + hour)
    const twice = [client('Мы ответим', noon + hour + 5_000), later, client('Мы ответим', noon + 5_000), ours]
    expect(isMachine(twice)).toBe(true)
    expect(isMachine([client('Жду', noon + hour + 5_000), later, client('Мы ответим', noon + 5_000), ours])).toBe(false)
  })

  it('is not known by what follows a colleague’s answer, or a text that has not left', () => {
    expect(isMachine([client('Да', noon + 500), olga('Нашли?', noon + 400), ours])).toBe(false)
    expect(isMachine([client('Да', noon + 500), { ...ours, sentAt: null }])).toBe(false)
  })

  it('gets nothing more', () => {
    const bot = [ours, client('Вы написали в компанию', noon + 1_000)]
    const wait = facts([client('Прайс', noon - minute), ...bot], { waitingSince: noon - minute })
    expect(due(wait, noon + 10 * minute)).toBeUndefined()
  })

  it('gets three texts a day at most, however it disguises itself', () => {
    const sent = (count: number) =>
      Array.from({ length: count }, (_, place) => ({
        kind: 'closing' as const,
        about: place,
        at: noon - 13 * hour - place,
      }))
    expect(due(facts([hello], { sent: sent(2) }))?.kind).toBe('greeting')
    expect(due(facts([hello], { sent: sent(3) }))).toBeUndefined()
  })
})
