import type { WASocket } from '@whiskeysockets/baileys'

/**
 * To be seen online makes the company's phone stop ringing. `markOnlineOnConnect: false` covers the login only: Baileys also tells its name, when it learns it,
 * in a presence that WhatsApp takes for "here".
 */
export function keepUnseen(socket: WASocket): void {
  let open = false
  const unseen = () => void socket.sendPresenceUpdate('unavailable').catch(() => undefined)
  socket.ev.on('connection.update', ({ connection }) => {
    if (connection !== undefined) open = connection === 'open'
    if (connection === 'open') unseen()
  })
  socket.ev.on('creds.update', ({ me }) => {
    if (open && me?.name !== undefined) unseen()
  })
}
