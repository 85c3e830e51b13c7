import type { IncomingMessage, ServerResponse } from 'node:http'
import { acceptPacket } from './accept-packet.ts'
import { cursorOf } from './infobase.ts'
import { jobWords } from './job-words.ts'
import { answerJson, readJson } from './json-over-http.ts'
import { packetToSend } from './packet-to-send.ts'
import type { RunningBase } from './running-base.ts'
import { serveSignIn } from './users.ts'

/** The user of the infobase in whose name the relay calls. */
export interface ServiceUser {
  login: string
  password: string
}

/** The published HTTP service: /hs/wamessenger/v1/exchange and /ping. @returns false for any other address. */
export async function serveOnec(
  request: IncomingMessage,
  response: ServerResponse,
  running: RunningBase,
  user: ServiceUser,
): Promise<boolean> {
  if (await serveSignIn(request, response, running)) return true
  const call = `${request.method} ${request.url?.replace(/^.*\/hs\/wamessenger\/v1/, '')}`
  if (call !== 'POST /exchange' && call !== 'GET /ping') return false
  const { service } = running.mode
  if (!isAllowed(request, user)) {
    // The platform itself asks for the user, before any code of ours, and not in JSON.
    response.writeHead(401, { 'www-authenticate': 'Basic realm="1C:Enterprise 8.3"' }).end()
  } else if (service === 'error500') {
    answerJson(response, 500, { error: { code: 'internal', message: 'Недостаточно памяти', retryable: true } })
  } else if (service !== 'hangs') {
    if (call === 'GET /ping') answerJson(response, 200, pingOf(running))
    else await takePacket(request, response, running)
  }
  return true
}

const pingOf = ({ base, mode }: RunningBase) => ({ protocol: 1, cursor: cursorOf(base), job: jobWords(base, mode) })

async function takePacket(request: IncomingMessage, response: ServerResponse, running: RunningBase): Promise<void> {
  const { rejected } = acceptPacket(running.base, await readJson(request), running.mode)
  const answer = packetToSend(running.base, running.mode, rejected)
  if (running.mode.service === 'losesAnswers') response.destroy()
  else answerJson(response, 200, answer)
  running.changed()
}

function isAllowed({ headers }: IncomingMessage, { login, password }: ServiceUser): boolean {
  return headers.authorization === `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`
}
