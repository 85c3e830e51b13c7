import { readFileSync } from 'node:fs'
import JSZip from 'jszip'

/** The oldest time that a zip can hold: what was packed when must not show. */
const always = new Date('1980-01-01T00:00:00Z')

/** One file of a package: its name in there, and where its bytes are. */
export interface Packed {
  name: string
  path: string
}

/** A zip of these files that is the same, byte for byte, whenever and wherever it is made. */
export async function zipOf(files: readonly Packed[]): Promise<Buffer> {
  const zip = new JSZip()
  for (const { name, path } of [...files].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    zip.file(name, readFileSync(path), { date: always, createFolders: false, unixPermissions: 0o644 })
  }
  return await zip.generateAsync({
    type: 'nodebuffer',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
    platform: 'UNIX',
  })
}
