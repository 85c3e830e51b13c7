import { makeWASocket, type WASocket } from '@whiskeysockets/baileys'
import type { SetAlarm } from '../timer.ts'
import type { Credentials } from './credentials.ts'
import type { LinkStatus } from './link-status.ts'
import { type SocketOptions, socketOptions } from './session.ts'
import type { WhatsAppParts } from './whatsapp-parts.ts'

export interface LogOutParts extends Pick<WhatsAppParts, 'settings' | 'log' | 'agentFor' | 'version'> {
  channelId: LinkStatus['channelId']
  setAlarm: SetAlarm
}

const takes = 5_000

/**
 * Logs in only to tell WhatsApp that this device is no longer linked: nothing is taken in, nothing is stored. When WhatsApp cannot be told, the device stays in
 * the phone's list until a person removes it there.
 */
export async function logOutDevice(credentials: Credentials, parts: LogOutParts): Promise<void> {
  const { channelId, agentFor, version, log } = parts
  const options = socketOptions({ ...parts, agent: agentFor?.(channelId), version: version?.current() })
  const told = await logOut(credentials, options, parts.setAlarm)
  if (!told)
    log.warn({ channelId }, 'WhatsApp could not be told that the device is unlinked: it stays in the phone’s list')
}

async function logOut(credentials: Credentials, options: SocketOptions, setAlarm: SetAlarm): Promise<boolean> {
  const keys = { get: async () => ({}), set: async () => {} }
  const socket: WASocket = makeWASocket({ ...options, auth: { creds: credentials, keys } })
  let told = false
  const closed = new Promise<void>((resolve) =>
    socket.ev.on('connection.update', ({ connection }) => {
      if (connection === 'close') resolve()
    }),
  )
  // Before Baileys itself does anything with the login.
  socket.ws.prependListener('CB:success', () => {
    socket.logout().then(
      () => {
        told = true
      },
      () => undefined,
    )
  })
  const cancel = setAlarm(takes, () => void socket.end(undefined))
  await closed
  cancel()
  return told
}
