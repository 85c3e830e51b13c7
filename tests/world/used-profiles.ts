import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve('.output-test', 'profiles')
const of = (language: string): string => join(folder, language)

/** In which the people of the stories have their Chromium. */
export const languagesOfStories = ['ru', 'en'] as const

/**
 * Chromium profiles in which the extension has been installed and its first steps were closed. The browser takes 2.5 seconds for that, and most people of the stories have it
 * behind them: they get a copy. Made once for all stories, beside the build that is installed in them.
 */
export const usedProfiles = {
  forget(): void {
    rmSync(folder, { recursive: true, force: true })
  },

  /** @param profile of a browser that is closed; it is moved */
  keep(profile: string, language: string): void {
    mkdirSync(folder, { recursive: true })
    cpSync(profile, `${of(language)}.new`, { recursive: true })
    renameSync(`${of(language)}.new`, of(language))
    rmSync(profile, { recursive: true, force: true })
  },

  /** @returns whether there was one */
  copyTo(profile: string, language: string | undefined): boolean {
    if (language === undefined || !existsSync(of(language))) return false
    cpSync(of(language), profile, { recursive: true })
    return true
  },
}
