import { beforeEach, describe, expect, test } from 'vitest'
import { companionFace } from '../../../extension/background/companion-face.ts'
import { type BadgeFacts, badgeFor } from '../../../extension/browser/badge.ts'
import { scriptsFor } from '../../../extension/browser/companion-registration.ts'
import { basePatterns, openPagePatterns, originPattern } from '../../../extension/browser/match-pattern.ts'
import { baseAddress, isOfBase, isOpenPage, linkInBase } from '../../../extension/browser/onec-address.ts'
import { heightAt } from '../../../extension/companion/where-it-stands.ts'
import { morning } from '../background/cast.ts'
import { speak } from '../design/speak.ts'

describe('the address of a base', () => {
  test.each([
    ['https://1c.example.ru/trade/', 'https://1c.example.ru/trade'],
    ['https://1c.example.ru/trade/ru_RU/', 'https://1c.example.ru/trade'],
    ['https://1c.example.ru/trade/ru/#e1cib/list/X', 'https://1c.example.ru/trade'],
    ['  http://srv:8080/ut  ', 'http://srv:8080/ut'],
    ['https://1c.example.ru/ut', 'https://1c.example.ru/ut'],
    ['https://1c.example.ru/ru', 'https://1c.example.ru/ru'],
    ['https://1c.example.ru', 'https://1c.example.ru'],
    ['https://1c.example.ru/УТ/', 'https://1c.example.ru/%D0%A3%D0%A2'],
  ])('%s is %s', (typed, address) => {
    expect(baseAddress(typed)).toBe(address)
  })

  test.each(['', 'trade', 'e1c://server/srv/base', 'javascript:alert(1)', 'file:///etc/passwd', 'https://a:b@host/x'])(
    '%s is none',
    (typed) => {
      expect(baseAddress(typed)).toBeUndefined()
    },
  )
})

describe('a page is of a base', () => {
  const base = 'https://1c.example.ru/trade'
  test.each([
    'https://1c.example.ru/trade',
    'https://1c.example.ru/trade/ru_RU/#e1cib/list/X',
    'https://1c.example.ru/trade/?a=1',
  ])('when it is its web client: %s', (page) => {
    expect(isOfBase(base, page)).toBe(true)
  })
  test.each([
    'https://1c.example.ru/trade2/',
    'https://1c.example.ru/',
    'https://1c.example.ru:8443/trade/',
    'http://1c.example.ru/trade/',
    'https://1c.example.ru.evil.example/trade/',
    'about:blank',
  ])('not when it is another’s: %s', (page) => {
    expect(isOfBase(base, page)).toBe(false)
  })
})

describe('a link into 1C', () => {
  const card = 'e1cib/data/Справочник.Контрагенты?ref=98896cb31113810c11f1b5b31d3729cc'
  test('is opened as it is, and as an address of the base', () => {
    const whole = { internal: card, external: `https://1c.example.ru/trade/#${card}` }
    expect(linkInBase('https://1c.example.ru/trade/', card)).toEqual(whole)
    expect(linkInBase('https://1c.example.ru/trade', `https://1c.example.ru/trade/#${card}`)).toEqual(whole)
  })
  test.each([
    'https://evil.example/#e1cib/data/X',
    'javascript:alert(1)',
    'data/X',
    'e1cib/',
    'e1cib/data/X\njavascript:',
  ])('is nothing else that a base may send: %s', (url) => {
    expect(linkInBase('https://1c.example.ru/trade', url)).toBeUndefined()
  })
})

describe('what is injected where', () => {
  test('nothing as long as nothing is allowed', () => {
    expect(scriptsFor({ onec: [] })).toEqual([])
  })
  test('the base’s web client alone, not the rest of its server', () => {
    expect(scriptsFor({ onec: ['https://1c.example.ru:8443/trade'], relay: 'https://relay.example' })).toMatchObject([
      { matches: ['https://1c.example.ru/trade', 'https://1c.example.ru/trade/*'] },
      { matches: ['https://relay.example/open*'] },
    ])
  })
  test('the permission is asked for the origin alone, in the form that both browsers know', () => {
    expect(originPattern('http://srv:8080/ut')).toBe('http://srv/*')
    expect(originPattern('nonsense')).toBeUndefined()
    expect(basePatterns('https://1c.example.ru')).toEqual(['https://1c.example.ru/', 'https://1c.example.ru/*'])
    expect(openPagePatterns('https://host.example/relay')).toEqual(['https://host.example/relay/open*'])
  })
  test('only the relay’s own page may open a conversation', () => {
    expect(isOpenPage('https://relay.example', 'https://relay.example/open?phone=1')).toBe(true)
    expect(isOpenPage('https://relay.example', 'https://relay.example/opener')).toBe(false)
    expect(isOpenPage('https://relay.example', 'https://other.example/open')).toBe(false)
  })
})

describe('the button beside 1C', () => {
  beforeEach(() => speak('ru'))
  const facts: BadgeFacts = { link: 'live', heardAt: morning, now: morning, waiting: 3, channels: [] }
  test('shows what the badge shows, with its words', () => {
    const badge = badgeFor(facts)
    expect(companionFace(badge)).toEqual({
      text: '3',
      color: badge.color,
      words: '3 чата ждут вашего ответа',
      language: 'ru',
    })
    expect(companionFace(badgeFor({ ...facts, link: 'offline', now: morning + 200_000 }))?.text).toBe('?')
  })
  test.each(['notSetUp', 'signedOut', 'noRight'] as const)('is not there when the link is %s', (link) => {
    expect(companionFace(badgeFor({ ...facts, link }))).toBeNull()
  })
  test('never leaves the window', () => {
    expect(heightAt(0.5)).toBe(0.5)
    expect(heightAt(-3)).toBe(0.04)
    expect(heightAt(7)).toBe(0.96)
  })
})
