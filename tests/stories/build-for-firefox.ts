import { build } from './build-extension.ts'

/** Builds the extension once for the stories that are told in Firefox. */
export default function setup(): void {
  build('firefox')
}
