/** What the clipboard holds, as far as the box asks. */
export interface Pasted {
  text: string
  /** Names of files. */
  files: readonly string[]
}

/**
 * Whether a paste means its files. Word and Excel put a picture of the text beside the text: then the text is meant. A file manager puts the names of the files beside them: then
 * the files are. Pure.
 */
export function meansFiles({ text, files }: Pasted): boolean {
  if (files.length === 0) return false
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.every((line) => files.some((name) => line.trim() === name || line.trim().endsWith(`/${name}`)))
}

/** Files of a paste or a drop; folders have no bytes and are left out. */
export function filesOf(transfer: DataTransfer): File[] {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file')
  const folders = new Set(items.filter((item) => item.webkitGetAsEntry?.()?.isDirectory === true))
  return items.filter((item) => !folders.has(item)).flatMap((item) => item.getAsFile() ?? [])
}

/** Whether files are being dragged, and no text or link. */
export const dragsFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') === true
