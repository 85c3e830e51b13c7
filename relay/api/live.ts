import { upgradeWebSocket } from '@hono/node-server'
import { Hono } from 'hono'
import type { Signal } from '../signal.ts'
import type { SetAlarm } from '../timer.ts'
import { LiveConnection, type LiveConnectionDeps } from './live-connection.ts'

/** Longer frames than any hello or ping are nobody's business. Bytes. */
export const longestFrame = 64 * 1024
const lookEveryMs = 5_000

export interface LiveRouteDeps extends LiveConnectionDeps {
  setAlarm: SetAlarm
  /** Fires when somebody's rights have changed. */
  rightsChanged: Signal
  onError(error: unknown): void
}

/** GET /live, the WebSocket. */
export function liveRoute(deps: LiveRouteDeps) {
  const connections = new Set<LiveConnection>()
  /** Neither a reader who was welcomed only half nor one whose rights cannot be looked up may stay. */
  const failWith = (connection: LiveConnection | undefined) => (error: unknown) => {
    deps.onError(error)
    connection?.fail()
  }
  const lookAtRights = () => [...connections].map((each) => each.checkRights().catch(failWith(each)))
  // What happens from here on is told by the rights as they are now.
  deps.rightsChanged.listen(() => deps.live.holdUntil(Promise.all(lookAtRights())))
  const lookRound = (): void => {
    for (const connection of connections) connection.checkSilence()
    deps.setAlarm(lookEveryMs, lookRound)
  }
  deps.setAlarm(lookEveryMs, lookRound)

  return new Hono().get(
    '/live',
    upgradeWebSocket(() => {
      let connection: LiveConnection | undefined
      // One frame after the other: a ping behind a hello waits for its welcome.
      let taking = Promise.resolve()
      return {
        onOpen: (_event, ws) => {
          const raw = ws.raw
          connection = new LiveConnection(
            {
              send: (text) => ws.send(text),
              close: (code) => ws.close(code),
              unread: () =>
                raw && 'bufferedAmount' in raw && typeof raw.bufferedAmount === 'number' ? raw.bufferedAmount : 0,
            },
            deps,
          )
          connections.add(connection)
        },
        onMessage: (event) => {
          const text = typeof event.data === 'string' ? event.data : ''
          taking = taking.then(() => connection?.take(text)).catch((error: unknown) => failWith(connection)(error))
        },
        onClose: () => {
          if (!connection) return
          connection.closed()
          connections.delete(connection)
        },
      }
    }),
  )
}
