/** In pieces: `String.fromCharCode` takes only so many arguments at once. */
const pieceLength = 0x8000

export function base64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer)
  let binary = ''
  for (let start = 0; start < bytes.length; start += pieceLength) {
    binary += String.fromCharCode(...bytes.subarray(start, start + pieceLength))
  }
  return btoa(binary)
}
