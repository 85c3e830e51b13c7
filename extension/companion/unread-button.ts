import { elementIn, onClick, openClosedRoom } from './closed-room.ts'
import type { CompanionFace } from './companion-messages.ts'
import { buttonStyle } from './companion-style.ts'
import { dragFrom, heightAt, keyStep } from './where-it-stands.ts'

export interface UnreadButton {
  show(face: CompanionFace): void
  /** `height`: of its middle, a part of the window's. */
  stand(height: number): void
  leave(): void
}

export interface UnreadButtonDeeds {
  open(): void
  moved(height: number): void
}

/** The small button on the left edge of 1C's window: how many wait, what that means on hover or focus, a click opens the inbox, a drag or ↑ ↓ moves it along the edge. */
export function drawUnreadButton(page: Document, deeds: UnreadButtonDeeds): UnreadButton {
  const { host, inside, leave } = openClosedRoom(page, 'messenger-panel-unread', buttonStyle)
  const tab = elementIn(page, 'button', { className: 'tab', type: 'button' })
  const count = elementIn(page, 'span', { className: 'count' })
  const words = elementIn(page, 'span', { className: 'words' })
  words.ariaHidden = 'true'
  tab.append(conversationIcon(page), count)
  inside.append(tab, words)

  let height = 0
  const stand = (wanted: number) => {
    height = heightAt(wanted)
    host.style.setProperty('--height', String(height))
  }
  const drag = followPointer(tab, (y) => stand(y / page.documentElement.clientHeight))
  onClick(tab, () => {
    if (!drag.wasDragged()) deeds.open()
  })
  tab.addEventListener('pointerup', () => {
    if (drag.wasDragged()) deeds.moved(height)
  })
  tab.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    stand(height + (event.key === 'ArrowUp' ? -keyStep : keyStep))
    deeds.moved(height)
  })
  return {
    show(face) {
      host.lang = face.language
      count.textContent = face.text
      count.style.background = face.color
      words.textContent = face.words
      tab.ariaLabel = face.words
    },
    stand,
    leave,
  }
}

/** @returns whether the press that has just ended was a drag. */
function followPointer(tab: HTMLElement, draggedTo: (y: number) => void): { wasDragged(): boolean } {
  let from: number | undefined
  let dragged = false
  tab.addEventListener('pointerdown', (event) => {
    from = event.clientY
    dragged = false
    tab.setPointerCapture(event.pointerId)
  })
  tab.addEventListener('pointermove', (event) => {
    if (from === undefined || (!dragged && Math.abs(event.clientY - from) < dragFrom)) return
    dragged = true
    tab.toggleAttribute('data-held', true)
    draggedTo(event.clientY)
  })
  const end = () => {
    from = undefined
    tab.toggleAttribute('data-held', false)
  }
  tab.addEventListener('pointerup', end)
  tab.addEventListener('pointercancel', end)
  return { wasDragged: () => dragged }
}

const drawing = 'http://www.w3.org/2000/svg'

/** The same as `conversation` in `design/icon.tsx`. */
function conversationIcon(page: Document): SVGElement {
  const icon = page.createElementNS(drawing, 'svg')
  icon.setAttribute('viewBox', '0 0 16 16')
  icon.setAttribute('fill', 'none')
  icon.setAttribute('stroke', 'currentColor')
  icon.setAttribute('stroke-width', '1.5')
  icon.setAttribute('stroke-linejoin', 'round')
  icon.setAttribute('aria-hidden', 'true')
  const path = page.createElementNS(drawing, 'path')
  path.setAttribute('d', 'M2 3h12v8H8.5L5 13.8V11H2z')
  icon.append(path)
  return icon
}
