import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPlainRecording } from '../../../relay/media/plain-recording.ts'
import { voiceNote } from '../../../relay/media/voice-note.ts'

/** An element of Matroska: its id in hex, its size, what is in it. */
function element(id: string, ...parts: Uint8Array[]): Buffer {
  const inside = Buffer.concat(parts)
  const size = Buffer.alloc(4)
  size.writeUInt32BE((0x10000000 + inside.length) >>> 0)
  return Buffer.concat([Buffer.from(id, 'hex'), size, inside])
}
const number = (value: number) => Buffer.from([value >> 8, value & 255])
const unending = (id: string) => Buffer.from(`${id}01ffffffffffffff`, 'hex')

const opus = Buffer.from('4f70757348656164010100000080bb0000000000', 'hex').subarray(0, 19)
const track = (...more: Uint8Array[]) =>
  element(
    '1654ae6b',
    element(
      'ae',
      ...[element('d7', number(1)), element('73c5', number(1)), element('83', number(2))],
      ...[element('86', Buffer.from('A_OPUS')), element('63a2', opus)],
      ...[element('e1', element('b5', Buffer.from('473b8000', 'hex')), element('9f', number(1))), ...more],
    ),
  )
const packet = (at: number, content: Uint8Array, flags = 0x80) =>
  element('a3', Buffer.from([0x81, at >> 8, at & 255, flags]), content)
const recording = (blocks: Uint8Array[], tracks = track()) =>
  Buffer.concat([
    element('1a45dfa3', element('4282', Buffer.from('webm'))),
    unending('18538067'),
    element('1549a966', element('2ad7b1', Buffer.from('0f4240', 'hex'))),
    tracks,
    ...blocks,
  ])
const clusterAt = (ms: number, packets: Uint8Array[]) =>
  Buffer.concat([unending('1f43b675'), element('e7', number(ms)), ...packets])
const cluster = (...packets: Uint8Array[]) => clusterAt(0, packets)
const sound = Buffer.alloc(80, 0xfc)
const packetsInSecond = 16
const second = () => Array.from({ length: packetsInSecond }, (_, index) => packet(index * 60, sound))
const spoken = (seconds: number) => Array.from({ length: seconds }, (_, index) => clusterAt(index * 1000, second()))

describe('a recording', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'voice-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const noteOf = (bytes: Uint8Array) => {
    const path = join(folder, 'голос.webm')
    writeFileSync(path, bytes)
    return voiceNote(path)
  }

  it('of half a minute becomes a voice message, also cut off in the middle', async () => {
    const whole = recording(spoken(30))
    expect((await noteOf(whole))?.length).toBeGreaterThan(30 * packetsInSecond * sound.length)
    expect(isPlainRecording(whole.subarray(0, whole.length - 50))).toBe(true)
    expect((await noteOf(whole.subarray(0, whole.length - 50)))?.length).toBeGreaterThan(
      28 * packetsInSecond * sound.length,
    )
  })

  it.each([
    ['packs hundreds of packets into a block', [cluster(packet(0, Buffer.alloc(257, 0xff), 0x84))]],
    ['is a hundred thousand empty parts', [Buffer.alloc(1_000_000, element('1f43b675'))]],
    ['is nothing but zeros', [Buffer.alloc(1_000_000)]],
    ['has a packet larger than any sound', [cluster(packet(0, Buffer.alloc(65_536)))]],
    ['brings a book along', [element('ec', Buffer.alloc(300_000))]],
  ])('that %s is taken apart by nobody', async (_, blocks) => {
    expect(isPlainRecording(recording(blocks))).toBe(false)
    expect(await noteOf(recording(blocks))).toBeUndefined()
  })

  it('whose packets all share a long beginning does not grow beyond what was sent', async () => {
    const shared = element('5034', element('4254', number(3)), element('4255', Buffer.alloc(100_000, 0xfc)))
    const stripped = track(element('6d80', element('6240', element('5032', number(1)), shared)))
    const bomb = recording(spoken(10), stripped)
    expect(isPlainRecording(bomb)).toBe(true)
    expect(await noteOf(bomb)).toBeUndefined()
  })
})
