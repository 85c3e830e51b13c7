import { readFileSync } from 'node:fs'

/** User and system time of a process so far, in milliseconds, by hundredths of a second (Linux only); the name of the program, in brackets, may hold blanks. */
export function workOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
