import type { OutboxRow } from '../database/database.ts'
import type { IconName } from '../design/icon.tsx'
import { ContactCards } from './kinds/contact-cards.tsx'
import { Place } from './kinds/place.tsx'
import { playTime } from './kinds/playing.ts'
import { Poll } from './kinds/poll.tsx'
import { FileLine } from './message-file.tsx'

/** What a waiting reply is besides its words: as it will stand in the conversation, or the file that is yet to be uploaded. */
export function OutboxPart({ row }: { row: OutboxRow }) {
  const { file, place, contacts, poll, document, voice, as } = row
  return (
    <>
      {file !== undefined && (
        <FileLine
          file={{ name: file.name, size: file.bytes.size }}
          icon={iconOf(as, voice)}
          note={voice && playTime(voice.seconds)}
        />
      )}
      {place !== undefined && <Place location={place} now={row.typedAt} />}
      {contacts !== undefined && <ContactCards contacts={contacts} />}
      {poll !== undefined && <Poll poll={{ ...poll, options: poll.options.map((text) => ({ text, votes: 0 })) }} />}
      {document !== undefined && <FileLine file={{ name: document.title, size: 0 }} />}
    </>
  )
}

function iconOf(as: OutboxRow['as'], voice: OutboxRow['voice']): IconName {
  if (voice !== undefined) return 'voice'
  return as === 'sticker' ? 'sticker' : as === 'gif' ? 'video' : 'file'
}
