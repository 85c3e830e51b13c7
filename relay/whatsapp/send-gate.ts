import type { WASocket } from '@whiskeysockets/baileys'
import { WebSocket } from 'ws'
import type { Ledger } from './ledger.ts'

/**
 * Store first, then acknowledge: a frame leaves for WhatsApp only when every change made before it is on the disk. So no receipt
 * leaves before its message is stored, and no ciphertext before its ratchet (guide 3.4, 3.5), whatever Baileys does in between. Baileys itself goes on
 * at once: it decrypts the next messages while the last ones are being committed.
 * @returns the socket behind Baileys, to be cut when a peer does not close.
 */
export function gateFrames(client: WASocket['ws'], ledger: Ledger): WebSocket {
  const socket = socketOf(client)
  const held: { frame: Uint8Array | string; after: number }[] = []
  const send = socket.send.bind(socket)
  const passGate = (frame: Uint8Array | string, done?: (error?: Error) => void): void => {
    if (held.length === 0 && ledger.durablePosition() === ledger.position()) {
      send(frame, done)
    } else {
      held.push({ frame, after: ledger.position() })
      queueMicrotask(() => done?.())
    }
  }
  // Baileys only ever sends without options; the other shape of `send` is not its own.
  Reflect.set(socket, 'send', passGate)
  ledger.onDurable(() => {
    for (let next = held[0]; next && next.after <= ledger.durablePosition(); next = held[0]) {
      held.shift()
      // A closed socket takes nothing: WhatsApp asks again at the next login.
      if (socket.readyState === WebSocket.OPEN) send(next.frame)
    }
  })
  return socket
}

/** Baileys hides its socket from types only. */
function socketOf(client: WASocket['ws']): WebSocket {
  const socket: unknown = Reflect.get(client, 'socket')
  if (socket instanceof WebSocket) return socket
  throw new Error('This Baileys keeps its socket elsewhere: the gate that holds back receipts has to be adapted.')
}
