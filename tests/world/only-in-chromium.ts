import { describe, it } from 'vitest'
import { engine } from './browser.ts'

/** Why a sentence is told in Chromium only: all the reasons there are. docs/development.md lists them. */
export const reasons = {
  contextMenu: 'nobody can press the browser’s own menu, and Firefox does not let its listener be called',
  chromiumsPage: 'it is about what Chromium’s own page of extensions says',
  update: 'an extension that is there for one session only takes the page by which the driver asks with it',
  policyFile: 'Firefox has one file of policies for all profiles of the machine',
} as const
export type Reason = keyof typeof reasons

type Sentence = (title: string, run: () => Promise<void>) => void

/** A sentence that cannot be told in Firefox: it stands there as passed over, with the reason. */
export const inChromium =
  (reason: Reason): Sentence =>
  (title, run) => {
    if (engine === 'chromium') it(title, run)
    else it.skip(`${title} — not in Firefox: ${reasons[reason]}`, run)
  }

/** The same for a whole story. @param inThere how it is told in Chromium */
export const storyInChromium =
  (reason: Reason, inThere: (title: string, tell: () => void) => void = describe) =>
  (title: string, tell: () => void): void => {
    if (engine === 'chromium') inThere(title, tell)
    else describe.skip(`${title} — not in Firefox: ${reasons[reason]}`, tell)
  }
