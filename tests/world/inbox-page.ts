import type { Page } from 'playwright-core'

/** How a person uses the inbox: the popup, the side panel, a window of its own. */
export class InboxPage {
  constructor(readonly page: Page) {}

  /** Opens the conversation with this person from the list. */
  async open(name: string): Promise<void> {
    await this.row(name).click()
    await this.page.getByTestId('composer-input').waitFor()
  }

  row(name: string) {
    return this.page.getByTestId('conversation-row').filter({ hasText: name })
  }

  async showAll(): Promise<void> {
    // Before the page is drawn nobody hears the keys.
    await this.page.getByRole('tab').first().waitFor()
    await this.page.keyboard.press('Alt+3')
  }

  async reply(text: string): Promise<void> {
    await this.page.getByTestId('composer-input').fill(text)
    await this.page.getByTestId('send').click()
  }

  message(text: string) {
    return this.page.getByTestId('message').filter({ hasText: text })
  }

  /** Settles when this message of ours has reached the stage. */
  async stageOf(text: string, stage: string): Promise<void> {
    await this.page.locator(`[data-testid=message][data-stage=${stage}]`).filter({ hasText: text }).waitFor()
  }

  async strip(text: string): Promise<string> {
    return (await this.message(text).getByTestId('stage-strip').textContent()) ?? ''
  }
}
