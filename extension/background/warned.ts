/** A browser that shows nothing must not stop the messages. */
export const warned = (shown: Promise<void>): Promise<void> =>
  shown.catch((reason: unknown) => console.warn('the browser did not show it', reason))
