import { open } from 'node:fs/promises'

/** Where the flags of an extended WebP stand, and the one that says that it moves. */
const flagsAt = 20
const moves = 0x02

/** Whether a WebP moves: phones play a sticker only when they are told. @returns false for what cannot be read. */
export async function isMovingWebp(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined)
  try {
    const head = Buffer.alloc(flagsAt + 1)
    await file?.read(head, 0, head.length, 0)
    return head.toString('latin1', 8, 16) === 'WEBPVP8X' && ((head[flagsAt] ?? 0) & moves) !== 0
  } finally {
    await file?.close()
  }
}
