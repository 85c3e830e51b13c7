import type { Infobase } from './infobase.ts'
import { BslException } from './values.ts'

/** One session of a base: its transaction. The base has one writer at a time, as if every transaction locked all. */
export class Session {
  private depth = 0
  private broken = false
  private release = () => {}

  constructor(private readonly infobase: Infobase) {}

  async begin(): Promise<undefined> {
    if (this.depth === 0) {
      this.release = await this.infobase.turn()
      this.infobase.db.exec('begin')
    }
    this.depth += 1
  }

  commit(): undefined {
    if (this.depth === 0) throw new BslException('Транзакция не активна')
    if (this.broken) throw new BslException('В данной транзакции уже происходили ошибки')
    this.depth -= 1
    if (this.depth === 0) this.end('commit')
  }

  /** Of a transaction inside another both are lost: 1C has no nested ones. */
  rollback(): undefined {
    if (this.depth === 0) throw new BslException('Транзакция не активна')
    this.depth -= 1
    this.broken = this.depth > 0
    if (this.depth === 0) this.end('rollback')
  }

  async write(what: () => undefined): Promise<undefined> {
    if (this.broken) throw new BslException('В данной транзакции уже происходили ошибки')
    if (this.depth > 0) return what()
    const release = await this.infobase.turn()
    try {
      return what()
    } finally {
      release()
    }
  }

  /** Code that ended with its transaction open, as after a crash. */
  abandon(): void {
    while (this.depth > 0) this.rollback()
  }

  private end(how: 'commit' | 'rollback'): void {
    this.broken = false
    this.infobase.db.exec(how)
    this.release()
  }
}
