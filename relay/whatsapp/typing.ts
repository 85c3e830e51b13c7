import type { WASocket } from '@whiskeysockets/baileys'
import type { SetAlarm } from '../timer.ts'

/**
 * Shows «печатает…» to the client for a while. It is a courtesy: what goes wrong here must not hold up the message. The number is not made `available` for it: the company's phone
 * would stop ringing (guide 0.8).
 */
export async function showTyping(socket: WASocket, jid: string, forMs: number, setAlarm: SetAlarm): Promise<void> {
  try {
    await socket.sendPresenceUpdate('composing', jid)
    await new Promise<void>((resolve) => void setAlarm(forMs, resolve))
    await socket.sendPresenceUpdate('paused', jid)
  } catch {
    // The connection has gone: the message finds that out by itself.
  }
}
