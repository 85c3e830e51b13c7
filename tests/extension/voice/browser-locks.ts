type Waiting = {
  name: string
  mode: LockMode
  callback: (lock: Lock | null) => unknown
  settle: (made: unknown) => void
}

/** The browser's locks of one profile, as its windows share them: in turn, several at once where they are shared. */
export class BrowserLocks {
  #held: Waiting[] = []
  #waiting: Waiting[] = []

  readonly request: LockManager['request'] = (name: string, ...rest: unknown[]) => {
    const callback = rest.at(-1) as (lock: Lock | null) => unknown
    const { mode = 'exclusive', ifAvailable = false } = (rest.length > 1 ? rest[0] : {}) as LockOptions
    return new Promise((settle) => {
      const asked: Waiting = { name, mode, callback, settle: settle as Waiting['settle'] }
      if (ifAvailable && !this.#isFree(asked, this.#waiting)) return asked.settle(callback(null))
      this.#waiting.push(asked)
      this.#give()
    })
  }

  readonly query = async () => ({ held: this.#held.map(({ name, mode }) => ({ name, mode })), pending: [] })

  #isFree({ name, mode }: Waiting, before: readonly Waiting[]): boolean {
    const inTheWay = (other: Waiting) => other.name === name && (mode === 'exclusive' || other.mode === 'exclusive')
    return ![...this.#held, ...before].some(inTheWay)
  }

  #give(): void {
    const next = this.#waiting.find((asked, place) => this.#isFree(asked, this.#waiting.slice(0, place)))
    if (next === undefined) return
    this.#waiting = this.#waiting.filter((other) => other !== next)
    this.#held.push(next)
    void Promise.resolve(next.callback({ name: next.name, mode: next.mode })).then((made) => {
      this.#held = this.#held.filter((other) => other !== next)
      next.settle(made)
      this.#give()
    })
    this.#give()
  }
}
