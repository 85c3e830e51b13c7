import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import * as spine from './0001-spine.ts'
import * as whatsapp from './0002-whatsapp.ts'
import * as onec from './0003-onec.ts'
import * as inbox from './0004-inbox.ts'
import * as search from './0005-search.ts'

/** Numbered, forward only, never edited once released; each runs on both engines. */
export const migrations: Record<string, { up(db: Kysely<unknown>, engine: Engine): Promise<void> }> = {
  '0001-spine': spine,
  '0002-whatsapp': whatsapp,
  '0003-onec': onec,
  '0004-inbox': inbox,
  '0005-search': search,
}
