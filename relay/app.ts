import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve, type WebSocketServerLike } from '@hono/node-server'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import type { PairingCode } from '../shared/channel-status.ts'
import { createNewId } from '../shared/ids.ts'
import { createAttemptLimit } from './access/attempt-limit.ts'
import { createAudit } from './access/audit.ts'
import { createEmployees, type Employees } from './access/employees.ts'
import { createSetGroups } from './access/groups.ts'
import { systemRandom } from './access/secrets.ts'
import { createSignIn } from './access/sign-in.ts'
import { createHttp } from './api/http.ts'
import { longestFrame } from './api/live.ts'
import { createWho } from './api/who.ts'
import { openInboxRules } from './automation/inbox-rules.ts'
import type { Clock } from './clock.ts'
import { employeesSending } from './employees-sending.ts'
import { startHousekeeping } from './housekeeping.ts'
import { createAskDocuments } from './inbox/ask-documents.ts'
import { createAskTask } from './inbox/ask-task.ts'
import { createChooseClient } from './inbox/choose-client.ts'
import { createDeeds } from './inbox/deeds.ts'
import { Live } from './inbox/live.ts'
import { createStoreFile } from './inbox/store-file.ts'
import { createTellSeers } from './inbox/tell-seers.ts'
import { createTellWriting } from './inbox/tell-writing.ts'
import { watchOffice } from './inbox/watch-office.ts'
import { startAutomation } from './link-automation.ts'
import { linkOnec } from './link-onec.ts'
import { linkWhatsApp } from './link-whatsapp.ts'
import { openFileParts } from './media/file-parts.ts'
import { openMediaStore } from './media/media-store.ts'
import { createThumbnails } from './media/thumbnails.ts'
import { phoneIn } from './phone-text.ts'
import { createPresent } from './present.ts'
import { startIndexing } from './search/index-search.ts'
import { createSearch } from './search/search.ts'
import type { Settings } from './settings.ts'
import { journalHead } from './store/journal.ts'
import { openStore } from './store/open.ts'
import { systemAlarm } from './timer.ts'

/** The running relay. */
export interface Relay {
  /** Where it listens, like http://127.0.0.1:8787. */
  address: string
  /** One-time; while there is no administrator. */
  setupCode: string | undefined
  /** One-time; for one more administrator, when the settings ask for it. */
  administratorCode: string | undefined
  /** Ends in peace: answers what is under way, keeps what has arrived, closes the database. */
  close(): Promise<void>
}

/** What the process lends the relay. */
export interface Surroundings {
  log: Logger
  clock: Clock
  showPairingCode(code: PairingCode): void
  /** For the person in front of the terminal: a plain sentence about a number. */
  say?(sentence: string): void
  /** Else the store of `relay/store`. */
  openStore?: typeof openStore
}

/** The only composer: builds all parts and passes them as arguments. */
export async function startRelay(settings: Settings, surroundings: Surroundings): Promise<Relay> {
  const { log, clock, showPairingCode, say = () => {} } = surroundings
  const stop = new AbortController()
  const onError = (error: unknown) => log.error({ err: error }, 'a part of the relay has failed')
  const newId = createNewId(clock.now)
  const store = await (surroundings.openStore ?? openStore)({
    databaseUrl: settings.databaseUrl,
    sqliteFile: join(settings.dataDir, 'relay.sqlite'),
  })
  const media = await openMediaStore(join(settings.dataDir, 'media'), settings.fileLimit)
  const fileParts = await openFileParts(join(settings.dataDir, 'uploads'), settings.fileLimit, clock.now)
  const thumbnails = createThumbnails(media)

  const desk = createSignIn({ store, clock, newId, random: systemRandom })
  const employees = createEmployees({ store, clock, newId, random: systemRandom })
  const live = new Live(store, onError, systemAlarm)
  await live.start()

  const rules = await openInboxRules(store, onError)
  const whatsapp = await linkWhatsApp({
    settings,
    store,
    media,
    thumbnails,
    clock,
    newId,
    live,
    log,
    showPairingCode,
    say,
    onError,
    routing: () => rules.now().routing,
  })
  const onec = await linkOnec({
    settings,
    store,
    clock,
    newId,
    live,
    onError,
    stop: stop.signal,
    mayWriteFirst: (id) => whatsapp.channelSettings(id).writeFirst,
  })
  const http = createHttp({
    store,
    media,
    thumbnails,
    clock,
    desk,
    live,
    employees,
    log,
    onError,
    setAlarm: systemAlarm,
    who: createWho(desk),
    limit: createAttemptLimit(clock),
    rightsChanged: store.rightsChanged,
    onecSignIn: onec.signIn,
    fileLimit: settings.fileLimit,
    onecFileLimit: settings.onecFileLimit,
    storeFile: createStoreFile({ store, media, thumbnails, clock }),
    fileParts,
    phoneToOpen: (text) => phoneIn(text, settings.country),
    ...employeesSending({ store, media, clock, newId, settings }, whatsapp, onec),
    chooseClient: createChooseClient(store, clock),
    search: createSearch(store),
    askTask: createAskTask(store, clock),
    deeds: createDeeds({ store, clock }),
    audit: createAudit(store, clock),
    setGroups: createSetGroups(store, clock),
    askDocuments: createAskDocuments({
      store,
      clock,
      onError,
      tell: (answer, concerns) => live.tellAll({ type: 'documents', ...answer }, concerns),
    }),
    tellWriting: createTellWriting({ store, tellSeers: createTellSeers({ store, live }) }),
    present: createPresent(whatsapp, onec, await watchOffice(store, live, onError)),
    channels: whatsapp.admin,
    bases: onec.bases,
    pull: onec.pull,
    onecRefusal: onec.refusal,
    onExchangeChanged: onec.changed,
    isReady: () =>
      journalHead(store.read).then(
        () => true,
        () => false,
      ),
  })
  const server = await listen(http.fetch, settings)
  await whatsapp.start()
  const automation = startAutomation({ settings, store, clock, newId, rules, onError }, whatsapp)
  const indexing = startIndexing({ store, setAlarm: systemAlarm, onError })
  const housekeeping = startHousekeeping({ ...settings, store, media, fileParts, clock, log, setAlarm: systemAlarm })
  return {
    address: server.address,
    setupCode: await desk.setupCode(),
    administratorCode: await administratorCode(employees, settings),
    close: async () => {
      stop.abort()
      await Promise.all([
        server.close(),
        whatsapp.stop(),
        onec.stopped,
        housekeeping.stop(),
        automation.stop(),
        indexing.stop(),
      ])
      await store.close()
    },
  }
}

async function administratorCode(
  employees: Employees,
  { newAdministrator: name }: Settings,
): Promise<string | undefined> {
  if (name === undefined) return undefined
  return (await employees.invite({ name, rights: ['read', 'reply', 'admin', 'supervise'], inQueue: true })).code
}

type Fetch = Parameters<typeof serve>[0]['fetch']

interface Listening {
  address: string
  close(): Promise<void>
}

async function listen(fetch: Fetch, { host, port }: Settings): Promise<Listening> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestFrame })
  const server = await new Promise<Server>((resolve, reject) => {
    const opening = serve({ fetch, port, hostname: host, websocket: { server: forHono(sockets) } })
    opening.once('listening', () => resolve(opening as Server))
    opening.once('error', reject)
  })
  return {
    address: addressOf(server.address()),
    // Long polls and live connections are cut: their callers come again.
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of sockets.clients) socket.terminate()
      }),
  }
}

/** @hono/node-server is made for a server of ws, but its own type of it does not hold with exactOptionalPropertyTypes. */
const forHono = (sockets: WebSocketServer) => sockets as unknown as WebSocketServerLike

function addressOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('The relay listens on no port.')
  // Where it listens on every address, nobody can type that: this machine's own is shown.
  const host = ['0.0.0.0', '::'].includes(address.address) ? '127.0.0.1' : address.address
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}
