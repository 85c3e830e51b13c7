import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createAnswerError } from '../../../relay/api/answer-error.ts'
import { onecRoutes } from '../../../relay/api/onec-routes.ts'
import { createStoreFile } from '../../../relay/inbox/store-file.ts'
import { createLog } from '../../../relay/log.ts'
import { openMediaStore } from '../../../relay/media/media-store.ts'
import { createPull } from '../../../relay/onec/pull.ts'
import { refusalForOnec } from '../../../relay/onec/refusal-for-onec.ts'
import { portOf } from '../../world/onec/port-of.ts'
import type { Office } from './office.ts'

const fileLimit = 1024 * 1024

/** What 1C calls, over the office's store: the relay's own routes on a port of their own. */
export async function openDoor(office: Office) {
  const folder = mkdtempSync(join(tmpdir(), 'panel-door-'))
  const media = await openMediaStore(folder, fileLimit)
  const thumbnails = { measure: async () => undefined }
  const app = new Hono()
  app.onError(createAnswerError(createLog('silent')))
  app.route(
    '/onec/v1',
    onecRoutes({
      store: office.store,
      media,
      storeFile: createStoreFile({ store: office.store, media, thumbnails, clock: office.clock }),
      bases: office.bases,
      pull: createPull(office),
      refusal: refusalForOnec,
      onecFileLimit: fileLimit,
    }),
  )
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((resolve) => server.once('listening', () => resolve()))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
