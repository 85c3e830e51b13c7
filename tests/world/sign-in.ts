import type { Page } from 'playwright-core'

/** What a person does on a fresh options page: the relay's address, then the setup code and a name. */
export async function signUpAdministrator(page: Page, address: string, setupCode: string, name: string): Promise<void> {
  await enterAddress(page, address)
  await page.getByTestId('setup-code').fill(setupCode)
  await page.getByTestId('setup-name').fill(name)
  await page.getByTestId('setup-submit').click()
  await untilLive(page)
}

/** The same for an employee with an invitation code. */
export async function signInBrowser(page: Page, address: string, code: string): Promise<void> {
  await enterAddress(page, address)
  await page.getByTestId('invitation-code').fill(code)
  await page.getByTestId('sign-in').click()
  await untilLive(page)
}

async function enterAddress(page: Page, address: string): Promise<void> {
  await page.getByTestId('relay-address').fill(address)
  await page.getByTestId('relay-connect').click()
}

const untilLive = (page: Page): Promise<void> =>
  page.locator('[data-testid=link-state][data-state=live]').first().waitFor()
