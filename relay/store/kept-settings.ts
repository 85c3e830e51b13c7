import * as v from 'valibot'
import {
  defaultSynchronisation,
  type SettingsForOnec,
  type Synchronisation,
  synchronisationSchema,
} from '../../shared/commands.ts'
import { defaultInboxSettings, type InboxSettings, inboxSettingsSchema } from '../../shared/inbox-settings.ts'
import { parseJson } from '../parse-json.ts'
import { noteOfficeChanged, type Reader, type Writer } from './open.ts'

/** Settings that the administrator changes while the relay runs. Those of the process are in `relay/settings.ts`. */
export async function synchronisation(db: Reader): Promise<Synchronisation> {
  const kept = await read(db, 'synchronisation')
  return kept === undefined ? defaultSynchronisation : v.parse(synchronisationSchema, kept)
}

/** As much of it as 1C is told. */
export async function settingsForOnec(db: Reader): Promise<SettingsForOnec> {
  const { syncEnabled, replyRoute, schedule } = await synchronisation(db)
  return { syncEnabled, replyRoute, schedule }
}

export const keepSynchronisation = (tx: Writer, value: Synchronisation): Promise<void> =>
  keep(tx, 'synchronisation', value)

/** How the queue works. */
export async function inboxSettings(db: Reader): Promise<InboxSettings> {
  const kept = await read(db, 'inbox')
  return kept === undefined ? defaultInboxSettings : v.parse(inboxSettingsSchema, kept)
}

export async function keepInboxSettings(tx: Writer, value: InboxSettings): Promise<void> {
  await keep(tx, 'inbox', value)
  noteOfficeChanged(tx)
}

const versionSchema = v.tuple([v.number(), v.number(), v.number()])

/** The version of WhatsApp Web that WhatsApp named last, when it refused ours. */
export async function keptWhatsAppVersion(db: Reader): Promise<[number, number, number] | undefined> {
  const kept = await read(db, 'whatsappVersion')
  return kept === undefined ? undefined : v.parse(versionSchema, kept)
}

export const keepWhatsAppVersion = (tx: Writer, version: [number, number, number]): Promise<void> =>
  keep(tx, 'whatsappVersion', version)

async function read(db: Reader, key: string): Promise<unknown> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row && parseJson(row.value)
}

async function keep(tx: Writer, key: string, value: unknown): Promise<void> {
  const row = { key, value: JSON.stringify(value) }
  await tx
    .insertInto('settings')
    .values(row)
    .onConflict((c) => c.column('key').doUpdateSet({ value: row.value }))
    .execute()
}
