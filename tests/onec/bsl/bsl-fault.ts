/** What is wrong in a module of 1C, and where. */
export class BslFault extends Error {
  constructor(
    readonly line: number,
    readonly what: string,
  ) {
    super(`line ${line}: ${what}`)
  }
}
