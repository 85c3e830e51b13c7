/** The button stands low on the left edge at first: 1C's own panels begin at the top, and its right side is never covered. */
export const firstHeight = 0.8

const highest = 0.04
const lowest = 0.96
/** How far an arrow key moves it. */
export const keyStep = 0.05

/** Where the button's middle stands, a part of the window's height; never out of the window. */
export const heightAt = (height: number): number => Math.min(lowest, Math.max(highest, height))

/** Further than this with the button held down, it is dragged; less is a click with a trembling hand. Pixels. */
export const dragFrom = 4
