import { browser } from 'wxt/browser'

/** Of this extension, like `0.1.0`. */
export const ownVersion = (): string => browser.runtime.getManifest().version
