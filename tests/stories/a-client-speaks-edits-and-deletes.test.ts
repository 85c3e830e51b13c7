import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { tone } from './tone.ts'

describe('a client', () => {
  let company: Company
  let inbox: InboxPage
  const anna = () => company.client('anna')
  const { number } = cast.company
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await anna().sendText(number, 'Здравствуйте')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.open(cast.anna.name)
  })
  afterAll(() => company?.close())

  it('sends a voice message, and it is heard', async () => {
    await anna().sendVoice(number, tone(2), 2)
    const voice = inbox.page.getByTestId('sound')
    await voice.waitFor()
    await voice.getByRole('button', { name: 'Слушать голосовое сообщение' }).click()
    await expect.poll(() => voice.getAttribute('data-state')).toBe('ready')
    const heard = () => voice.locator('audio').evaluate((sound) => (sound as HTMLAudioElement).currentTime)
    await expect.poll(heard).toBeGreaterThan(0)
  })

  it('edits a message: the new text stands there, the earlier one is kept', async () => {
    const { id } = await anna().sendText(number, 'Отгрузите в среду')
    await inbox.message('Отгрузите в среду').waitFor()
    await anna().edit(number, id, 'Отгрузите в четверг')
    const edited = inbox.message('Отгрузите в четверг')
    await edited.waitFor()
    expect(await inbox.message('Отгрузите в среду').count()).toBe(0)
    await edited.getByRole('button', { name: 'изменено' }).click()
    await edited.getByText('Отгрузите в среду').waitFor()
  })

  it('deletes a message: it is marked, and can still be read here', async () => {
    const { id } = await anna().sendText(number, 'Это было лишнее')
    await inbox.message('Это было лишнее').waitFor()
    await anna().delete(number, id)
    await inbox.message('Это было лишнее').getByText('Клиент удалил это сообщение').waitFor()
  })

  it('reacts to what we wrote, and we to what he wrote', async () => {
    await inbox.reply('Отгрузим в четверг')
    const got = await anna().waitForMessage((message) => message.text === 'Отгрузим в четверг')
    await inbox.stageOf('Отгрузим в четверг', 'delivered')
    await anna().react(number, got.id, '👍')
    await inbox.message('Отгрузим в четверг').getByTestId('reaction').getByText('👍').waitFor()
    await act('Здравствуйте', 'Ответить реакцией 🙏')
    await inbox.message('Здравствуйте').locator('[data-testid=reaction][data-side=ours]').getByText('🙏').waitFor()
    await anna().waitForMessage(({ kind }) => kind === 'reactionMessage')
  })

  it('sees a reply that we edit and delete as it is now, and which of his messages it answers', async () => {
    await act('Здравствуйте', 'Ответить', true)
    await inbox.reply('Добрый день, Ана!')
    await inbox.stageOf('Добрый день', 'delivered')
    await inbox.message('Добрый день').getByTestId('quoted').getByText('Здравствуйте').waitFor()
    await act('Добрый день', 'Изменить')
    await inbox.reply('Добрый день, Анна!')
    await inbox.message('Добрый день, Анна!').getByRole('button', { name: 'изменено' }).waitFor()
    await anna().waitForMessage(({ edited }) => edited === 'Добрый день, Анна!')
    const before = anna().received.length
    await act('Добрый день, Анна!', 'Удалить у всех')
    await inbox.message('Добрый день, Анна!').getByRole('button', { name: 'Да, удалить' }).click()
    await inbox.message('Добрый день, Анна!').getByText('Сообщение удалено у клиента').waitFor()
    await expect
      .poll(() =>
        anna()
          .received.slice(before)
          .map(({ kind }) => kind),
      )
      .toEqual(['protocolMessage'])
  })

  /** Chooses in the menu of the message with this text. */
  async function act(text: string, deed: string, exact = false): Promise<void> {
    const line = inbox.page.locator('.message-line').filter({ hasText: text }).first()
    await line.hover()
    await line.getByTestId('message-menu').click()
    await inbox.page.getByRole('menuitem', { name: deed, exact }).click()
  }
})
