import type { Language } from '../../design/language.ts'

interface Point {
  latitude: number
  longitude: number
}

/** `55.75583, 37.61778`: as navigators take it. */
export const coordinates = ({ latitude, longitude }: Point): string => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`

/** A map that people of this language use. Only numbers go into the address. */
export function mapAddress({ latitude, longitude }: Point, language: Language): string {
  const [lat, lon] = [Number(latitude).toFixed(6), Number(longitude).toFixed(6)]
  return language === 'ru'
    ? `https://yandex.ru/maps/?pt=${lon},${lat}&z=16&l=map`
    : `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`
}
