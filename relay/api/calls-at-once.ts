/** Counts the calls of each caller that are under way. */
export function createCallsAtOnce<Caller>(most: number) {
  const underWay = new Map<Caller, number>()
  return {
    /** @returns false when there are too many already; then it has not begun. */
    begin: (caller: Caller): boolean => {
      const before = underWay.get(caller) ?? 0
      if (before >= most) return false
      underWay.set(caller, before + 1)
      return true
    },
    end: (caller: Caller): void => {
      const left = (underWay.get(caller) ?? 1) - 1
      if (left > 0) underWay.set(caller, left)
      else underWay.delete(caller)
    },
  }
}
