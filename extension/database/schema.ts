/**
 * The stores of the profile's database: the key first, then the indexes, in Dexie's notation. The pages' Dexie and the worker's store both make their database of this,
 * whichever opens it first.
 */
export const schema = {
  // The last three indexes are only counted, never read: who counts by reading reads a thousand conversations at each event.
  conversations: [
    'id',
    'lastMessageAt',
    '[state+lastMessageAt]',
    '[ownerId+state+lastMessageAt]',
    '[waitsForMe+state]',
    '[waitsForMe+state+ownerId]',
    '[state+waitingSince]',
  ],
  // Of each conversation its end, without a hole.
  messages: ['id', '[conversationId+at]'],
  // Of a conversation in which somebody looks far up, that part, without a hole; between it and the end there is one.
  farMessages: ['id', '[conversationId+at]'],
  outbox: ['id', 'conversationId', 'typedAt'],
  drafts: ['conversationId'],
  draftFiles: ['id', 'conversationId'],
  here: ['key'],
  uploads: ['id', 'conversationId'],
  joined: ['from'],
  files: ['key', 'usedAt'],
  templates: ['[baseId+id]'],
  lookups: ['id', 'conversationId'],
  writing: ['[conversationId+employeeId]', 'until'],
  taken: ['conversationId'],
  quickReplies: ['id'],
  muted: ['conversationId'],
  notices: ['conversationId', 'told', 'mentioned'],
  recordings: ['[conversationId+part]'],
  readMarks: ['conversationId'],
  forms: ['id', 'conversationId'],
  takenFiles: ['id', 'conversationId'],
} as const

/** One more with every change of the schema. No older one need be known: what is missing is added, and no row is rewritten. */
export const schemaVersion = 6

/** Dexie counts in tenths. */
export const nativeVersion = schemaVersion * 10

export type StoreName = keyof typeof schema
/** Of an index, or of the key itself. */
export type IndexName<Name extends StoreName> = (typeof schema)[Name][number]

export const storeNames: StoreName[] = Object.keys(schema).filter((name): name is StoreName => name in schema)

/** `[a+b]` is a key of two parts. */
export const keyPathOf = (index: string): string | string[] =>
  index.startsWith('[') ? index.slice(1, -1).split('+') : index

export const databaseName = 'messenger-panel'
