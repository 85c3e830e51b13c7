import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import * as v from 'valibot'
import { type Country, isCountry } from './phone-text.ts'

/** Everything the relay is told from outside. Parsed once; nobody else reads the environment. */
export interface Settings {
  host: string
  port: number
  dataDir: string
  databaseUrl: string | undefined
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  /** Bytes. */
  fileLimit: number
  /** The largest file that 1C may put. Bytes. */
  onecFileLimit: number
  /** The largest picture, video or voice message that leaves as such; a larger one is a document. Bytes. */
  pictureLimit: number
  /** How many days files are kept; 0: for ever. */
  keepFilesDays: number
  /** How many bytes the media folder may take; 0: as many as there is room for. */
  mediaLimit: number
  /** Where the office is, for the schedule of the exchange. */
  timeZone: string
  /** In whose form people write phones without a country code. */
  country: Country
  /** The name of one more administrator, for whom this start prints a sign-in code. */
  newAdministrator: string | undefined
  /** The WebSocket of a stand-in for WhatsApp on this machine, for tests and the demo. */
  whatsappStandIn: string | undefined
  /** The version of WhatsApp Web to present, when WhatsApp has stopped to accept the built-in one. */
  whatsappVersion: [number, number, number] | undefined
}

export type Environment = Record<string, string | undefined>

/** Thrown with every mistake at once, in plain words. */
export class WrongSettings extends Error {
  override name = 'WrongSettings'
  constructor(readonly mistakes: string[]) {
    super(
      `The settings have ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n${mistakes.map((line) => `  - ${line}`).join('\n')}`,
    )
  }
}

const wholeNumber = (min: number, max: number, what: string) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, `${what}: a whole number from ${min} to ${max} is wanted`),
    v.transform(Number),
    v.minValue(min, `${what}: at least ${min} is wanted`),
    v.maxValue(max, `${what}: at most ${max} is wanted`),
  )

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const localTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

const schema = v.object({
  RELAY_HOST: v.optional(v.pipe(v.string(), v.minLength(1, 'the address to listen on must not be empty')), '127.0.0.1'),
  RELAY_PORT: v.optional(wholeNumber(0, 65_535, 'the port'), '8787'),
  RELAY_DATA: v.optional(v.pipe(v.string(), v.minLength(1, 'the data folder must not be empty')), 'data'),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^postgres(ql)?:\/\/\S+$/,
        'an address like postgres://user:password@host:5432/database is wanted; leave it out for SQLite',
      ),
    ),
  ),
  RELAY_LOG_LEVEL: v.optional(
    v.picklist(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'one of fatal, error, warn, info, debug, trace, silent is wanted',
    ),
    'info',
  ),
  RELAY_FILE_LIMIT_MB: v.optional(wholeNumber(1, 2_000, 'the largest file in megabytes'), '100'),
  RELAY_ONEC_FILE_LIMIT_MB: v.optional(wholeNumber(1, 2_000, 'the largest file from 1C in megabytes'), '20'),
  RELAY_PICTURE_LIMIT_MB: v.optional(
    wholeNumber(1, 100, 'the largest picture, video or voice message in megabytes'),
    '16',
  ),
  RELAY_KEEP_FILES_DAYS: v.optional(wholeNumber(0, 36_500, 'how many days files are kept'), '0'),
  RELAY_MEDIA_LIMIT_GB: v.optional(wholeNumber(0, 100_000, 'how many gigabytes the files may take'), '0'),
  RELAY_TIME_ZONE: v.optional(
    v.pipe(v.string(), v.check(isTimeZone, 'a time zone like Europe/Moscow is wanted')),
    localTimeZone,
  ),
  RELAY_COUNTRY: v.optional(
    v.pipe(v.string(), v.toUpperCase(), v.guard(isCountry, 'two letters of a country like RU, KZ or DE are wanted')),
    'RU',
  ),
  RELAY_NEW_ADMINISTRATOR: v.optional(v.pipe(v.string(), v.maxLength(100, 'a name of at most 100 letters is wanted'))),
  RELAY_WHATSAPP_STAND_IN: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^ws:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+\//,
        'only a stand-in on this machine, like ws://127.0.0.1:9000/ws/chat, is allowed',
      ),
    ),
  ),
  RELAY_WHATSAPP_VERSION: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+\.\d+\.\d+$/, 'a version like 2.3000.1023223821 is wanted'),
      v.transform(threeNumbers),
    ),
  ),
})

/** Reads the settings from the environment; `.env` fills in what the environment leaves open. @throws WrongSettings */
export function readSettings(environment: Environment, dotEnv: string | undefined): Settings {
  const given = { ...(dotEnv === undefined ? {} : parseEnv(dotEnv)), ...withoutEmpty(environment) }
  const parsed = v.safeParse(schema, withoutEmpty(given))
  const unknown = Object.keys(given).filter((name) => name.startsWith('RELAY_') && !(name in schema.entries))
  const mistakes = [
    ...(parsed.success
      ? []
      : parsed.issues.map(
          (issue) => `${issue.path?.[0]?.key ?? '?'}=${String(issue.path?.[0]?.value)}: ${issue.message}`,
        )),
    ...unknown.map((name) => `${name}: there is no such setting; the README lists them`),
  ]
  if (!parsed.success || mistakes.length > 0) throw new WrongSettings(mistakes)
  return toSettings(parsed.output)
}

/** The text of `.env` in the working folder; undefined when there is none. */
export function readDotEnv(file = '.env'): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

const toSettings = (given: v.InferOutput<typeof schema>): Settings => ({
  host: given.RELAY_HOST,
  port: given.RELAY_PORT,
  dataDir: given.RELAY_DATA,
  databaseUrl: given.DATABASE_URL,
  logLevel: given.RELAY_LOG_LEVEL,
  fileLimit: given.RELAY_FILE_LIMIT_MB * 1024 * 1024,
  onecFileLimit: Math.min(given.RELAY_ONEC_FILE_LIMIT_MB, given.RELAY_FILE_LIMIT_MB) * 1024 * 1024,
  pictureLimit: given.RELAY_PICTURE_LIMIT_MB * 1024 * 1024,
  keepFilesDays: given.RELAY_KEEP_FILES_DAYS,
  mediaLimit: given.RELAY_MEDIA_LIMIT_GB * 1024 ** 3,
  timeZone: given.RELAY_TIME_ZONE,
  country: given.RELAY_COUNTRY,
  newAdministrator: given.RELAY_NEW_ADMINISTRATOR,
  whatsappStandIn: given.RELAY_WHATSAPP_STAND_IN,
  whatsappVersion: given.RELAY_WHATSAPP_VERSION,
})

function threeNumbers(version: string): [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return [major, minor, patch]
}

/** `NAME=` in a file or a shell means "not set". */
const withoutEmpty = (given: Environment): Environment =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
