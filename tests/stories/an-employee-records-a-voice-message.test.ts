import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engine } from '../world/browser.ts'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { soundIn } from '../world/recordings.ts'
import { inBothThemes } from './screen-check.ts'

describe('an employee', () => {
  let company: Company
  let inbox: InboxPage
  const anna = () => company.client('anna')
  const voices = () => anna().received.filter(({ kind }) => kind === 'audioMessage')
  const press = (name: 'record' | 'pause' | 'finish' | 'cancel' | 'send') =>
    inbox.page.getByTestId(`voice-${name}`).click()
  /** How long the recording is by now, as it is shown. */
  const seconds = async () => {
    const [minutes, rest] = ((await inbox.page.getByTestId('voice-length').textContent()) ?? '').split(':').map(Number)
    return (minutes ?? 0) * 60 + (rest ?? 0)
  }
  const spokenFor = (wanted: number) => expect.poll(seconds).toBeGreaterThanOrEqual(wanted)
  const openPopup = async () => {
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.row(cast.anna.name).click()
  }

  beforeAll(async () => {
    company = await Company.open({ microphone: true })
    await company.pairPhone()
    await anna().sendText(cast.company.number, 'Запишите, как к вам пройти')
    await openPopup()
  })
  afterAll(() => company?.close())

  it('is asked for the microphone by a page in a tab, because a popup cannot ask', async () => {
    const { browser } = company.administrator
    const opened = browser.context.waitForEvent('page')
    await press('record')
    const question = await opened
    await question.getByRole('heading', { name: 'Микрофон для голосовых сообщений' }).waitFor()
    expect(new URL(question.url()).pathname).toBe('/microphone.html')
    await inbox.page.bringToFront()
    await inbox.page.getByText('Разрешите микрофон на открывшейся вкладке').waitFor()
    await question.bringToFront()
    await browser.refuseMicrophone()
    await question.getByText('Микрофон запрещён').waitFor()
    await browser.allowMicrophone(() => question.getByRole('button', { name: 'Спросить ещё раз' }).click())
    await question.getByText('Микрофон разрешён').waitFor()
    await inBothThemes(question, 'microphone')
    await question.close()
  })

  it('records, pauses, listens, and sends: the client gets a voice message with its waves', async () => {
    await inbox.page.bringToFront()
    await press('record')
    await spokenFor(2)
    expect((await inbox.page.getByTestId('voice-send').boundingBox())?.x).toBeLessThan(400 - 36)
    await inBothThemes(inbox.page, 'voice-recording')
    await press('pause')
    await inbox.page.locator('[data-testid=voice-recorder][data-step=paused]').waitFor()
    await press('pause')
    await inbox.page.locator('[data-testid=voice-recorder][data-step=recording]').waitFor()
    await press('finish')
    const hear = inbox.page.getByRole('button', { name: 'Прослушать запись' })
    await hear.waitFor()
    const recorded = await seconds()
    await inBothThemes(inbox.page, 'voice-ready')
    await hear.click()
    const heard = () =>
      inbox.page
        .locator('[data-testid=voice-recorder] audio')
        .evaluate((sound) => (sound as HTMLAudioElement).currentTime)
    await expect.poll(heard).toBeGreaterThan(0)
    expect(voices()).toEqual([])
    await press('send')
    const got = await anna().waitForMessage(({ kind }) => kind === 'audioMessage')
    expect(got.content.audioMessage).toMatchObject({ ptt: true, seconds: recorded })
    const waves = [...(got.content.audioMessage?.waveform ?? [])]
    expect(waves).toHaveLength(64)
    // Without a loudspeaker Firefox measures nothing while it records.
    if (engine === 'chromium') expect(Math.max(...waves)).toBe(100)
    const { format, seconds: heardSeconds } = await soundIn(got.file?.bytes ?? Buffer.alloc(0))
    expect(format).toBe('Ogg')
    expect(Math.abs(heardSeconds - recorded)).toBeLessThan(1)
    await inbox.page.getByRole('button', { name: 'Слушать голосовое сообщение' }).waitFor()
    await inbox.page.getByTestId('composer-input').waitFor()
  })

  it('closes the popup in the middle, and what was said is there when it is opened again', async () => {
    await press('record')
    await spokenFor(3)
    await inbox.page.close()
    await openPopup()
    await inbox.page.locator('[data-testid=voice-recorder][data-step=ready]').waitFor()
    expect(await seconds()).toBeGreaterThanOrEqual(1)
    await press('send')
    await expect.poll(() => voices().length).toBe(2)
  })

  it('throws a recording away, and nobody gets it', async () => {
    await inbox.page.getByTestId('composer-input').waitFor()
    await press('record')
    await spokenFor(1)
    await press('cancel')
    await inbox.page.getByTestId('composer-input').fill('Лучше напишу')
    await inbox.page.getByTestId('send').click()
    await anna().waitForMessage(({ text }) => text === 'Лучше напишу')
    expect(voices()).toHaveLength(2)
    await inbox.page.close()
    await openPopup()
    await inbox.page.getByTestId('composer-input').waitFor()
    expect(await inbox.page.getByTestId('voice-recorder').count()).toBe(0)
  })
})
