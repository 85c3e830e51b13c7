import { expect, test } from 'vitest'
import { readPlace } from '../../../../extension/conversation/attach/read-place.ts'

const redSquare = { latitude: 55.7539, longitude: 37.6208 }

test.each([
  ['55.7539, 37.6208', 'two numbers'],
  ['55.7539 37.6208', 'two numbers with a blank'],
  ['(55.7539; 37.6208)', 'two numbers in brackets'],
  ['55,7539; 37,6208', 'numbers with a decimal comma'],
  ['55,7539, 37,6208', 'numbers with commas everywhere'],
  ['geo:55.7539,37.6208?z=16', 'a geo link'],
  ['https://yandex.ru/maps/213/moscow/?ll=37.6208%2C55.7539&z=16', 'Yandex, where the map stands'],
  ['https://yandex.ru/maps/?ll=37.1%2C55.1&pt=37.6208,55.7539&z=16', 'Yandex, the point rather than the middle'],
  ['https://yandex.com/maps/?whatshere%5Bpoint%5D=37.6208%2C55.7539&ll=1%2C1', 'Yandex, «что здесь?»'],
  ['Мы здесь: https://yandex.ru/maps/?ll=37.6208,55.7539', 'a link among words'],
  ['https://www.google.com/maps/@55.7539,37.6208,17z', 'Google, where the map stands'],
  ['https://www.google.com/maps/place/X/@55.1,37.1,17z/data=!3m1!4b1!3d55.7539!4d37.6208', 'Google, a place'],
  ['https://www.google.ru/maps?q=55.7539,37.6208', 'Google, a question'],
  ['https://www.google.com/maps/search/?api=1&query=55.7539%2C37.6208', 'Google, its own form'],
  ['https://2gis.ru/moscow/geo/37.6208,55.7539', '2GIS, a point'],
  ['https://2gis.ru/moscow/firm/70000001/37.6208%2C55.7539?m=37.1%2C55.1%2F16', '2GIS, a firm'],
  ['https://2gis.ru/moscow?m=37.6208%2C55.7539%2F16', '2GIS, where the map stands'],
  ['https://www.openstreetmap.org/?mlat=55.7539&mlon=37.6208#map=16/55.1/37.1', 'OpenStreetMap, a mark'],
  ['https://www.openstreetmap.org/#map=16/55.7539/37.6208', 'OpenStreetMap, where the map stands'],
  ['https://maps.apple.com/?ll=55.7539,37.6208', 'Apple'],
])('%s is a place (%s)', (text) => {
  expect(readPlace(text)).toEqual(redSquare)
})

test.each([
  ['', 'nothing'],
  ['на Тверской', 'words'],
  ['55.7539', 'one number'],
  ['91.5, 37.6', 'no latitude of this earth'],
  ['55.7, 181', 'no longitude of this earth'],
  ['8 916 123-45-67', 'a phone'],
  ['https://example.com/?ll=37.6208,55.7539', 'the link of somebody else'],
  ['https://yandex.ru.evil.example/maps/?ll=37.6208,55.7539', 'who only looks like a map'],
  ['https://yandex.ru/search/?text=55', 'a search'],
  ['https://%', 'a broken link'],
])('%s is none (%s)', (text) => {
  expect(readPlace(text)).toBe('noPlace')
})

test.each([
  'https://yandex.ru/maps/-/CDabcdef',
  'https://maps.app.goo.gl/abcdef',
  'https://goo.gl/maps/abcdef',
  'https://go.2gis.com/abcde',
])('%s is a short link, and that is said', (text) => {
  expect(readPlace(text)).toBe('shortLink')
})
