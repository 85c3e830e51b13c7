import * as v from 'valibot'
import { Browser } from '../browser.ts'

/** Firefox's background page never sleeps, whoever watches it; but it can be made anew. */
export class UnattendedFirefox {
  private constructor(private readonly browser: Browser) {}

  static async open({ profile }: Browser): Promise<UnattendedFirefox> {
    return new UnattendedFirefox(await Browser.open({ profile, language: 'ru' }))
  }

  async evaluate<Schema extends v.GenericSchema>(schema: Schema, expression: string): Promise<v.InferOutput<Schema>> {
    return v.parse(schema, await this.browser.inWorker<unknown>(expression))
  }

  badge = (): Promise<string> => this.browser.badge()
  title = (): Promise<string> => this.evaluate(v.string(), 'browser.browserAction.getTitle({})')
  notifications = (): Promise<string[]> => this.browser.notifications()

  async clearNotifications(): Promise<void> {
    await this.browser.inWorker(`browser.runtime.getBackgroundPage().then(({ browser: { notifications } }) =>
      notifications.getAll().then((all) => Promise.all(Object.keys(all).map((id) => notifications.clear(id)))))`)
  }

  endBackground(): Promise<void> {
    return this.browser.restartBackground()
  }

  close(): Promise<void> {
    return this.browser.close()
  }
}
