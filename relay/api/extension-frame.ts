import * as v from 'valibot'
import { type ExtensionFrame, extensionFrameSchema } from '../../shared/commands.ts'

/** A frame of the extension's; undefined when it cannot be understood. */
export function readFrame(text: string): ExtensionFrame | undefined {
  try {
    const parsed = v.safeParse(extensionFrameSchema, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
