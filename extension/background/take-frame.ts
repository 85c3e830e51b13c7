import { has } from '../../shared/employee.ts'
import type { RelayFrame, WelcomeFrame } from '../../shared/events.ts'
import type { Cursor } from '../../shared/ids.ts'
import { protocolVersion } from '../../shared/protocol-version.ts'
import { readHere } from '../database/here.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import { type AfterRefusal, afterRefusal } from './after-refusal.ts'
import { applyEvents, type News } from './apply-event.ts'
import type { Clock } from './clock.ts'
import { keepTemplates } from './keep-templates.ts'
import type { RelayAccess } from './relay-access.ts'
import { type AlertNews, takeAlerts } from './take-alerts.ts'
import { takeDocuments } from './take-documents.ts'
import { takeNews, takeWelcome } from './take-news.ts'
import { type OnecAlertNews, takeOnecAlerts } from './take-onec-alerts.ts'
import { fetchSnapshot, replaceBySnapshot } from './take-snapshot.ts'
import { takeTyping } from './take-typing.ts'
import { takeUpload } from './take-upload.ts'

export interface FrameParts {
  database: WorkerStore
  clock: Clock
  askRelay: RelayAccess['ask']
  /** After the commit. */
  told: (news: News) => void
  /** After the commit. */
  alerted: (news: AlertNews) => void
  /** After the commit. */
  onecAlerted: (news: OnecAlertNews) => void
}

/** What the line is to do when a frame has been taken. */
export type Then =
  | { do: 'goOn' }
  /** Events follow up to this number; before it is reached, what stands here is not current. */
  | { do: 'catchUp'; until: Cursor }
  | { do: 'lookWhetherLive' }
  /** It has answered a ping: the line is good, and everything that was on its way is here. */
  | { do: 'trust' }
  /** A snapshot was taken: say hello again from its cursor. */
  | { do: 'helloAgain' }
  /** What lies here belongs to another employee. */
  | { do: 'startOver' }
  | { do: 'leave'; because: AfterRefusal }

/** Stores what a frame says. */
export async function takeFrame(parts: FrameParts, frame: RelayFrame): Promise<Then> {
  const { database, clock, told, alerted, onecAlerted } = parts
  switch (frame.type) {
    case 'welcome':
      return welcomed(parts, frame)
    case 'events':
      told(await applyEvents(database, frame, clock.now()))
      return { do: 'lookWhetherLive' }
    case 'employee':
      if (!has(frame.employee, 'read')) return { do: 'leave', because: 'noRight' }
      await takeNews(database, frame, clock.now())
      return { do: 'goOn' }
    case 'onec':
      await takeNews(database, frame, clock.now())
      void keepTemplates(parts)
      return { do: 'goOn' }
    case 'documents':
      await takeDocuments(database, frame.lookupId, frame.documents)
      return { do: 'goOn' }
    case 'channel':
    case 'channels':
    case 'pairing':
    case 'office':
      await takeNews(database, frame, clock.now())
      return { do: 'goOn' }
    case 'typing':
      await takeTyping(database, frame, clock.now())
      return { do: 'goOn' }
    case 'upload':
      await takeUpload(database, frame)
      return { do: 'goOn' }
    case 'alerts':
      alerted(await takeAlerts(database, frame.alerts, clock.now()))
      return { do: 'goOn' }
    case 'onecAlerts':
      onecAlerted(await takeOnecAlerts(database, frame.alerts, clock.now()))
      return { do: 'goOn' }
    case 'pong':
      await takeNews(database, frame, clock.now())
      return { do: 'trust' }
    case 'refused':
      console.warn(`live connection: refused, ${frame.code}: ${frame.message}`)
      return { do: 'leave', because: afterRefusal(frame.code, protocolVersion, frame.supported) }
    default:
      return frame satisfies never
  }
}

async function welcomed(parts: FrameParts, welcome: WelcomeFrame): Promise<Then> {
  const { employee } = await readHere(parts.database)
  if (employee !== undefined && employee.id !== welcome.employee.id) return { do: 'startOver' }
  await takeWelcome(parts.database, welcome, parts.clock.now())
  void keepTemplates(parts)
  return welcome.snapshotNeeded ? takeSnapshot(parts) : { do: 'catchUp', until: welcome.cursor }
}

/** Whoever signs out meanwhile is wiped in his turn, behind this: nothing of it stays. */
async function takeSnapshot({ database, clock, askRelay }: FrameParts): Promise<Then> {
  const snapshot = await askRelay(fetchSnapshot)
  if (!snapshot.ok) {
    console.warn(`snapshot: ${snapshot.code}: ${snapshot.message}`)
    return { do: 'leave', because: afterRefusal(snapshot.code, protocolVersion) }
  }
  await replaceBySnapshot(database, snapshot.value, clock.now())
  return { do: 'helloAgain' }
}
