import type { IncomingMessage, ServerResponse } from 'node:http'
import { asMap, textOf } from './json-map.ts'
import { answerJson, readJson } from './json-over-http.ts'
import type { Onec } from './onec.ts'

/** The hand on the stand-in, for the demo console: GET /control/state, POST /control/mode | run | send. @returns false for any other address. */
export async function serveControl(request: IncomingMessage, response: ServerResponse, onec: Onec): Promise<boolean> {
  switch (`${request.method} ${request.url}`) {
    case 'GET /control/state':
      answerJson(response, 200, stateOf(onec))
      return true
    case 'POST /control/mode':
      onec.change(await readJson(request))
      answerJson(response, 200, stateOf(onec))
      return true
    case 'POST /control/run':
      answerJson(response, 200, await onec.run())
      return true
    case 'POST /control/send':
      answerJson(response, 200, { outgoingId: await sendAsAsked(onec, await readJson(request)) })
      return true
    default:
      return false
  }
}

function stateOf(onec: Onec) {
  return {
    mode: onec.mode(),
    cursor: onec.cursor(),
    repeats: onec.repeats(),
    lastRun: onec.lastRun(),
    effects: onec.effects(),
  }
}

async function sendAsAsked(onec: Onec, body: unknown): Promise<string> {
  const asked = asMap(body)
  const conversationId = textOf(asked, 'conversationId')
  const text = textOf(asked, 'text') ?? ''
  const to = conversationId === undefined ? { phone: textOf(asked, 'phone') ?? '' } : { conversationId }
  const outgoingId = onec.send({ ...to, text })
  if (asked.run !== false) await onec.run()
  return outgoingId
}
