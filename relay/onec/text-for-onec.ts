import { longestText, type Message, type MessageDetails } from '../../shared/message.ts'

/** What 1C and its people read of a message: its text, and in words what else it is. 1C's own language is Russian, as its users' is. */
export const textForOnec = (message: Message): string =>
  cut([message.text, inWords(message)].filter((part) => part !== '').join('\n'))

/** WhatsApp lets more through than the contract does (guides/onec.md 6, rule 9); the whole text stays in the relay. No emoji is cut in half. */
const cut = (text: string): string => text.slice(0, longestText).replace(/[\ud800-\udbff]$/, '')

function inWords(message: Message): string {
  const { kind, location, contacts, poll, call } = message
  switch (kind) {
    case 'location':
      return location ? placeInWords(location) : ''
    case 'contacts':
      return (contacts ?? []).map(personInWords).join('\n')
    case 'poll':
      return poll ? [`Опрос: ${poll.question}`, ...poll.options.map(({ text }) => `• ${text}`)].join('\n') : ''
    case 'call':
      return call ? callInWords(call) : 'Звонок'
    case 'sticker':
      return 'Стикер'
    case 'viewOnce':
      return 'Сообщение для однократного просмотра: открыть его можно только на телефоне'
    case 'unsupported':
      return `Неподдерживаемое сообщение (${message.rawKind ?? 'unknown'})`
    case 'text':
    case 'image':
    case 'video':
    case 'gif':
    case 'voice':
    case 'audio':
    case 'document':
    case 'note':
    case 'pending':
      return ''
    default:
      return kind satisfies never
  }
}

type Detail<Name extends keyof MessageDetails> = NonNullable<MessageDetails[Name]>

const placeInWords = ({ latitude, longitude, name, address, live }: Detail<'location'>): string =>
  [live ? 'Местоположение в реальном времени' : 'Местоположение', name, address, `geo:${latitude},${longitude}`]
    .filter((line) => line !== undefined)
    .join('\n')

const personInWords = ({ name, organization, phones }: Detail<'contacts'>[number]): string =>
  `Контакт: ${[name, organization, ...phones].filter(Boolean).join(', ')}`

function callInWords({ outcome, video, seconds }: Detail<'call'>): string {
  const call = video ? 'видеозвонок' : 'звонок'
  switch (outcome) {
    case 'ringing':
      return `Входящий ${call}`
    case 'missed':
      return `Пропущенный ${call}`
    case 'declined':
      return `Отклонённый на телефоне ${call}`
    case 'onPhone':
      return `Принятый на телефоне ${call}${seconds === undefined ? '' : `, ${lengthInWords(seconds)}`}`
    default:
      return outcome satisfies never
  }
}

const lengthInWords = (seconds: number): string =>
  seconds < 60 ? `${seconds} с` : `${Math.floor(seconds / 60)} мин ${seconds % 60} с`
