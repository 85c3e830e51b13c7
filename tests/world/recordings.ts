import * as bunny from 'mediabunny'

/** A recording as browsers make it: Opus, 20 ms a packet. */
export interface Recording {
  /** As Chrome writes it. */
  bytes: Uint8Array
  /** The same as Firefox writes it. */
  ogg: Uint8Array
  /** In hex, each a little different from the others. */
  packets: string[]
}

const packetSeconds = 0.02

export async function recordedInWebm(seconds: number): Promise<Recording> {
  const packets = Array.from({ length: seconds / packetSeconds }, (_, place) =>
    // One frame of 20 ms, whatever it says.
    Uint8Array.of(0xf8, 0xff, 0xfe, place % 256, (place * 7) % 256),
  )
  // Written as it comes, without a table of contents: nobody may go back in what is already on its way.
  const webm = await boxed(packets, new bunny.WebMOutputFormat({ appendOnly: true, minimumClusterDuration: 0.1 }))
  const ogg = await boxed(packets, new bunny.OggOutputFormat())
  return { bytes: webm, ogg, packets: packets.map((packet) => Buffer.from(packet).toString('hex')) }
}

async function boxed(packets: readonly Uint8Array[], format: bunny.OutputFormat): Promise<Uint8Array> {
  const target = new bunny.BufferTarget()
  const output = new bunny.Output({ format, target })
  const source = new bunny.EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  const decoderConfig = { codec: 'opus', sampleRate: 48_000, numberOfChannels: 1, description: opusHead() }
  for (const [place, packet] of packets.entries())
    await source.add(new bunny.EncodedPacket(packet, 'key', place * packetSeconds, packetSeconds, place), {
      decoderConfig,
    })
  await output.finalize()
  if (target.buffer === null) throw new Error('nothing was written')
  return new Uint8Array(target.buffer)
}

/** RFC 7845, section 5.1: version 1, one channel, 312 samples to be skipped, 48 kHz. */
function opusHead(): Uint8Array {
  const head = Buffer.alloc(19)
  head.write('OpusHead')
  head[8] = 1
  head[9] = 1
  head.writeUInt16LE(312, 10)
  head.writeUInt32LE(48_000, 12)
  return head
}

/** In what box a sound is, its packets in hex, and how long it is. */
export async function soundIn(bytes: Uint8Array): Promise<{ format: string; packets: string[]; seconds: number }> {
  const input = new bunny.Input({ formats: bunny.ALL_FORMATS, source: new bunny.BufferSource(bytes) })
  const track = await input.getPrimaryAudioTrack()
  const packets: string[] = []
  if (track)
    for await (const { data } of new bunny.EncodedPacketSink(track).packets())
      packets.push(Buffer.from(data).toString('hex'))
  return { format: (await input.getFormat()).name, packets, seconds: await input.computeDuration() }
}
