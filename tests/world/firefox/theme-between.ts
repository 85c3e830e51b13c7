import * as v from 'valibot'
import type { OwnQuestions } from './own-questions.ts'

/** Playwright's wish for light or dark; the long-term Firefox does not know the command, but its own setting. */
export const themeCommandSchema = v.looseObject({
  method: v.literal('emulation.setMediaFeaturesOverride'),
  params: v.looseObject({
    features: v.looseObject({ 'prefers-color-scheme': v.optional(v.nullable(v.string())) }),
    contexts: v.array(v.string()),
  }),
})
export type ThemeCommand = v.InferOutput<typeof themeCommandSchema>

const windowsSchema = v.object({
  result: v.object({ contexts: v.tupleWithRest([v.object({ context: v.string() })], v.unknown()) }),
})
const setting = 'layout.css.prefers-color-scheme.content-override'

/** Shows all pages of this Firefox light or dark; settles when the named ones are. */
export async function showTheme(own: OwnQuestions, { params: { features, contexts } }: ThemeCommand): Promise<void> {
  const theme = features['prefers-color-scheme']
  if (theme !== 'dark' && theme !== 'light') return
  const windows = v.parse(windowsSchema, await own.ask('browsingContext.getTree', { 'moz:scope': 'chrome' }))
  const evaluate = (context: string, expression: string) =>
    own.ask('script.evaluate', { expression, target: { context }, awaitPromise: true, resultOwnership: 'none' })
  const [{ context: ownWindow }] = windows.result.contexts
  await evaluate(ownWindow, `Services.prefs.setIntPref('${setting}', ${theme === 'dark' ? 0 : 1})`)
  await Promise.all(contexts.map((page) => evaluate(page, untilIs(theme))))
}

const untilIs = (theme: 'dark' | 'light') => `new Promise((done) => {
  const wished = matchMedia('(prefers-color-scheme: ${theme})')
  if (wished.matches) done()
  else wished.addEventListener('change', () => done(), { once: true })
})`
