import { resolve } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig } from 'wxt'

const everyAddress = ['http://*/*', 'https://*/*']

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  modulesDir: 'extension/modules',
  // The tests build into a folder of their own: rebuilding one that a browser has loaded breaks it.
  outDir: process.env.EXT_OUT ?? '.output',
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module', '@wxt-dev/auto-icons'],
  hooks: {
    // The words of the language that a person chose; what the module would put there knows the browser's alone.
    'config:resolved': ({ config }) => {
      config.alias['#i18n'] = resolve(config.srcDir, 'browser/i18n.ts')
    },
  },
  autoIcons: { baseIconPath: 'design/icon.svg', developmentIndicator: false },
  vite: () => ({
    plugins: [preact()],
    // Its own entry carries a second copy for pages that load it twice; ours load it once. Its authors' minifier knows which of its names nobody else uses.
    resolve: { alias: { dexie: 'dexie/dist/modern/dexie.min.mjs' } },
    build: { target: ['chrome120', 'firefox140'] },
  }),
  manifest: ({ browser, manifestVersion }) => ({
    default_locale: 'ru',
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    permissions: [
      ...['storage', 'alarms', 'notifications', 'unlimitedStorage', 'contextMenus', 'scripting'],
      // Chrome's worker has no audio: a page that nobody sees plays the sound of a notification.
      ...(browser === 'chrome' ? ['offscreen'] : []),
    ],
    ...(manifestVersion === 3
      ? {
          optional_host_permissions: everyAddress,
          minimum_chrome_version: '120',
          // Chrome gives a policy's values only to who says what he expects.
          storage: { managed_schema: 'managed-storage.json' },
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
