export interface Point {
  latitude: number
  longitude: number
}

/** `shortLink`: the link of a map, but a shortened one that says no coordinates. */
export type PlaceRead = Point | 'shortLink' | 'noPlace'

/**
 * The place that a person means who pastes coordinates or the link of a map: Yandex, Google, 2GIS, OpenStreetMap or Apple. Nothing is asked of the maps: who reads a link need not tell them so. Pure.
 */
export function readPlace(text: string): PlaceRead {
  const trimmed = text.trim()
  const address = /https?:\/\/\S+/i.exec(trimmed)?.[0]
  if (address === undefined) return latitudeFirst(trimmed.replace(/^geo:/i, '')) ?? 'noPlace'
  const url = parsed(address)
  if (url === undefined) return 'noPlace'
  const map = maps.find(({ host }) => host.test(url.hostname))
  if (map === undefined) return 'noPlace'
  return map.read(url) ?? (map.short.test(`${url.hostname}${url.pathname}`) ? 'shortLink' : 'noPlace')
}

interface MapOfTheWeb {
  host: RegExp
  short: RegExp
  read(url: URL): Point | undefined
}

/** Of two points in a link the first named is what was chosen; where the map merely stood comes last. */
const maps: readonly MapOfTheWeb[] = [
  {
    host: /(^|\.)yandex\.[a-z]{2,3}(\.[a-z]{2})?$/,
    short: /\/maps\/-\//,
    read: ({ searchParams }) =>
      first(['whatshere[point]', 'poi[point]', 'pt', 'll'], (name) => longitudeFirst(searchParams.get(name))),
  },
  {
    host: /(^|\.)2gis\.[a-z]{2,3}(\.[a-z]{2})?$/,
    short: /^go\.2gis\.com\//,
    read: ({ pathname, searchParams }) =>
      longitudeFirst(/\/(-?[\d.]+(?:,|%2C)-?[\d.]+)(?:\/|$)/i.exec(pathname)?.[1]) ??
      longitudeFirst(searchParams.get('m')),
  },
  {
    host: /(^|\.)(google\.[a-z]{2,3}(\.[a-z]{2})?|goo\.gl)$/,
    short: /goo\.gl\//,
    read: ({ pathname, searchParams }) =>
      latitudeFirst(/!3d(-?[\d.]+)!4d(-?[\d.]+)/.exec(pathname)?.slice(1, 3).join(',')) ??
      first(['q', 'query', 'destination', 'daddr', 'll', 'center'], (name) => latitudeFirst(searchParams.get(name))) ??
      latitudeFirst(/\/(?:place|search|dir\/)\/?(-?[\d.]+,[+\s]*-?[\d.]+)/.exec(decoded(pathname))?.[1]) ??
      latitudeFirst(/@(-?[\d.]+,-?[\d.]+)/.exec(pathname)?.[1]),
  },
  {
    host: /(^|\.)(openstreetmap\.org|osm\.org)$/,
    short: /\/go\//,
    read: ({ searchParams, hash }) =>
      latitudeFirst(`${searchParams.get('mlat')},${searchParams.get('mlon')}`) ??
      latitudeFirst(/map=\d+\/(-?[\d.]+)\/(-?[\d.]+)/.exec(hash)?.slice(1, 3).join(',')),
  },
  {
    host: /(^|\.)maps\.apple\.com$/,
    short: /^maps\.apple\.com\/p\//,
    read: ({ searchParams }) => first(['coordinate', 'll', 'q'], (name) => latitudeFirst(searchParams.get(name))),
  },
]

/** `55.75, 37.61`; with the decimal comma `55,75 37,61` or `55,75; 37,61`; with words for the hemispheres none. */
function latitudeFirst(text: string | null | undefined): Point | undefined {
  const pair = pairIn(text ?? '')
  return pair && onEarth({ latitude: pair[0], longitude: pair[1] })
}

function longitudeFirst(text: string | null | undefined): Point | undefined {
  const pair = pairIn((text ?? '').replace(/[/~].*$/, '').replace(/%2C/i, ','))
  return pair && onEarth({ latitude: pair[1], longitude: pair[0] })
}

const withPoint = /^\(?(-?\d{1,3}(?:\.\d+)?)(?:\s*[,;]\s*|\s+)\+?(-?\d{1,3}(?:\.\d+)?)\)?(?:[,;?].*)?$/
const withComma = /^(-?\d{1,3},\d+)(?:\s*;\s*|\s*,?\s+)(-?\d{1,3},\d+)$/

function pairIn(text: string): [number, number] | undefined {
  const found = withComma.exec(text.trim()) ?? withPoint.exec(text.trim())
  const [one, other] = found?.slice(1, 3).map((number) => Number(number.replace(',', '.'))) ?? []
  return one === undefined || other === undefined ? undefined : [one, other]
}

const onEarth = (point: Point): Point | undefined =>
  Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? point : undefined

function first<T>(names: readonly string[], read: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const found = read(name)
    if (found !== undefined) return found
  }
  return undefined
}

const parsed = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined)

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
