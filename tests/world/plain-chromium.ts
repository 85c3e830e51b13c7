import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { WebSocket } from 'ws'
import { type Browser, testBuild } from './browser.ts'
import { findChromium } from './chromium.ts'
import { until } from './until.ts'

const targetSchema = v.object({ webSocketDebuggerUrl: v.string() })
const answerSchema = v.object({ id: v.number(), result: v.optional(v.looseObject({})), error: v.optional(v.unknown()) })
const valueSchema = v.object({ result: v.object({ value: v.optional(v.unknown()) }) })

/** Chromium as people run it: nothing is attached to the extension's worker, which a debugger would keep awake. What is asked is asked in a page of the extension. */
export class PlainChromium {
  readonly #child: ChildProcess
  readonly #page: WebSocket
  readonly #waiting = new Map<number, (answer: v.InferOutput<typeof answerSchema>) => void>()
  #asked = 0

  private constructor(child: ChildProcess, page: WebSocket) {
    this.#child = child
    this.#page = page
    page.on('message', (data) => {
      const answer = v.safeParse(answerSchema, JSON.parse(String(data)))
      if (answer.success) this.#waiting.get(answer.output.id)?.(answer.output)
    })
  }

  /** @param used in which the extension has been used before, and which is closed */
  static async open(used: Browser): Promise<PlainChromium> {
    const { profile } = used
    const portFile = join(profile, 'DevToolsActivePort')
    rmSync(portFile, { force: true })
    const args = [
      ...[
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--lang=ru',
        '--remote-debugging-port=0',
      ],
      ...[`--user-data-dir=${profile}`, `--disable-extensions-except=${testBuild}`, `--load-extension=${testBuild}`],
      'about:blank',
    ]
    // Chromium takes its language from here; the stories speak Russian.
    const child = spawn(findChromium(), args, { stdio: 'ignore', env: { ...process.env, LANGUAGE: 'ru' } })
    await until(() => {
      if (!existsSync(portFile)) throw new Error('Chromium has not said its port yet')
    })
    const port = readFileSync(portFile, 'utf8').split('\n')[0]
    const url = encodeURIComponent(used.address('options.html'))
    const answer = await fetch(`http://127.0.0.1:${port}/json/new?${url}`, { method: 'PUT' })
    const page = new WebSocket(v.parse(targetSchema, await answer.json()).webSocketDebuggerUrl)
    await once(page, 'open')
    return new PlainChromium(child, page)
  }

  /** Runs in a page of the extension. */
  async evaluate<Schema extends v.GenericSchema>(schema: Schema, expression: string): Promise<v.InferOutput<Schema>> {
    const answer = await this.#ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    return v.parse(schema, v.parse(valueSchema, answer).result.value)
  }

  badge = (): Promise<string> => this.evaluate(v.string(), 'chrome.action.getBadgeText({})')
  title = (): Promise<string> => this.evaluate(v.string(), 'chrome.action.getTitle({})')
  notifications = (): Promise<string[]> =>
    this.evaluate(v.array(v.string()), 'chrome.notifications.getAll().then(Object.keys)')

  async clearNotifications(): Promise<void> {
    await this.evaluate(
      v.unknown(),
      'chrome.notifications.getAll().then((all) => Promise.all(Object.keys(all).map((id) => chrome.notifications.clear(id))).then(() => 0))',
    )
  }

  /** What the browser does to a worker that it deems idle. */
  async endBackground(): Promise<void> {
    await this.#ask('ServiceWorker.enable', {})
    await this.#ask('ServiceWorker.stopAllWorkers', {})
  }

  async close(): Promise<void> {
    this.#page.close()
    this.#child.kill()
    if (this.#child.exitCode === null) await once(this.#child, 'exit')
  }

  #ask(method: string, params: object): Promise<unknown> {
    this.#asked += 1
    const id = this.#asked
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result)
        else reject(new Error(`${method}: ${JSON.stringify(error)}`))
      })
      this.#page.send(JSON.stringify({ id, method, params }))
    })
  }
}
