import { textPieces } from './text-pieces.ts'

/** Plain text with its line breaks. Never HTML: whatever the client writes is shown as he wrote it. */
export function MessageText({ text }: { text: string }) {
  return (
    <p class="message-text">
      {textPieces(text).map((piece, place) =>
        piece.link === undefined ? (
          piece.text
        ) : (
          <a key={place} href={piece.link} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        ),
      )}
    </p>
  )
}
