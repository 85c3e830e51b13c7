import { currentStage, type Message } from '../../shared/message.ts'
import { mayFollow, type StageReached } from '../../shared/stage.ts'

/** The newer word about a message, without losing what is known already: receipts and answers overtake one another. */
export function mergeMessage(known: Message | undefined, told: Message): Message {
  if (known === undefined) return told
  const file = fartherFile(known, told)
  return { ...told, stages: fartherStages(known, told), ...(file === undefined ? {} : { file }) }
}

/** @returns undefined when this stage changes nothing. */
export function withStage(message: Message, reached: StageReached): Message | undefined {
  const current = currentStage(message)
  if (current !== undefined && !mayFollow(current.stage, reached.stage)) return undefined
  return { ...message, stages: [...message.stages, reached] }
}

function fartherStages(known: Message, told: Message): StageReached[] {
  const knownStage = currentStage(known)
  const toldStage = currentStage(told)
  if (knownStage === undefined) return told.stages
  return toldStage !== undefined && mayFollow(knownStage.stage, toldStage.stage) ? told.stages : known.stages
}

/** A file that is here, or gone for good, is not «being fetched» again. */
const fartherFile = (known: Message, told: Message) =>
  told.file?.state === 'fetching' && known.file !== undefined ? known.file : told.file
