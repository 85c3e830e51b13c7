import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from '../world/browser.ts'
import { cast } from '../world/company.ts'
import type { Onec } from '../world/onec/onec.ts'
import { startOnec } from '../world/onec/start-onec.ts'
import type { RelayProcess } from '../world/relay-process.ts'
import { scanFromScreenshot } from '../world/whatsapp/scan-from-screenshot.ts'
import type { WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'

export interface BoardParts {
  whatsapp: WhatsAppStandIn
  relay: RelayProcess
  browser: Browser | undefined
}

/** The console page of the demo: the phone, two clients and 1C, played by hand. Only for this machine. */
export async function openBoard(parts: BoardParts): Promise<{ address: string; close(): Promise<void> }> {
  const page = readFileSync(new URL('./board.html', import.meta.url))
  const state: { onec?: Onec } = {}
  const server = createServer(async (request, response) => {
    try {
      if (request.method === 'GET' && request.url === '/')
        return void response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page)
      answer(response, 200, await act(`${request.method} ${request.url}`, await readBody(request), parts, state))
    } catch (error) {
      answer(response, 400, { error: error instanceof Error ? error.message : String(error) })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    close: async () => {
      await state.onec?.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function act(
  call: string,
  body: Buffer,
  { whatsapp, relay, browser }: BoardParts,
  state: { onec?: Onec },
): Promise<unknown> {
  const phone = whatsapp.phone(cast.company.number)
  const said = (): Record<string, string> => JSON.parse(body.toString())
  switch (call) {
    case 'GET /state':
      return stateOf({ whatsapp, relay, browser }, state.onec)
    case 'POST /phone/scan':
      return await phone.scan(scanFromScreenshot(body.length > 0 ? body : await picture(browser)))
    case 'POST /phone/unlink':
      return phone.unlink()
    case 'POST /client/send':
      return await whatsapp.client(said().from ?? '').sendText(cast.company.number, said().text ?? '')
    case 'POST /client/read': {
      const client = whatsapp.client(said().number ?? '')
      const last = client.received.at(-1)
      return last && client.markRead(last.id)
    }
    case 'POST /onec/link':
      await state.onec?.close()
      state.onec = await startOnec({
        relay: { url: relay.address, token: said().token ?? '' },
        everySeconds: 2,
        mode: { waitSeconds: 10 },
      })
      return {}
    case 'POST /onec/mode':
      return state.onec?.change(JSON.parse(body.toString()))
    default:
      throw new Error(`${call}: the console knows no such call.`)
  }
}

/** The options page, as the phone's camera sees it. */
async function picture(browser: Browser | undefined): Promise<Buffer> {
  const page = browser?.context.pages().find((each) => each.url().includes('options.html'))
  if (!page) throw new Error('Страница настроек не открыта: откройте её или дайте её снимок.')
  return await page.screenshot()
}

function stateOf({ whatsapp, relay }: BoardParts, onec: Onec | undefined) {
  const people = [cast.anna, cast.ivan].map(({ number, name }) => ({
    number,
    name,
    received: whatsapp.client(number).received.map(({ text, file }) => text ?? file?.name ?? ''),
  }))
  return {
    address: relay.address,
    setupCode: relay.setupCode,
    phone: whatsapp.phone(cast.company.number).companionState,
    clients: people,
    onec: onec && { mode: onec.mode(), error: onec.lastRun()?.error, effects: onec.effects().slice(-20) },
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(body ?? {}))
}
