import type { WASocket } from '@whiskeysockets/baileys'

/**
 * To be seen online makes the company's phone stop ringing. `markOnlineOnConnect: false` covers the login only: Baileys also sends a presence, which
 * WhatsApp takes for "here", whenever its credentials change without repeating its name: with every upload of keys, and when it learns a new name.
 */
export function keepUnseen(socket: WASocket): void {
  let open = false
  const unseen = () => void socket.sendPresenceUpdate('unavailable').catch(() => undefined)
  socket.ev.on('connection.update', ({ connection }) => {
    if (connection !== undefined) open = connection === 'open'
    if (connection === 'open') unseen()
  })
  // Behind Baileys' own listener.
  socket.ev.on('creds.update', () => {
    if (open) unseen()
  })
}
