import * as v from 'valibot'

/** A newer relay may know words that we do not: so often we look what is left without them. */
const looks = 6

/**
 * Reads what a relay of the same protocol says, also one that is newer than we are. What is not understood is left out where it may be absent, an entry of a list as a whole; a kind
 * of message that is not known here is an unsupported message. What was missing all along stays a failure. Changes `said`.
 */
export function readTolerantly<Schema extends v.GenericSchema>(
  schema: Schema,
  said: unknown,
): v.SafeParseResult<Schema> {
  let read = v.safeParse(schema, said)
  for (let look = 1; look < looks && !read.success; look += 1) {
    // From the end: what is left out of a list must not move those that come before.
    const paths = read.issues.map(({ path = [] }) => path.map(({ key }) => key)).reverse()
    if (paths.map((path) => leaveOut(said, path)).every((left) => !left)) return read
    read = v.safeParse(schema, said)
  }
  return read
}

/** What has to be there and is not makes its holder mean nothing: that is left out then. @returns whether there was anything to leave out */
function leaveOut(said: unknown, path: unknown[]): boolean {
  const [holder, key] = [at(said, path.slice(0, -1)), path.at(-1)]
  if (Array.isArray(holder) && typeof key === 'number') {
    holder.splice(key, 1)
    return true
  }
  if (!isRecord(holder) || typeof key !== 'string') return false
  if (holder[key] === undefined) return leaveOut(said, path.slice(0, -1))
  if (key === 'kind' && holder[key] !== 'unsupported') holder[key] = 'unsupported'
  else delete holder[key]
  return true
}

const at = (said: unknown, path: unknown[]): unknown =>
  path.reduce<unknown>((value, key) => {
    if (Array.isArray(value) && typeof key === 'number') return value[key]
    return isRecord(value) && typeof key === 'string' ? value[key] : undefined
  }, said)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
