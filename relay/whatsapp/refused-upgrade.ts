import type { IncomingMessage } from 'node:http'
import type { WASocket } from '@whiskeysockets/baileys'

/** An HTTP answer in the place of a WebSocket, mostly a proxy's: Baileys hears it without acting on it, and would wait out its time limit. */
export function tellOfRefusedUpgrade(client: WASocket['ws']): void {
  client.on('unexpected-response', (_request: unknown, response: IncomingMessage) => {
    response.resume()
    client.emit('error', new Error(`Unexpected server response: ${response.statusCode}`))
  })
}
