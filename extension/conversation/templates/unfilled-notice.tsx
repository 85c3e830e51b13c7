import { useLayoutEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { unfilledIn } from './fill-template.ts'

/** What of a template nobody has filled in. While it stands there the message does not leave; the first place is chosen, so that typing fills it in. */
export function UnfilledNotice({ text }: { text: string }) {
  const unfilled = unfilledIn(text)
  return unfilled === undefined ? null : <Notice marks={unfilled.marks} />
}

function Notice({ marks }: { marks: string[] }) {
  const notice = useRef<HTMLDivElement>(null)
  const show = () => {
    const box = notice.current?.closest('form')?.querySelector('textarea')
    const unfilled = box && unfilledIn(box.value) // neither is there once the page is left
    if (!box || !unfilled) return
    box.focus()
    box.setSelectionRange(unfilled.first, unfilled.first + (unfilled.marks[0]?.length ?? 0))
  }
  useLayoutEffect(show, [])
  return (
    <div ref={notice} class="unfilled" role="alert" data-testid="unfilled">
      <span>{i18n.t('templates.unfilled', [marks.map((mark) => mark.slice(1, -2)).join(', ')])}</span>
      <button type="button" class="link-button" onClick={show}>
        {i18n.t('templates.showUnfilled')}
      </button>
    </div>
  )
}
