import type { Page } from 'playwright-core'
import { refused } from '../../extension/background/scripted-relay.ts'
import { type Screen, type Stage, screen } from './stage.ts'

/** What stands in each part once the relay has answered. */
const parts = [
  ['access', '.card'],
  ['channels', '[data-testid=channel-state]'],
  ['synchronisation', 'input[type=time]'],
  ['onec', '.card'],
  ['queue', 'input[type=time]'],
  ['employees', '[data-testid=employee]'],
  ['routes', 'textarea'],
  ['audit', 'tbody tr'],
  ['pages', '.card'],
  ['quickReplies', '[data-testid=quick-reply]'],
  ['notifications', 'input[type=checkbox]'],
  ['appearance', 'input[type=radio]'],
] as const

export const settingsPart = async (stage: Stage, part: string, content: string): Promise<Page> => {
  const page = await stage.options(part)
  await page.locator(`.settings-part ${content}`).first().waitFor()
  return page
}

const large = { width: 1280, height: 800 }
/** The same window at 200 %. */
const zoomed = { width: 640, height: 400 }

export const settingsParts: Screen[] = [
  screen('settings-signed-in', 'who has signed in sees who he is here', async (stage) => {
    await stage.signIn()
    return await settingsPart(stage, 'access', '.who-am-i')
  }),
  ...parts.flatMap(([part, content]) => [
    screen(`settings-${part}`, `the part «${part}»`, async (stage) => {
      const page = await settingsPart(stage, part, content)
      await page.setViewportSize(large)
      return page
    }),
    screen(`zoomed-settings-${part}`, `the part «${part}» at 200 %`, async (stage) => {
      const page = await stage.options()
      await page.setViewportSize(zoomed)
      return page
    }),
  ]),
  screen('settings-start', 'the first steps of an office that works already', async (stage) => {
    const page = await stage.options('start')
    await page.setViewportSize(large)
    await page.locator('main.first-run').waitFor()
    return page
  }),
  screen('settings-loading', 'what the relay has not told yet shows that it is coming', async (stage) => {
    stage.relay.answer('GET /audit', () => new Promise(() => {}))
    const page = await stage.optionsAnew('audit')
    await page.locator('.settings-part .spinner').waitFor()
    return page
  }),
  screen('settings-problem', 'what the relay could not tell can be asked again', async (stage) => {
    stage.relay.answer('GET /audit', () => ({ status: 500, json: refused('internal') }))
    const page = await stage.optionsAnew('audit')
    await page.locator('.settings-part .problem').first().waitFor()
    return page
  }),
]
