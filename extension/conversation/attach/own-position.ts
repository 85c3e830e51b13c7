import type { Point } from './read-place.ts'

/** Why the browser does not say where it is. */
export type PositionTrouble = 'denied' | 'unknown'

/** Where this computer is, as far as the browser knows and the person lets it say. */
export const whereAmI = (
  geolocation: Geolocation | undefined = navigator.geolocation,
): Promise<Point | PositionTrouble> =>
  new Promise((resolve) => {
    if (geolocation === undefined) return resolve('unknown')
    geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ latitude, longitude }),
      ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : 'unknown'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  })
