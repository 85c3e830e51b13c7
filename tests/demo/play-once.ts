import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { createSteps, until } from './steps.ts'

/** The main job, played by itself: pair, receive, notify, reply through 1C, delivered, read. @returns the exit code */
export async function playOnce(extension: string): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const { step, totals } = createSteps(say)
  let company: Company | undefined
  const there = (): Company => {
    if (!company) throw new Error('nothing runs')
    return company
  }
  const anna = () => there().client('anna')
  let inbox: InboxPage | undefined
  const popup = (): InboxPage => {
    if (!inbox) throw new Error('the popup is not open')
    return inbox
  }
  const badge = (text: string) => until(async () => (await there().administrator.browser.badge()) === text)
  const told = (fits: (effect: { kind: string; body: Record<string, unknown> }) => boolean) =>
    there().onec.until(() => there().onec.effects().some(fits))

  try {
    await step('relay, WhatsApp and browser start; the setup code makes the first administrator', async () => {
      company = await Company.open({ extension, language: undefined })
    })
    await step('the phone scans the QR code from a picture of the options page', () => there().pairPhone())
    await step('a 1C base is linked and polls', async () => {
      await there().linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 20 } })
    })
    await step('the popup opens', async () => {
      inbox = new InboxPage(await there().administrator.browser.popup())
      await inbox.showAll()
    })
    await step(
      'a client writes: the badge counts',
      async () => {
        await anna().sendText(cast.company.number, 'Когда будет отгрузка?')
        await badge('1')
      },
      300,
    )
    await step('… the popup shows the message', () => popup().row('Анна Петрова').waitFor())
    await step('… a notification stands', () =>
      until(async () => (await there().administrator.browser.notifications()).length === 1),
    )
    await step('… 1C has it', () =>
      told(({ kind, body }) => kind === 'message' && body.text === 'Когда будет отгрузка?'),
    )
    await step('the conversation opens', () => popup().open('Анна Петрова'))
    await step(
      'the reply goes to 1C, 1C lets it go, the client has it',
      async () => {
        await popup().reply('Завтра до обеда')
        await anna().waitForMessage((message) => message.text === 'Завтра до обеда')
      },
      2_000,
    )
    await step('… the badge is empty again', () => badge(''))
    await step('… two ticks: it was delivered', () => popup().stageOf('Завтра до обеда', 'delivered'))
    await step('… the client reads it: the ticks turn', async () => {
      anna().markRead(anna().received.at(-1)?.id ?? '')
      await popup().stageOf('Завтра до обеда', 'read')
    })
    await step('… 1C knows that it was read', () =>
      told(({ kind, body }) => kind === 'status' && body.status === 'read'),
    )
  } catch {
    // The step has said it.
  } finally {
    await company?.close()
  }
  const { passed, failed } = totals()
  say(`\n${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}
