/** Runs tasks one after another, in the order in which they were given; a task that fails stops nobody behind it. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>

export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const mine = last.then(task)
    last = mine.catch(() => undefined)
    return mine
  }
}
