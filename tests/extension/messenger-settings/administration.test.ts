import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { asking, signedInDoor } from '../../../extension/background/relay-access.ts'
import { readSettings, saveAddress, saveToken } from '../../../extension/background/settings.ts'
import { createAdministrationClient } from '../../../extension/connection/administration-api.ts'
import { createAdministration } from '../../../extension/messenger-settings/create-administration.ts'
import { type ScriptedRelay, startScriptedRelay } from '../background/scripted-relay.ts'

/** As the options page composes it. */
const administration = createAdministration(
  asking(async () => {
    const door = await signedInDoor(readSettings, fetch)
    return door && createAdministrationClient(door)
  }),
)

let relay: ScriptedRelay
beforeEach(async () => {
  fakeBrowser.reset()
  relay = await startScriptedRelay()
  await saveAddress(relay.address)
})
afterEach(() => relay.stop())

describe('what administrators ask', () => {
  test('goes to the relay with the token of whoever has signed in', async () => {
    await saveToken('token-of-galina')
    relay.answer('GET /groups', () => ({ json: { groups: [] } }))
    expect(await administration.groups()).toEqual({ ok: true, value: [] })
    expect(relay.asked.at(-1)).toMatchObject({ authorization: 'Bearer token-of-galina' })
  })

  test('is asked of nobody before the sign-in', async () => {
    expect(await administration.groups()).toMatchObject({ ok: false, code: 'unauthorized' })
    expect(relay.asked).toEqual([])
  })

  test('is turned back when the answer is not what the protocol says', async () => {
    await saveToken('token-of-galina')
    relay.answer('GET /employees', () => ({ json: { employees: [{ name: 'Анна' }] } }))
    expect(await administration.employees()).toMatchObject({ ok: false, code: 'notARelay' })
  })
})
