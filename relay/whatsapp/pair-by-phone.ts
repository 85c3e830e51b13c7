import type { BinaryNode, WASocket } from '@whiskeysockets/baileys'
import type { PhoneNumber } from '../../shared/phone-number.ts'

/** What became of asking WhatsApp for a code to type. */
export type PhoneCodeAnswer = { code: string } | { refused: string }

/** How long the codes of one pairing live, of which this one is made (guide 0.10): WhatsApp ends the connection after them. */
export const phoneCodeLives = (codes: number): number => 60_000 + Math.max(0, codes - 1) * 20_000

/**
 * Asks WhatsApp for a code that is typed on the phone itself. Baileys sends the question and does not look at its answer: a number that WhatsApp does not
 * know would be shown a code that can never work.
 */
export async function requestPhoneCode(socket: WASocket, phone: PhoneNumber): Promise<PhoneCodeAnswer> {
  const answered = answerTo(socket.ws)
  try {
    const code = await socket.requestPairingCode(phone.slice(1))
    const refused = await answered
    return refused === undefined ? { code } : { refused }
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) }
  }
}

/** Settles with the reason when it is refused. Before the scan no other question of ours is under way but Baileys' pings. */
function answerTo(client: WASocket['ws']): Promise<string | undefined> {
  return new Promise((resolve) => {
    client.once('CB:iq,type:result,link_code_companion_reg', () => resolve(undefined))
    client.once('CB:iq,type:error', ({ content }: BinaryNode) => {
      const [error] = Array.isArray(content) ? content : []
      resolve(`${error?.attrs.code ?? ''} ${error?.attrs.text ?? 'refused'}`.trim())
    })
  })
}
