import type { WASocket } from '@whiskeysockets/baileys'
import type { WebSocket } from 'ws'
import type { SetAlarm } from '../timer.ts'

const connectingTakes = 20_000

/** Ends the attempt to connect to somebody who takes the connection and then says nothing, or does not even take it. */
export function giveUpSilence(socket: WASocket, raw: WebSocket, setAlarm: SetAlarm): void {
  const cancel = setAlarm(connectingTakes, () => {
    void socket.end(new Error('Opening handshake has timed out')).catch(() => undefined)
    raw.terminate()
  })
  socket.ev.on('connection.update', ({ connection, qr }) => {
    if (qr || connection === 'open' || connection === 'close') cancel()
  })
}
