/** How long a message waits before its next try: 1, 2, 4 … 60 seconds. */
export function retryDelayMs(attempts: number): number {
  return Math.min(60_000, 1_000 * 2 ** Math.min(attempts, 6))
}
