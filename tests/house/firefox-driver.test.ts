import { describe, expect, it } from 'vitest'
import { WindowsBetween } from '../world/firefox/windows-between.ts'

const created = (context: string, clientWindow: string, parent: string | null = null) => ({
  type: 'event',
  method: 'browsingContext.contextCreated',
  params: { context, clientWindow, parent, url: 'about:blank' },
})
const answer = (context: string) => JSON.stringify({ type: 'success', id: 12, result: { context } })

describe('whoever drives Firefox and asks for a window', () => {
  it('gets the window’s own page, though the extension has opened a tab in front of it meanwhile', () => {
    const windows = new WindowsBetween()
    windows.note(created('of the start', 'first'))
    windows.note(created('own', 'second'))
    windows.note(created('frame', 'second', 'own'))
    windows.note(created('first steps', 'second'))
    expect(JSON.parse(windows.corrected(answer('first steps')))).toEqual(JSON.parse(answer('own')))
  })

  it('gets what Firefox answered where nothing has come in between, or nothing could be made', () => {
    const windows = new WindowsBetween()
    windows.note(created('own', 'second'))
    windows.note(created('first steps', 'first'))
    expect(JSON.parse(windows.corrected(answer('own')))).toEqual(JSON.parse(answer('own')))
    expect(JSON.parse(windows.corrected(answer('never told of')))).toEqual(JSON.parse(answer('never told of')))
    const refused = JSON.stringify({ type: 'error', id: 12, error: 'unknown error' })
    expect(windows.corrected(refused)).toBe(refused)
  })
})
