import type { Page } from 'playwright-core'
import type { MessageEvent } from '../../../shared/events.ts'
import { defaultInboxSettings } from '../../../shared/inbox-settings.ts'
import { ivan, replied, wrote } from '../../extension/background/cast.ts'
import { refused } from '../../extension/background/scripted-relay.ts'
import { maria } from '../busy-day/people.ts'
import { number } from '../busy-day/settings.ts'
import { olga } from './new-office.ts'
import type { Screen, Stage } from './stage.ts'

const step = (page: Page, name: string) => page.locator(`[data-step=${name}]`)
/** The first steps, once this one is to be done. */
const now = async (stage: Stage, name: string): Promise<Page> => {
  const page = await stage.options()
  await page.locator(`[data-step=${name}][data-state=now]`).waitFor()
  return page
}

/** From the installation to the first answer, and the empty places on the way. */
export const firstDay: Screen[] = [
  {
    name: 'popup-not-set-up',
    says: 'the popup knows no relay yet',
    bring: async (stage) => {
      const page = await stage.popup()
      await page.locator('.empty-place').waitFor()
      return page
    },
  },
  {
    name: 'start-address',
    says: 'the first step asks for the relay',
    bring: async (stage) => {
      await stage.options('start')
      return await now(stage, 'address')
    },
  },
  {
    name: 'start-address-wrong',
    says: 'what was typed is no address',
    bring: async (stage) => {
      const page = await stage.options()
      await page.getByTestId('relay-address').fill('реле в подвале')
      await page.getByTestId('relay-connect').click()
      await page.locator('.problem').first().waitFor()
      return page
    },
  },
  {
    name: 'start-sign-in',
    says: 'the relay has no administrator yet',
    bring: async (stage) => {
      const page = await stage.options()
      await page.getByTestId('relay-address').fill(stage.relay.address)
      await page.getByTestId('relay-connect').click()
      await page.getByTestId('setup-code').waitFor()
      return await now(stage, 'signIn')
    },
  },
  {
    name: 'popup-signed-out',
    says: 'the popup waits for somebody to sign in',
    bring: async (stage) => {
      const page = await stage.popup()
      await page.locator('[data-testid=link-state][data-state=signedOut]').waitFor()
      return page
    },
  },
  {
    name: 'start-sign-in-refused',
    says: 'the setup code is another one',
    bring: async (stage) => {
      const page = await stage.options()
      stage.relay.answer('POST /setup', () => ({ status: 401, json: refused('unauthorized') }))
      await page.getByTestId('setup-code').fill('AAAA-BBBB-CCCC')
      await page.getByTestId('setup-name').fill('Мария')
      await page.getByTestId('setup-submit').click()
      await page.locator('.problem').first().waitFor()
      stage.relay.answer('POST /setup', () => ({ json: { token: 'token-of-maria', employee: maria } }))
      return page
    },
  },
  {
    name: 'start-number',
    says: 'the code for the company’s phone',
    bring: async (stage) => {
      const page = await stage.options()
      await page.getByTestId('setup-submit').click()
      await page.getByTestId('qr').waitFor()
      return await now(stage, 'number')
    },
  },
  {
    name: 'popup-unpaired',
    says: 'the number is not paired: the list says so and what to do',
    bring: async (stage) => {
      const page = await stage.popup()
      await page.locator('[data-testid=channel-state][data-state=waitingForScan]').waitFor()
      return page
    },
  },
  {
    name: 'start-colleague',
    says: 'a colleague may be invited',
    bring: async (stage) => {
      stage.relay.tell({ type: 'channel', channel: number })
      const page = await now(stage, 'colleague')
      await page.getByTestId('invite-name').waitFor()
      return page
    },
  },
  {
    name: 'start-colleague-code',
    says: 'his code stands there once',
    bring: async (stage) => {
      const employees = [{ employee: maria, signedInAt: Date.now() }, { employee: olga }]
      stage.relay.answer('GET /employees', () => ({ json: { employees, onecDecides: false, sources: [] } }))
      const page = await stage.options()
      await page.getByTestId('invite-name').fill('Ольга Иванова')
      await page.getByTestId('invite-submit').click()
      await page.getByTestId('invite-code').waitFor()
      return page
    },
  },
  {
    name: 'start-onec',
    says: '1C may be linked, or later',
    bring: async (stage) => {
      await step(await stage.options(), 'colleague')
        .getByTestId('go-on')
        .click()
      return await now(stage, 'onec')
    },
  },
  {
    name: 'start-onec-key',
    says: 'the base’s key stands there once',
    bring: async (stage) => {
      const page = await stage.options()
      await page.getByTestId('base-name').fill('Управление торговлей')
      await page.getByTestId('base-link').click()
      await page.getByTestId('base-token').waitFor()
      return page
    },
  },
  {
    name: 'start-message',
    says: 'the first message is waited for',
    bring: async (stage) => {
      stage.relay.tell({ type: 'onec', onec: { state: 'silent', replyRoute: 'direct', trouble: 'neverCame' } })
      await step(await stage.options(), 'onec')
        .getByTestId('go-on')
        .click()
      return await now(stage, 'message')
    },
  },
  ...([1, 2, 3, 4] as const).map((tab) => ({
    name: `popup-empty-${tab}`,
    says: `tab ${tab} with nothing in it`,
    bring: async (stage: Stage) => {
      const page = await stage.list(tab)
      await page.locator('.empty-place').waitFor()
      return page
    },
  })),
  {
    name: 'settings-nothing-yet-onec',
    says: 'no base is linked',
    bring: async (stage) => await part(stage, 'onec', '[data-testid=base-name]'),
  },
  {
    name: 'settings-nothing-yet-routes',
    says: 'no groups, no rules',
    bring: async (stage) => {
      stage.relay.answer('GET /groups', () => ({ json: { groups: [] } }))
      stage.relay.answer('GET /settings/inbox', () => ({ json: defaultInboxSettings }))
      return await part(stage, 'routes', '[data-testid=rule-add]')
    },
  },
  {
    name: 'settings-nothing-yet-quick-replies',
    says: 'no quick replies',
    bring: async (stage) => {
      stage.relay.answer('GET /quick-replies', () => ({ json: { quickReplies: [] } }))
      return await part(stage, 'quickReplies', '[data-testid=quick-reply-add]')
    },
  },
  {
    name: 'start-answer',
    says: 'the first client has written',
    bring: async (stage) => {
      stage.happens(today(wrote(ivan, 2), 'Здравствуйте! Вы работаете в субботу?'))
      await stage.options('start')
      return await now(stage, 'answer')
    },
  },
  {
    name: 'popup-one',
    says: 'one conversation',
    bring: async (stage) => {
      const page = await stage.list(2)
      await page.getByTestId('conversation-row').waitFor()
      return page
    },
  },
  {
    name: 'start-finished',
    says: 'all is done, and what comes next',
    bring: async (stage) => {
      stage.happens(today(replied(ivan, 3, 3, 'read'), 'Да, с десяти до шести.'))
      const page = await stage.options()
      await page.getByTestId('first-run-finished').waitFor()
      return page
    },
  },
  {
    name: 'start-employee',
    says: 'who was invited has three steps',
    bring: async (stage) => {
      stage.relay.tell({ type: 'employee', employee: { ...olga, id: maria.id } })
      const page = await stage.options()
      await page.locator('[data-testid=first-step]').nth(3).waitFor({ state: 'detached' })
      return page
    },
  },
  {
    name: 'settings-employee',
    says: 'who is no administrator sees what concerns his own browser',
    bring: async (stage) => await part(stage, 'access', '.who-am-i'),
  },
  {
    name: 'popup-empty-for-employee',
    says: 'an employee reads where his colleagues’ conversations are',
    bring: async (stage) => {
      stage.tell({ type: 'gone', conversationIds: [ivan.id] })
      const page = await stage.list(3)
      await page.locator('.empty-place').waitFor()
      return page
    },
  },
]

/** What the cast says, said now and in these words. */
const today = (event: MessageEvent, text: string): MessageEvent => {
  const at = Date.now()
  const { waitingSince, lastMessage, ...conversation } = event.conversation
  return {
    ...event,
    message: { ...event.message, at, text },
    conversation: {
      ...{ ...conversation, lastMessageAt: at },
      ...(lastMessage === undefined ? {} : { lastMessage: { ...lastMessage, text } }),
      ...(waitingSince === undefined ? {} : { waitingSince: at }),
    },
  }
}

const part = async (stage: Stage, name: string, content: string): Promise<Page> => {
  const page = await stage.optionsAnew(name)
  await page.locator(content).first().waitFor()
  return page
}
