import { type TextPiece, textPieces } from './text-pieces.ts'

/** A text with its line breaks and WhatsApp's own marks. Never HTML: whatever the client writes is shown as he wrote it. */
export function MessageText({ text }: { text: string }) {
  return (
    <p class="message-text" dir="auto">
      <Pieces pieces={textPieces(text)} />
    </p>
  )
}

function Pieces({ pieces }: { pieces: TextPiece[] }) {
  return (
    <>
      {pieces.map((piece, place) => (
        <Piece key={place} piece={piece} />
      ))}
    </>
  )
}

function Piece({ piece }: { piece: TextPiece }) {
  if ('link' in piece) {
    return (
      <a href={piece.link} target="_blank" rel="noopener noreferrer">
        {piece.text}
      </a>
    )
  }
  if ('text' in piece) return <>{piece.text}</>
  const inside = <Pieces pieces={piece.pieces} />
  switch (piece.style) {
    case 'bold':
      return <strong>{inside}</strong>
    case 'italic':
      return <em>{inside}</em>
    case 'strike':
      return <s>{inside}</s>
    case 'mono':
      return <code>{inside}</code>
  }
}
