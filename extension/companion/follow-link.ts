import { hasReacted, signsIn } from './signs-of-opening.ts'

/** How long the web client is given to show that it has understood. Milliseconds. */
export const patience = 1500

/** Puts 1C's internal link behind the `#` of the open page. @returns whether the web client has reacted in time */
export function followLink(page: Window, link: string): Promise<boolean> {
  const { document, location, history } = page
  const before = signsIn(document)
  // The same link again would be no change, and nobody would hear of it.
  if (decoded(location.hash) === `#${decoded(link)}`)
    history.replaceState(history.state, '', location.pathname + location.search)
  return new Promise((resolve) => {
    const end = (reacted: boolean) => {
      observer.disconnect()
      page.clearTimeout(timer)
      resolve(reacted)
    }
    const observer = new MutationObserver(() => {
      if (hasReacted(before, signsIn(document))) end(true)
    })
    const timer = page.setTimeout(() => end(false), patience)
    observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['id', 'class'] })
    location.hash = link
  })
}

function decoded(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}
