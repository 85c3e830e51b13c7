import * as v from 'valibot'
import { expect, it } from 'vitest'
import { createWebVersion, type Version, versionIn } from '../../../relay/whatsapp/web-version.ts'
import { channelIdSchema } from '../../../shared/ids.ts'

const channelId = v.parse(channelIdSchema, '01932b6e-7c00-7000-8000-000000000001')

function world(newest: Version | undefined, first?: Version) {
  const kept: Version[] = []
  let asked = 0
  const version = createWebVersion({
    first,
    fetchNewest: async () => {
      asked += 1
      return newest
    },
    keep: async (value) => void kept.push(value),
  })
  return { version, kept, asked: () => asked }
}

it('finds the revision that WhatsApp Web names, and none where there is none', () => {
  expect(versionIn('x"client_revision":1023223821,"y"')).toEqual([2, 3000, 1023223821])
  expect(versionIn('{\\"client_revision\\": 17}')).toEqual([2, 3000, 17])
  expect(versionIn('<html>blocked</html>')).toBeUndefined()
})

it('takes WhatsApp’s newest version in the place of the refused one, and keeps it', async () => {
  const { version, kept } = world([2, 3000, 2], [2, 3000, 1])
  expect(await version.renew(channelId, [2, 3000, 1])).toBe(true)
  expect(version.current()).toEqual([2, 3000, 2])
  expect(kept).toEqual([[2, 3000, 2]])
})

it('does not try the same version again, and keeps nothing when WhatsApp cannot be asked', async () => {
  const same = world([2, 3000, 1], [2, 3000, 1])
  expect(await same.version.renew(channelId, [2, 3000, 1])).toBe(false)
  const silent = world(undefined)
  expect(await silent.version.renew(channelId, undefined)).toBe(false)
  expect([...same.kept, ...silent.kept]).toEqual([])
})

it('does not ask again when another number has learnt the newest version meanwhile', async () => {
  const { version, asked } = world([2, 3000, 2], [2, 3000, 1])
  await version.renew(channelId, [2, 3000, 1])
  expect(await version.renew(channelId, [2, 3000, 1])).toBe(true)
  expect(asked()).toBe(1)
})
