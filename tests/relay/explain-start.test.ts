import { describe, expect, it } from 'vitest'
import { explainStart } from '../../relay/explain-start.ts'

const coded = (code: string, cause?: unknown) => Object.assign(new Error('some words', { cause }), { code })

describe('a relay that cannot start', () => {
  it('says what to do when the port is taken', () => {
    expect(explainStart(coded('EADDRINUSE'))).toMatch(/^The port is taken.*RELAY_PORT/)
  })
  it('finds PostgreSQL’s silence behind the migration that failed', () => {
    const error = new Error('The database could not be brought up to date.', { cause: coded('ECONNREFUSED') })
    expect(explainStart(error)).toMatch(/^PostgreSQL does not answer/)
  })
  it('finds it among several attempts', () => {
    expect(
      explainStart(new Error('up to date', { cause: new AggregateError([coded('ECONNREFUSED')], 'both') })),
    ).toMatch(/^PostgreSQL/)
  })
  it('says that the folder cannot be written, without a stack', () => {
    const said = explainStart(coded('EACCES'))
    expect(said).toMatch(/RELAY_DATA/)
    expect(said).not.toMatch(/at .*\.ts/)
  })
  it('keeps the stack of what nobody foresaw', () => {
    expect(explainStart(new Error('odd'))).toMatch(/odd\n\s+at /)
  })
})
