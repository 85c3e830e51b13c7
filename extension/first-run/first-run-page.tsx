import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { HereRow } from '../database/database.ts'
import { Banner, BannerPlace } from '../design/banner.tsx'
import { Icon } from '../design/icon.tsx'
import { notices } from '../inbox/link-sentences.ts'
import type { SettingsState } from '../messenger-settings/create-settings-state.ts'
import { Finished } from './finished.tsx'
import { type StepLine, stepNow } from './first-steps.ts'
import { StepNow } from './step-now.tsx'
import { stepOutcome } from './step-outcome.ts'

interface PageProps {
  state: SettingsState
  here: HereRow | null
}

/** From the installation to the first answer: the steps of this person, one open at a time. */
export function FirstRunPage({ state, here }: PageProps) {
  const lines = state.firstRun.lines.value
  return lines && <FirstSteps state={state} here={here} lines={lines} /> // undefined while the store is read
}

function FirstSteps({ state, here, lines }: PageProps & { lines: StepLine[] }) {
  const now = stepNow(lines)
  const title = useRef<HTMLHeadingElement>(null)
  useGoTo(now === undefined, title)
  const signedIn = here?.employee !== undefined // null before the background has written anything
  const lineDown = signedIn && here.link !== 'live' && here.link !== 'connecting' ? notices(here, state.now.value) : []
  return (
    <main class="first-run">
      <h1 ref={title} tabIndex={-1}>
        {i18n.t(now === undefined ? 'start.finishedTitle' : 'start.title')}
      </h1>
      <p class="quiet">{i18n.t(now === undefined ? 'start.finishedLead' : 'start.lead')}</p>
      <BannerPlace>
        {lineDown.map(({ tone, text }) => (
          <Banner key={text} tone={tone} text={text} />
        ))}
      </BannerPlace>
      {now === undefined && <Finished state={state} here={here} />}
      <ol class="first-steps">
        {lines.map((line, place) => (
          <Step key={line.step} line={line} place={place + 1} state={state} here={here} />
        ))}
      </ol>
      <p>
        <a href="#/access">{i18n.t('start.allSettings')}</a>
      </p>
    </main>
  )
}

interface StepProps extends PageProps {
  line: StepLine
  place: number
}

function Step({ line, place, state, here }: StepProps) {
  const isNow = line.state === 'now'
  const title = useRef<HTMLHeadingElement>(null)
  useGoTo(isNow, title)
  return (
    <li
      class="first-step"
      data-testid="first-step"
      data-step={line.step}
      data-state={line.state}
      aria-current={isNow ? 'step' : undefined}
    >
      <span class="step-sign" aria-hidden="true">
        {line.state === 'done' ? <Icon name="sent" /> : line.state === 'passed' ? <Icon name="minus" /> : place}
      </span>
      <h2 ref={title} tabIndex={-1}>
        {i18n.t(`start.${line.step}`)}
        <StepNote line={line} outcome={stepOutcome(line.step, here, state.access.usedAddress.value)} />
      </h2>
      {line.step === 'address' && line.state === 'done' && here?.employee === undefined && line.byPolicy !== true && (
        <a class="step-change" href="#/access">
          {i18n.t('start.change')}
        </a>
      )}
      {isNow && (
        <div class="step-body">
          <StepNow step={line.step} state={state} here={here} />
        </div>
      )}
    </li>
  )
}

/** What has come of it, where that can be said in a word. */
function StepNote({ line: { state, byPolicy }, outcome }: { line: StepLine; outcome: string | undefined }) {
  if (state === 'now' || state === 'later') return null
  const words = i18n.t(byPolicy ? 'start.byPolicy' : `start.${state}`)
  return (
    <span class="step-note">
      {state === 'done' && outcome !== undefined ? (
        <>
          <span class="spoken">{words}: </span>
          {outcome}
        </>
      ) : (
        words
      )}
    </span>
  )
}

/** Whoever has just finished a step is taken to the next one: by the keyboard, and by what is read aloud. Not when the page opens. */
function useGoTo(isNow: boolean, title: { current: HTMLHeadingElement | null }): void {
  const opened = useRef(false)
  useEffect(() => {
    // A field that waits to be typed in has it already.
    const isThere = title.current?.parentElement?.contains(document.activeElement) === true // null never: it has just been drawn
    if (isNow && opened.current && !isThere) title.current?.focus()
    opened.current = true
  }, [isNow])
}
