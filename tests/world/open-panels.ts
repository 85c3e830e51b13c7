/** For the background: the addresses of the side panels and popups that are open. */
export const openPanels =
  "chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL', 'POPUP'] }).then((open) => open.map(({ documentUrl }) => documentUrl))"
