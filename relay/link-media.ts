import type { Agent } from 'node:https'
import type { Logger } from 'pino'
import type { ChannelId } from '../shared/ids.ts'
import type { Clock } from './clock.ts'
import { createNoteFile } from './inbox/note-file.ts'
import type { MediaStore } from './media/media-store.ts'
import type { Thumbnails } from './media/thumbnails.ts'
import type { FileRow } from './store/files.ts'
import { channelsToFetchFor, filesToFetch, nextFileDue, noteFileAttempt } from './store/files-to-fetch.ts'
import type { Store } from './store/open.ts'
import { systemAlarm } from './timer.ts'
import type { AskPhone } from './whatsapp/ask-phone.ts'
import { startFetchingMedia } from './whatsapp/fetch-media.ts'
import type { FileToFetch } from './whatsapp/fetch-one-file.ts'
import { createFetchFromWhatsApp } from './whatsapp/media.ts'
import type { WhatsAppSettings } from './whatsapp/settings.ts'

export interface LinkMediaDeps {
  settings: WhatsAppSettings
  store: Store
  media: MediaStore
  thumbnails: Thumbnails
  clock: Clock
  log: Logger
  askPhone: AskPhone
  /** The way through a channel's proxy; undefined: straight. */
  agentFor?: ((channelId: ChannelId) => Agent | undefined) | undefined
}

/** Composes what brings the files of messages in. */
export function startMedia({ settings, store, media, thumbnails, clock, log, askPhone, agentFor }: LinkMediaDeps) {
  return startFetchingMedia({
    channelsToFetchFor: (now) => channelsToFetchFor(store.read, now),
    filesToFetch: async (channelId, due) => (await filesToFetch(store.read, channelId, due)).flatMap(toFetch),
    nextFileDue: (now) => nextFileDue(store.read, now),
    onFound: createNoteFile(store, clock),
    onAttempt: (id, attempt) => store.write((tx) => noteFileAttempt(tx, id, attempt)),
    fetch: createFetchFromWhatsApp({ settings, media, agentFor }),
    askPhone,
    measure: thumbnails.measure,
    limit: media.limit,
    wake: store.journalGrew,
    setAlarm: systemAlarm,
    now: () => clock.now(),
    random: Math.random,
    log,
  })
}

function toFetch(row: FileRow): FileToFetch | [] {
  if (row.channel_id === null) return []
  return {
    id: row.id,
    channelId: row.channel_id,
    source: row.source,
    mime: row.mime,
    size: row.size,
    attempts: row.attempts,
    phoneAsks: row.phone_asks,
    fromHistory: row.from_history === 1,
  }
}
