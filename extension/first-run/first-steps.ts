import type { ChannelState } from '../../shared/channel-status.ts'
import { has } from '../../shared/employee.ts'
import type { ConversationId } from '../../shared/ids.ts'
import type { HereRow } from '../database/database.ts'

/** What may be left to do between the installation and the first answer. */
export type FirstStep = 'address' | 'signIn' | 'number' | 'colleague' | 'onec' | 'message' | 'answer' | 'panel'

/** These can be done another day. */
export const passable = ['colleague', 'onec'] as const satisfies FirstStep[]
export type PassableStep = (typeof passable)[number]
export const isPassable = (step: FirstStep): step is PassableStep => passable.some((other) => other === step)

/** How far the work with clients has come. */
export type FirstWork =
  | { state: 'nothing' }
  | { state: 'clientWaits'; conversationId: ConversationId; name: string }
  | { state: 'answered' }

export interface FirstRunKnowledge {
  here: HereRow | null
  addressByPolicy: boolean
  /** `undefined` until the relay has told. */
  employeeCount: number | undefined
  work: FirstWork
  passedOver: readonly PassableStep[]
  /** Something stands there that is shown once: nobody is taken away from it. */
  held: PassableStep | undefined
  /** The button stands in the toolbar; `undefined` where the browser does not tell. */
  pinned: boolean | undefined
  panelOpened: boolean
}

export interface StepLine {
  step: FirstStep
  /** `passed`: left for another day. */
  state: 'done' | 'passed' | 'now' | 'later'
  /** The company's policy has done it. */
  byPolicy?: true
}

/** The steps of this person, each as the relay tells; the first that is not done is the one to do now. */
export function firstSteps(known: FirstRunKnowledge): StepLine[] {
  const steps = stepsOf(known.here)
  const now = steps.find((step) => known.held === step || !isSettled(step, known))
  return steps.map((step) => ({
    step,
    state: step === now ? 'now' : stateOf(step, known),
    ...(step === 'address' && known.addressByPolicy ? { byPolicy: true as const } : {}),
  }))
}

export const stepNow = (lines: readonly StepLine[]): FirstStep | undefined =>
  lines.find(({ state }) => state === 'now')?.step

/** Who has not signed in yet may be anybody: what comes after is not promised. */
function stepsOf(here: HereRow | null): FirstStep[] {
  const employee = here?.employee // null before the background has written anything
  if (employee === undefined) return ['address', 'signIn', 'panel']
  if (!has(employee, 'admin')) return ['address', 'signIn', 'panel']
  return ['address', 'signIn', 'number', 'colleague', 'onec', 'message', 'answer']
}

function stateOf(step: FirstStep, known: FirstRunKnowledge): StepLine['state'] {
  if (isDone(step, known)) return 'done'
  return isSettled(step, known) ? 'passed' : 'later'
}

/** Where clients write already, what could wait until another day has been left for it. */
const isSettled = (step: FirstStep, known: FirstRunKnowledge): boolean =>
  isDone(step, known) || (isPassable(step) && (known.passedOver.includes(step) || known.work.state !== 'nothing'))

function isDone(step: FirstStep, known: FirstRunKnowledge): boolean {
  const { here, work } = known
  switch (step) {
    case 'address':
      return known.addressByPolicy || (here !== null && here.link !== 'notSetUp')
    case 'signIn':
      return here?.employee !== undefined
    case 'number':
      return here?.channels.some(({ state }) => isLinked(state)) === true
    case 'colleague':
      return (known.employeeCount ?? 0) > 1
    case 'onec':
      return here?.onec !== undefined && here.onec.state !== 'none'
    case 'message':
      return work.state !== 'nothing'
    case 'answer':
      return work.state === 'answered'
    case 'panel':
      return known.panelOpened || known.pinned === true || work.state === 'answered'
  }
}

const linked: readonly ChannelState[] = ['connecting', 'online', 'suspect', 'reconnecting']
const isLinked = (state: ChannelState): boolean => linked.includes(state)
