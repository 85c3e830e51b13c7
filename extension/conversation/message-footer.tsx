import type { ChannelStatus } from '../../shared/channel-status.ts'
import { type Hold, isOurs, type Message } from '../../shared/message.ts'
import { clockTime } from '../design/show-time.ts'
import { useSeconds } from '../design/use-seconds.ts'
import type { BadEndDeeds } from './bad-end.tsx'
import { holdSentence } from './hold-sentences.ts'
import type { LineProps, LineSurroundings } from './line-surroundings.ts'
import { EditedMark } from './message-marks.tsx'
import { isRepeatable } from './repeat-message.ts'
import { StageStripLine } from './stage-strip-line.tsx'
import { deedsFor } from './what-may-be-done.ts'

/** When it was, what became of it, and on ours how far it is. */
export function MessageFooter({ message, around, askToDelete }: LineProps & { askToDelete: () => void }) {
  const { conversation, onec, channel, now } = around
  return (
    <footer class="message-footer">
      {message.edited && <EditedMark edited={message.edited} now={now} />}
      <time dateTime={new Date(message.at).toISOString()}>{clockTime(message.at)}</time>
      {isOurs(message) && (
        <StageStripLine
          stages={message.stages}
          hold={message.hold && <HoldWords hold={message.hold} channel={channel} />}
          uploaded={conversation.uploads.value.get(message.id)}
          onec={onec}
          channelId={channel?.channelId}
          now={now}
          deeds={badEndDeeds(message, around, askToDelete)}
        />
      )}
    </footer>
  )
}

/** What this employee can do when it did not arrive. */
function badEndDeeds(message: Message, around: LineSurroundings, askToDelete: () => void): BadEndDeeds {
  const { conversation, employee, mayReply, now } = around
  if (!mayReply || message.deleted !== undefined) return {}
  const isRepeated = conversation.repeated.value.has(message.id)
  return {
    repeat: isRepeatable(message) && !isRepeated ? () => void conversation.repeat(message) : undefined,
    writeAgain: message.text === '' ? undefined : () => around.writeAgain(message.text),
    remove: deedsFor(message, now, employee).includes('delete') ? askToDelete : undefined,
  }
}

function HoldWords({ hold, channel }: { hold: Hold; channel: ChannelStatus | undefined }) {
  return <>{holdSentence(hold, useSeconds(), channel)}</>
}
