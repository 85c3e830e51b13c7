import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { Employee } from '../../shared/employee.ts'
import type { OfficeFrame, RelayFrame, WelcomeFrame } from '../../shared/events.ts'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import { judgeAllAnew } from '../database/conversation-row.ts'
import { changeHere, readHere } from '../database/here.ts'
import type { HereRow } from '../database/rows.ts'
import type { WorkerStore } from '../database/worker-store.ts'

type NewsFrame = Extract<
  RelayFrame,
  { type: 'channel' | 'channels' | 'pairing' | 'onec' | 'office' | 'employee' | 'pong' }
>

/** Takes what the relay tells beside the journal. The newest word is the whole truth, so it just replaces the older one. */
export async function takeNews(database: WorkerStore, frame: NewsFrame, now: Instant): Promise<void> {
  if (frame.type === 'employee') return takeEmployee(database, frame.employee, (here) => ({ ...here, heardAt: now }))
  await changeHere(database, (here) => ({ ...here, ...told(here, frame), heardAt: now }))
}

function told(here: HereRow, frame: Exclude<NewsFrame, { type: 'employee' }>): Partial<HereRow> {
  switch (frame.type) {
    case 'channel':
      return { channels: withChannel(here.channels, frame.channel) }
    case 'channels':
      return { channels: frame.channels }
    case 'pairing':
      return {
        pairing: withCode(here.pairing, frame.channelId, frame.code),
        phoneCodes: withCode(here.phoneCodes ?? [], frame.channelId, frame.phoneCode),
      }
    case 'onec':
      return { onec: frame.onec }
    case 'office':
      return { office: withoutType(frame) }
    case 'pong':
      return {}
    default:
      return frame satisfies never
  }
}

const withoutType = ({ type: _type, ...office }: OfficeFrame): Omit<OfficeFrame, 'type'> => office

/** A number has one code at most, of one kind at most. */
function withCode<Code extends { channelId: ChannelId }>(codes: Code[], of: ChannelId, code: Code | undefined): Code[] {
  const others = codes.filter((other) => other.channelId !== of)
  return code === undefined ? others : [...others, code]
}

/** In the order in which the relay named them first: a list that jumps about cannot be read. */
const withChannel = (channels: ChannelStatus[], changed: ChannelStatus): ChannelStatus[] =>
  channels.some((channel) => channel.channelId === changed.channelId)
    ? channels.map((channel) => (channel.channelId === changed.channelId ? changed : channel))
    : [...channels, changed]

/** Codes that are still good are kept: the relay tells them when they change, not at every welcome. */
export async function takeWelcome(database: WorkerStore, welcome: WelcomeFrame, now: Instant): Promise<void> {
  // Whatever was on its way up when the line broke is told anew.
  await database.uploads.clear()
  await takeEmployee(database, welcome.employee, (here) => ({
    ...here,
    channels: welcome.channels,
    onec: welcome.onec,
    ...(welcome.largestFile === undefined ? {} : { largestFile: welcome.largestFile }),
    pairing: here.pairing.filter((code) => code.expiresAt > now),
    phoneCodes: here.phoneCodes?.filter((code) => code.expiresAt > now) ?? [],
    heardAt: now,
  }))
}

async function takeEmployee(
  database: WorkerStore,
  employee: Employee,
  andThen: (here: HereRow) => HereRow,
): Promise<void> {
  await database.write(['conversations', 'here'], async (tables) => {
    await tables.here.put({ ...andThen(await readHere(tables)), employee })
    await judgeAllAnew(tables, employee)
  })
}
