import type { Contact } from '../../shared/conversation.ts'
import { wordsIn } from '../../shared/word-forms.ts'

/** By so many digits, wherever they stand in it, a phone is found. */
export const fewestPhoneDigits = 3

/** By what words, and beginnings of words, a contact is found: his names in 1C and in WhatsApp, companies, and every end of his phone. Pure. */
export function wordsOfContact({ name, whatsappName = '', clients = [], phone }: Contact): string[] {
  const names = [name, whatsappName, ...clients.map((client) => client.name)]
  const digits = (phone ?? '').replace(/\D/g, '')
  const ends = Array.from({ length: Math.max(0, digits.length - fewestPhoneDigits + 1) }, (_, from) =>
    digits.slice(from),
  )
  return [...new Set([...names.flatMap((each) => wordsIn(each).map(({ written }) => written)), ...ends])]
}
