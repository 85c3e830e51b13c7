// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CompanionNews, TabAsk } from '../../../extension/companion/companion-messages.ts'
import { followLink, patience } from '../../../extension/companion/follow-link.ts'
import { hasReacted, signsIn } from '../../../extension/companion/signs-of-opening.ts'
import { startCompanion } from '../../../extension/companion/start-companion.ts'

const ruHint = {
  language: 'ru',
  notOpened: '1С не открыла карточку сама',
  paste: 'Ссылка скопирована.',
  copyAndPaste: 'Скопируйте ссылку.',
  link: 'Ссылка на карточку',
  copy: 'Скопировать',
  newTab: 'Открыть в новой вкладке',
  close: 'Закрыть',
} as const
const card = 'e1cib/data/Справочник.Контрагенты?ref=98896cb31113810c11f1b5b31d3729cc'
beforeEach(() => {
  for (const host of document.querySelectorAll('messenger-panel-unread')) host.remove()
  document.body.innerHTML = '<div id="openedCell_cmd_0" class="select"></div><div id="form0_Начало">Долг 100</div>'
  history.replaceState(null, '', '/trade/')
})

function add(id: string, className = ''): void {
  const element = document.createElement('div')
  element.id = id
  element.className = className
  document.body.append(element)
}

describe('a sign that 1C has reacted', () => {
  test.each(['openedCell_cmd_1', 'form1_Наименование', 'messageBoxText', 'ps3win'])('is a new %s', (id) => {
    const before = signsIn(document)
    add(id)
    expect(hasReacted(before, signsIn(document))).toBe(true)
  })

  test('is another tab that came to the front', () => {
    add('openedCell_cmd_1')
    const before = signsIn(document)
    for (const cell of document.querySelectorAll('[id^=openedCell]')) cell.classList.toggle('select')
    expect(hasReacted(before, signsIn(document))).toBe(true)
  })

  test.each(['formula', 'psalm', 'banner', 'openedCell_other'])('is no new %s, nor what goes on anyway', (id) => {
    const before = signsIn(document)
    add(id)
    expect(hasReacted(before, signsIn(document))).toBe(false)
  })
})

describe('a link', () => {
  test('stands behind the hash, and is opened when the client reacts', async () => {
    const reacted = followLink(window, card)
    expect(decodeURI(location.hash)).toBe(`#${card}`)
    add('form1_Наименование')
    expect(await reacted).toBe(true)
  })

  test('is not, when nothing comes in time', async () => {
    vi.useFakeTimers()
    const reacted = followLink(window, card)
    add('somethingElse')
    await vi.advanceTimersByTimeAsync(patience)
    expect(await reacted).toBe(false)
    vi.useRealTimers()
  })
})

describe('the companion', () => {
  const face = { text: '2', color: '#137333', words: 'Ждут вашего ответа: 2', language: 'ru' as const }
  const begin = () => {
    let tell: (news: CompanionNews) => void = () => {}
    const companion = startCompanion(window, (heard) => {
      tell = heard
      return { ask: () => undefined }
    })
    return { companion, tell: (news: CompanionNews) => tell(news) }
  }
  const host = () => document.querySelector<HTMLElement>('messenger-panel-unread')

  test('draws nothing before it was told to, and nothing while nobody is signed in', () => {
    const { tell } = begin()
    expect(host()).toBeNull()
    tell({ face: null, height: 0.8 })
    expect(host()).toBeNull()
  })

  test('stands behind a closed shadow root, where the page cannot look', () => {
    begin().tell({ face, height: 0.8 })
    expect(host()?.shadowRoot).toBeNull()
    expect(host()?.textContent).toBe('')
    expect(document.body.contains(host())).toBe(false)
  })

  test.each([{ over: true as const }, { face: null, height: 0.8 }])('goes away when it hears %j', (news) => {
    const { tell } = begin()
    tell({ face, height: 0.8 })
    tell(news)
    expect(host()).toBeNull()
  })

  test.each([
    ['ru', ruHint],
    ['en', { ...ruHint, language: 'en', notOpened: '1C has not opened the card by itself' }],
  ] as const)('hints in the words that came along (%s), in whatever language the page is', async (language, hint) => {
    vi.useFakeTimers()
    const opened = vi.spyOn(Element.prototype, 'attachShadow')
    let ask: (asked: TabAsk) => Promise<unknown> = () => Promise.resolve()
    startCompanion(window, (_heard, asked) => {
      ask = asked
      return { ask: () => undefined }
    })
    const asked = ask({ openLink: card, hint })
    await vi.advanceTimersByTimeAsync(patience)
    expect(await asked).toBe('pasteHint')
    vi.useRealTimers()
    expect(document.querySelector<HTMLElement>('messenger-panel-hint')?.lang).toBe(language)
    expect(opened.mock.results.at(-1)?.value.textContent).toContain(hint.notOpened)
  })

  test('of a newer version takes the place of the orphan', () => {
    begin().tell({ face, height: 0.8 })
    begin().tell({ face: { ...face, text: '3' }, height: 0.8 })
    expect(document.querySelectorAll('messenger-panel-unread')).toHaveLength(1)
  })
})
