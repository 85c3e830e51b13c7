import pino, { type Logger } from 'pino'
import type { Settings } from './settings.ts'

/** One structured logger for the process, to stderr. Never a message's text, never a secret. */
export function createLog(level: Settings['logLevel']): Logger {
  return pino(
    {
      level,
      redact: {
        paths: ['token', '*.token', 'password', '*.password', 'authorization', '*.authorization'],
      },
    },
    pino.destination(2),
  )
}
