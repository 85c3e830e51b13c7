import { createHash } from 'node:crypto'
import { constant, setConstant } from './infobase.ts'
import type { Part } from './parts.ts'
import type { RunningBase } from './running-base.ts'

/** A template of «Шаблоны сообщений», as the contract words it. */
export interface MessageTemplate {
  templateId: string
  name: string
  text: string
  fields?: string[]
}

/** The base's templates: sent whole when the relay has others. */
export const templates: Part = {
  toSend: (base, _mode, { templatesRevision }) => {
    const items = constant(base, 'templates')
    if (items === undefined) return {}
    const revision = createHash('sha256').update(items).digest('hex')
    return revision === templatesRevision ? {} : { templates: { revision, items: JSON.parse(items) } }
  },
}

/** What somebody does in «Шаблоны сообщений». It reaches the relay with the next packet. */
export interface Templates {
  /** All that there are now. */
  are(items: readonly (MessageTemplate | object)[]): void
}

export const templatesOf = (running: RunningBase): Templates => ({
  are: (items) => setConstant(running.base, 'templates', JSON.stringify(items)),
})
