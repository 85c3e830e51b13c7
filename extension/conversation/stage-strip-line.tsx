import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import type { StageReached } from '../../shared/stage.ts'
import { Icon } from '../design/icon.tsx'
import { clockTime } from '../design/show-time.ts'
import { stageIcon } from '../inbox/last-stage.tsx'
import { BadEnd, type BadEndDeeds } from './bad-end.tsx'
import { OnecWaitWords } from './onec-wait-words.tsx'
import { isWithoutOnec, type StageStrip, stageStrip } from './stage-strip.ts'
import { StageTimes } from './stage-times.tsx'

export interface StageStripLineProps {
  stages: StageReached[]
  /** Why it waits, in words. */
  hold?: ComponentChildren
  /** How much of its file is up, 0–100. */
  uploaded?: number | undefined
  onec: OnecStatus | undefined
  /** The number from which it leaves. */
  channelId: ChannelId | undefined
  now: Instant
  /** What can be done when it did not arrive. */
  deeds: BadEndDeeds
}

export function StageStripLine({ stages, hold, uploaded, onec, channelId, now, deeds }: StageStripLineProps) {
  const strip = stageStrip(stages, onec)
  switch (strip?.kind) {
    case undefined:
      return null
    case 'arrived':
      return (
        <span class="ticks" data-testid="stage-strip" data-stage={strip.stage}>
          {strip.withoutOnec && <span title={i18n.t('stage.withoutOnecHint')}>{i18n.t('stage.withoutOnec')}</span>}
          <StageTimes stages={stages} now={now}>
            <Icon name={stageIcon(strip.stage)} label={i18n.t(`stage.${strip.stage}`)} />
          </StageTimes>
        </span>
      )
    case 'onItsWay':
      return <OnItsWay strip={strip} hold={hold} uploaded={uploaded} onec={onec} channelId={channelId} />
    case 'endedBadly':
      return <BadEnd end={strip} deeds={deeds} />
  }
}

type OnItsWayProps = Pick<StageStripLineProps, 'hold' | 'uploaded' | 'onec' | 'channelId'> & {
  strip: Extract<StageStrip, { kind: 'onItsWay' }>
}

/** The stages that it has passed, what it waits for, and why it waits. */
function OnItsWay({ strip, hold, uploaded, onec, channelId }: OnItsWayProps) {
  const waitsSince = strip.waitsForOnecSince
  return (
    <div class="strip" data-testid="stage-strip">
      <ol class="strip-steps">
        {strip.reached.map(Reached)}
        {strip.awaited !== undefined && <li>{i18n.t(`stageAwaited.${strip.awaited}`)}</li>}
      </ol>
      {uploaded !== undefined && (
        <span class="strip-upload">
          <progress max={100} value={uploaded} aria-label={i18n.t('hold.uploading')} />
          {i18n.t('hold.uploaded', [uploaded])}
        </span>
      )}
      {hold !== undefined && (
        <span class="strip-warning" data-testid="hold">
          <Icon name="clock" />
          {hold}
        </span>
      )}
      {waitsSince !== undefined && onec !== undefined && (
        <OnecWaitWords onec={onec} acceptedAt={waitsSince} channelId={channelId} />
      )}
    </div>
  )
}

function Reached(reached: StageReached) {
  const { stage, at } = reached
  return (
    <li key={stage} data-reached="true">
      {i18n.t(isWithoutOnec(reached) ? 'stage.withoutOnec' : `stage.${stage}`)} {clockTime(at)}
    </li>
  )
}
