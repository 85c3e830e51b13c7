/** All keys that begin so; nothing else sorts above a string, a number and a date but another list. */
export const under = (...begin: IDBValidKey[]): IDBKeyRange => IDBKeyRange.bound(begin, [...begin, []])

/** Those of them whose next part is below `limit`. */
export const underBelow = (begin: IDBValidKey[], limit: number): IDBKeyRange =>
  IDBKeyRange.bound(begin, [...begin, limit], false, true)
