/**
 * Without a screen Firefox forgets each notification at once: what the background has asked to be shown, and not taken away, is kept on the page that runs this.
 * True when the background was not watched yet.
 */
export const keepNotifications = `browser.runtime.getBackgroundPage().then((background) => {
  if (background === null || background.isWatched) return false
  const { notifications } = background.browser
  const shown = (window.shownNotifications ??= new Map())
  const { create, clear } = notifications
  notifications.create = async (...given) => {
    const id = await create.apply(notifications, given)
    shown.set(id, true)
    return id
  }
  notifications.clear = (id) => {
    shown.delete(id)
    return clear.call(notifications, id)
  }
  notifications.getAll = async () => Object.fromEntries(shown)
  background.isWatched = true
  return true
})`

/** All that the background page kept in its memory is gone. */
export const restartBackground = `browser.runtime.getBackgroundPage().then(async (background) => {
  background.location.reload()
  while (!(await ${keepNotifications}.catch(() => false))) await new Promise((done) => setTimeout(done, 10))
})`
