import { useEffect, useMemo } from 'preact/hooks'
import { TakenNotice } from '../conversation/taken-notice.tsx'
import type { InboxState } from './create-inbox-state.ts'
import { liveSignal } from './live-signal.ts'
import { forgetTaken, readTaken } from './taken.ts'

/** Above the list: what was half written in conversations that a colleague has by now, with its files. They stand in no list any more, so nobody would find his words there; the open one shows its own. */
export default function KeptWords({ state }: { state: InboxState }) {
  const { database, route } = state
  const taken = useMemo(() => liveSignal(() => () => readTaken(database)), [database])
  useEffect(() => taken.stop, [taken])
  return (
    <>
      {taken.value.value
        ?.filter(({ conversationId }) => conversationId !== route.open.value)
        .map((row) => (
          <TakenNotice
            key={row.conversationId}
            taken={row}
            named
            close={() => void forgetTaken(database, row.conversationId)}
          />
        ))}
    </>
  )
}
