import { percentile } from '../bench/figures.ts'
import type { Outcome } from './crash-run.ts'

/** What `--json` says of a run. */
export const figuresOf = ({ moments, lost, doubled, pending, reopenMs }: Outcome) => ({
  moments,
  lost,
  doubled,
  pending,
  reopenMsP95: percentile(reopenMs, 0.95),
})

/** The same and more, for a person. */
export function inWords(name: 'inbound' | 'both', outcome: Outcome): string {
  const { moments, written, replied, lost, doubled, pending, reopenMs } = outcome
  const what = name === 'both' ? `${written} messages and ${replied} replies` : `${written} messages`
  const lines = [
    `${name}: the relay was killed ${moments} times under ${what}.`,
    `  lost ${lost}, doubled ${doubled}, pending ${pending}`,
    `  online again within ${percentile(reopenMs, 0.5)} ms (median), ${percentile(reopenMs, 0.95)} ms (95 of 100)`,
    `  in the journal behind a later one of the same client: ${outcome.behindLater}; in what people see: ${outcome.shownBehindLater}`,
    `  asked to send again what could not be decrypted: by the relay ${outcome.askedAgain.byRelay} times, by clients ${outcome.askedAgain.byClients} times`,
    `  clients in several conversations: ${outcome.scattered}; told wrongly on the live connection: ${outcome.toldWrongly}`,
    ...(name === 'both'
      ? [
          `  replies that came again under their id: ${outcome.deliveredAgain}; without their second tick: ${outcome.withoutTick}`,
        ]
      : []),
    ...[...outcome.logged].map(([words, times]) => `  logged ${times} times: ${words}`),
    ...outcome.examples.map((example) => `  ${example}`),
  ]
  return lines.join('\n')
}
