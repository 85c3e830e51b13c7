import preact from '@preact/preset-vite'
import { defineConfig } from 'wxt'

/** The test build may reach the relay on this machine without a prompt; it goes to a folder of its own and is never shipped. */
const isTestBuild = process.env.EXT_TEST === '1'
const everyAddress = ['http://*/*', 'https://*/*']
const thisMachine = ['http://127.0.0.1/*', 'http://localhost/*']

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  modulesDir: 'extension/modules',
  outDir: process.env.EXT_OUT ?? (isTestBuild ? '.output-test' : '.output'),
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module', '@wxt-dev/auto-icons'],
  autoIcons: { baseIconPath: 'design/icon.svg', developmentIndicator: false },
  vite: () => ({ plugins: [preact()], build: { target: ['chrome120', 'firefox140'] } }),
  manifest: ({ browser, manifestVersion }) => ({
    default_locale: 'ru',
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    permissions: ['storage', 'alarms', 'notifications', 'unlimitedStorage'],
    ...(manifestVersion === 3
      ? {
          optional_host_permissions: everyAddress,
          minimum_chrome_version: '120',
          ...(isTestBuild ? { host_permissions: thisMachine } : {}),
        }
      : { optional_permissions: everyAddress }),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'messenger-panel@messenger-panel.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {}),
  }),
})
