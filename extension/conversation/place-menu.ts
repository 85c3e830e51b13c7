const gap = 4

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** Below the button, above it when there is no room; never out of the window. */
export function menuPlace(
  button: Box,
  menu: { width: number; height: number },
  page: { width: number; height: number },
) {
  const below = button.bottom + gap
  const top = below + menu.height <= page.height ? below : Math.max(gap, button.top - gap - menu.height)
  const left = Math.max(gap, Math.min(button.left, page.width - menu.width - gap))
  return { top, left }
}

export function placeMenu(menu: HTMLElement, button: HTMLElement): void {
  const { top, left } = menuPlace(button.getBoundingClientRect(), menu.getBoundingClientRect(), {
    width: window.innerWidth,
    height: window.innerHeight,
  })
  menu.style.top = `${top}px`
  menu.style.left = `${left}px`
}
