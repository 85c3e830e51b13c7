import { createServer } from 'node:http'
import { createPull } from '../../../relay/onec/pull.ts'
import { refusalForOnec } from '../../../relay/onec/refusal-for-onec.ts'
import { answerJson, readJson } from '../../world/onec/json-over-http.ts'
import { portOf } from '../../world/onec/port-of.ts'
import type { Office } from './office.ts'

/** POST /onec/v1/exchange of an office over real HTTP, as the API mounts it. */
export async function openDoor(office: Office) {
  const pull = createPull(office)
  const server = createServer(async (request, response) => {
    const base = await office.bases.ofToken(request.headers.authorization?.replace('Bearer ', '') ?? '')
    const hungUp = new AbortController()
    response.on('close', () => hungUp.abort())
    const { status, body } = base
      ? await pull(base, await readJson(request), hungUp.signal)
      : refusalForOnec('unauthorized', 'Wrong token.')
    answerJson(response, status, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
