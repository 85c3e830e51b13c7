/** Two soft notes, the second a fifth higher: made here, so there is no file to load and none to license. */
const notes = [
  { at: 0, hertz: 659.25 },
  { at: 0.12, hertz: 987.77 },
]
const rings = 0.45
const loudness = 0.16

/** @returns settles when it has faded away. */
export async function playChime(audio: AudioContext): Promise<void> {
  if (audio.state === 'suspended') await audio.resume()
  const ended = notes.map(({ at, hertz }) => {
    const begins = audio.currentTime + at
    const [tone, volume] = [audio.createOscillator(), audio.createGain()]
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0, begins)
    volume.gain.linearRampToValueAtTime(loudness, begins + 0.01)
    volume.gain.exponentialRampToValueAtTime(0.0005, begins + rings)
    tone.connect(volume).connect(audio.destination)
    tone.start(begins)
    tone.stop(begins + rings)
    return new Promise((resolve) => tone.addEventListener('ended', resolve))
  })
  await Promise.all(ended)
}
