import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import { SessionBetween } from './session-between.ts'

/**
 * Stands between Playwright and Firefox, started as if it were Firefox (`FIREFOX` names the program). Playwright speaks a newer WebDriver BiDi than the long-term Firefox,
 * and gives up when one of its wishes for the look of pages (`emulation.…`) is not known: those are answered here as if they were fulfilled. And it has no word for
 * installing an extension: that is done here before it hears of its first page. Everything else passes as it is. When Playwright goes, also by dying, Firefox ends.
 */
const listening = /WebDriver BiDi listening on (ws:\/\/\S+)/
const settings = v.parse(v.object({ FIREFOX: v.string(), EXTENSION: v.string() }), process.env)

const firefox = spawn(settings.FIREFOX, process.argv.slice(2), { stdio: ['ignore', 'ignore', 'pipe'] })
process.on('exit', () => firefox.kill())
firefox.on('exit', (code) => process.exit(code ?? 1))
const nobodyCame = setTimeout(() => firefox.kill('SIGKILL'), 60_000)
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => firefox.kill(signal))

for await (const line of createInterface({ input: firefox.stderr })) {
  const address = listening.exec(line)?.[1]
  if (address === undefined) process.stderr.write(`${line}\n`)
  else standBetween(address)
}

function standBetween(address: string): void {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('listening', () => {
    const { port } = v.parse(v.object({ port: v.number() }), server.address())
    process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${port}\n`)
  })
  server.on('connection', (playwright, request) => join(playwright, new WebSocket(`${address}${request.url}`)))
}

function join(playwright: WebSocket, browser: WebSocket): void {
  clearTimeout(nobodyCame)
  const between = new SessionBetween(playwright, browser, settings.EXTENSION)
  const early: string[] = []
  browser.on('open', () => {
    for (const text of early.splice(0)) browser.send(text)
  })
  playwright.on('message', (data) => {
    const text = between.takeCommand(textOf(data))
    if (text === undefined) return
    if (browser.readyState === WebSocket.OPEN) browser.send(text)
    else early.push(text)
  })
  browser.on('message', (data) => between.pass(textOf(data)))
  browser.on('close', () => playwright.close())
  browser.on('error', (error) => process.stderr.write(`The line to Firefox broke: ${error.message}\n`))
  // It ends by itself when it was told to.
  playwright.on('close', () => setTimeout(() => firefox.kill('SIGKILL'), 10_000))
}

function textOf(data: RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString() : String(data)
}
