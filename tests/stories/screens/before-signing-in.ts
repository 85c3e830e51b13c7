import { refused } from '../../extension/background/scripted-relay.ts'
import { type Screen, screen } from './stage.ts'

/** A browser in which nobody has signed in, at an office that has worked for long. */
export const beforeSigningIn: Screen[] = [
  screen('settings-first', 'the settings know no relay', async (stage) => {
    const page = await stage.options('access')
    await page.getByTestId('relay-address').waitFor()
    return page
  }),
  screen('settings-relay-away', 'nothing answers at the address', async (stage) => {
    const page = await stage.options()
    await page.getByTestId('relay-address').fill('http://127.0.0.1:9')
    await page.getByTestId('relay-connect').click()
    await page.locator('.problem').first().waitFor()
    return page
  }),
  screen('settings-sign-in', 'one signs in with a code, or with the login of 1C', async (stage) => {
    stage.relay.answer('GET /sign-in/ways', () => ({ json: { onec: true } }))
    const page = await stage.options()
    await page.getByTestId('relay-address').fill(stage.relay.address)
    await page.getByTestId('relay-connect').click()
    await page.getByTestId('onec-login').waitFor()
    return page
  }),
  screen('settings-sign-in-refused', '1C knows him, and he may not work with the messenger', async (stage) => {
    stage.relay.answer('POST /sign-in/onec', () => ({ status: 403, json: refused('notInGroup') }))
    const page = await stage.options()
    await page.getByTestId('onec-login').fill('Иванова')
    await page.getByTestId('onec-password').fill('пароль')
    await page.getByTestId('onec-sign-in').click()
    await page.locator('.problem').first().waitFor()
    stage.relay.answer('GET /sign-in/ways', () => ({ json: { onec: false } }))
    return page
  }),
]
