/** One part of a measurement: it ends in time, or there is nothing of it and it is said why. The other parts are worth having without it. */
export async function bounded<T>(
  say: (line: string) => void,
  part: { name: string; seconds: number },
  measure: () => Promise<T>,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error(`not done within ${part.seconds} s`)), part.seconds * 1_000)
  })
  const measuring = measure()
  // Whoever is late may still fail, when the browser is closed under his hands.
  measuring.catch(() => undefined)
  try {
    return await Promise.race([measuring, late])
  } catch (reason) {
    say(`${part.name}: not measured: ${reason instanceof Error ? reason.message : String(reason)}`)
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
