/** The only things of the page that are ever looked at, and only their ids: tabs and forms of the web client, its message box, its modal windows. */
const signSelector = '[id^="openedCell_cmd_"], [id^="form"], #messageBoxText, [id^="ps"]'
const isSign = (id: string): boolean => /^openedCell_cmd_\d+$|^form\d+_|^messageBoxText$|^ps\d+/.test(id)

export interface Signs {
  ids: ReadonlySet<string>
  /** The tab of the web client that is in front. */
  front: string | undefined
}

export function signsIn(page: Document): Signs {
  const found = [...page.querySelectorAll(signSelector)].map(({ id }) => id).filter(isSign)
  return { ids: new Set(found), front: page.querySelector('[id^="openedCell_cmd_"].select')?.id }
}

/** Whether the web client has done something since: opened a form, brought another to the front, or said something. Pure. */
export const hasReacted = (before: Signs, now: Signs): boolean =>
  now.front !== before.front || [...now.ids].some((id) => !before.ids.has(id))
