import { readFile } from 'node:fs/promises'
import { isPlainRecording, mostElements } from './plain-recording.ts'

/** Others get their turn after so many packets. */
const packetsInOneGo = 500

/**
 * A recording as WhatsApp takes it: Opus in Ogg. Chrome records Opus in WebM, so its packets are put into the other box one by one; nothing is decoded, nothing is lost.
 * @returns undefined when there is no Opus in it. A recording that was cut off in the middle is taken as far as it goes.
 */
export async function voiceNote(path: string): Promise<Uint8Array | undefined> {
  const bytes = await readFile(path)
  if (!isPlainRecording(bytes)) return undefined
  // Loaded with the first recording: a relay without any keeps the memory.
  const bunny = await import('mediabunny')
  using input = new bunny.Input({ formats: [bunny.WEBM, bunny.MATROSKA], source: new bunny.BufferSource(bytes) })
  try {
    const track = await input.getPrimaryAudioTrack()
    const decoderConfig = await track?.getDecoderConfig()
    if (track?.codec !== 'opus' || !decoderConfig) return undefined
    const target = new bunny.BufferTarget()
    const output = new bunny.Output({ format: new bunny.OggOutputFormat(), target })
    const packets = new bunny.EncodedAudioPacketSource('opus')
    output.addAudioTrack(packets)
    await output.start()
    let added = 0
    let left = bytes.length
    for await (const packet of new bunny.EncodedPacketSink(track).packets()) {
      await packets.add(packet, { decoderConfig })
      added += 1
      left -= packet.byteLength
      // Where packets are packed into one another, or share their beginning, they would go on until the memory is full.
      if (left < 0 || added > mostElements) return undefined
      if (added % packetsInOneGo === 0) await new Promise(setImmediate)
    }
    await output.finalize()
    return target.buffer === null ? undefined : new Uint8Array(target.buffer)
  } catch {
    // Whatever it is, it is no recording; it leaves as the file that it is.
    return undefined
  }
}
