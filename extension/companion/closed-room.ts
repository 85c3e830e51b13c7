/** An element of ours in a page of somebody else's, behind a closed shadow root: the page's scripts cannot look into it or press anything in it. */
export interface ClosedRoom {
  host: HTMLElement
  inside: ShadowRoot
  leave(): void
}

/** On the root element, not on the body, which 1C fills anew. One left by an earlier companion goes: after an update it is an orphan's. */
export function openClosedRoom(page: Document, name: string, style: string): ClosedRoom {
  for (const old of page.querySelectorAll(name)) old.remove()
  const host = page.createElement(name)
  const inside = host.attachShadow({ mode: 'closed' })
  const sheet = page.createElement('style')
  sheet.textContent = style
  inside.append(sheet)
  page.documentElement.append(host)
  return { host, inside, leave: () => host.remove() }
}

export function elementIn<Tag extends keyof HTMLElementTagNameMap>(
  page: Document,
  tag: Tag,
  { text, ...properties }: { className?: string; text?: string; type?: string } = {},
): HTMLElementTagNameMap[Tag] {
  const element = page.createElement(tag)
  Object.assign(element, properties)
  if (text !== undefined) element.textContent = text
  return element
}

/** Clicks that a script of the page makes up are not clicks. */
export const onClick = (button: HTMLElement, act: () => void): void =>
  button.addEventListener('click', (event) => {
    if (event.isTrusted) act()
  })
