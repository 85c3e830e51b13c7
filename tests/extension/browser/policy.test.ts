import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { readSettings } from '../../../extension/background/settings.ts'
import { followPolicy } from '../../../extension/browser/policy.ts'

const ours = 'https://relay.example.ru'

beforeEach(() => fakeBrowser.reset())
afterEach(() => vi.restoreAllMocks())

const companySets = (relayAddress: unknown) => fakeBrowser.storage.managed.set({ relayAddress })

/** As in the first seconds of Chromium's life. */
const policiesAreStillLoaded = () => {
  const { get } = fakeBrowser.storage.managed
  const whenLoaded: { tell?: () => void } = {}
  const loading = new Promise<void>((done) => {
    whenLoaded.tell = done
  })
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(async (keys) => {
    await loading
    return get.call(fakeBrowser.storage.managed, keys)
  })
  return { loaded: () => whenLoaded.tell?.() }
}

describe('the address that the company’s policy sets', () => {
  test('is waited for by who has never heard the policy', async () => {
    await companySets(`${ours}/`)
    const { loaded } = policiesAreStillLoaded()
    const reading = readSettings()
    loaded()
    expect(await reading).toMatchObject({ address: ours, addressByPolicy: true })
  })

  test('counts as it was said last while a browser that has just started loads its policies', async () => {
    await companySets(ours)
    await readSettings()
    policiesAreStillLoaded()
    expect(await readSettings()).toMatchObject({ address: ours, addressByPolicy: true })
  })

  test('and where there was none, the address that was typed is taken without waiting', async () => {
    await fakeBrowser.storage.local.set({ relayAddress: 'https://typed.example.ru' })
    await readSettings()
    policiesAreStillLoaded()
    expect(await readSettings()).toMatchObject({ address: 'https://typed.example.ru', addressByPolicy: false })
  })

  test('is no address when it cannot be one', async () => {
    await companySets('not an address')
    expect(await readSettings()).toMatchObject({ address: undefined, addressByPolicy: false })
  })

  test('may stand broken in the store: then the policy is asked', async () => {
    await companySets(ours)
    await fakeBrowser.storage.local.set({ policy: 'broken' })
    expect(await readSettings()).toMatchObject({ address: ours })
  })
})

describe('another address by policy', () => {
  test('is connected to as soon as the browser has loaded it', async () => {
    await companySets(ours)
    await readSettings()
    const { loaded } = policiesAreStillLoaded()
    const moved = vi.fn()
    await fakeBrowser.storage.managed.set({ relayAddress: 'https://new.example.ru' })
    followPolicy(moved)
    expect(moved).not.toHaveBeenCalled()
    loaded()
    await vi.waitFor(() => expect(moved).toHaveBeenCalledOnce())
    expect(await readSettings()).toMatchObject({ address: 'https://new.example.ru' })
  })

  test('is heard of while the browser runs, also that there is none any more', async () => {
    await companySets(ours)
    await readSettings()
    const moved = vi.fn()
    followPolicy(moved)
    await fakeBrowser.storage.managed.remove('relayAddress')
    await vi.waitFor(() => expect(moved).toHaveBeenCalledOnce())
    expect(await readSettings()).toMatchObject({ addressByPolicy: false })
  })

  test('is none when the policy says the same again: the line stays', async () => {
    await companySets(ours)
    await readSettings()
    const moved = vi.fn()
    const kept = vi.spyOn(fakeBrowser.storage.local, 'get')
    followPolicy(moved)
    await companySets(`${ours}/`)
    // At the start and at the change it has been compared with what is kept.
    await vi.waitFor(() => expect(kept.mock.settledResults.filter(({ type }) => type === 'fulfilled')).toHaveLength(2))
    expect(await readSettings()).toMatchObject({ address: ours })
    expect(moved).not.toHaveBeenCalled()
  })
})
