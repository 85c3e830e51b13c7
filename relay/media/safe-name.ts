/** Those that turn the reading direction can make `gpj.exe` look like `exe.jpg`. */
const turning = '\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069'
const forbidden = new RegExp(`[\\p{Cc}\\p{Surrogate}\\ufeff${turning}/\\\\:*?"<>|]`, 'gu')

/** Control and path characters have no place in a name that people see and that ends on their disks. @param most characters. */
export function safeName(name: string, most = 150): string {
  const cleaned = name.replace(forbidden, '_').replace(/^\.+/, '_').trim()
  // The end is kept: it says what kind of file it is.
  const short = cleaned.slice(-most).replace(/\p{Surrogate}/gu, '')
  return short === '' ? 'file' : short
}
