import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line between a browser and the relay that can go deaf on one side. */
export interface RelayDoor {
  /** For the browser, instead of the relay's. */
  address: string
  /** A request that begins so goes on to the relay, and is done there; from then on nobody hears any answer, until `letGo`. */
  holdAnswersTo(request: string): void
  /** Cuts what was held: new connections go through. */
  letGo(): void
  close(): Promise<void>
}

export async function openRelayDoor(relay: { port: number }): Promise<RelayDoor> {
  const pairs = new Set<[inside: Socket, outside: Socket]>()
  let heldFrom: string | undefined
  let isHeld = false
  const server = createServer((inside) => {
    const outside = connect(relay.port, '127.0.0.1')
    const pair: [Socket, Socket] = [inside, outside]
    pairs.add(pair)
    inside.on('data', (asked) => {
      isHeld ||= heldFrom !== undefined && asked.includes(heldFrom)
      outside.write(asked)
    })
    outside.on('data', (answer) => isHeld || inside.write(answer))
    for (const socket of pair) {
      socket.on('error', () => undefined)
      socket.on('close', () => {
        pairs.delete(pair)
        // A relay whose word is held does not hang up either.
        if (socket === inside || !isHeld) for (const each of pair) each.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdAnswersTo: (request) => {
      heldFrom = request
    },
    letGo: () => {
      heldFrom = undefined
      isHeld = false
      cut()
    },
    close: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
