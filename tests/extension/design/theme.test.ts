// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { createThemeState } from '../../../extension/design/theme.ts'

beforeEach(() => localStorage.clear())

test('the theme follows the system until somebody chooses one', () => {
  createThemeState(window)
  expect(document.documentElement.dataset.theme).toBeUndefined()
})

test('a chosen theme is there at once and after the page was opened again', () => {
  createThemeState(window).choose('dark')
  expect(document.documentElement.dataset.theme).toBe('dark')
  expect(createThemeState(window).theme.value).toBe('dark')
})

test('a theme chosen on the settings page reaches a panel that is open', () => {
  const panel = createThemeState(window)
  window.dispatchEvent(new StorageEvent('storage', { key: 'theme', newValue: 'dark' }))
  expect(panel.theme.value).toBe('dark')
})

test('what is no theme is not believed', () => {
  localStorage.setItem('theme', 'pink')
  expect(createThemeState(window).theme.value).toBe('system')
})
