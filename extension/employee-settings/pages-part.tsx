import { i18n } from '#i18n'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { StateSign } from '../design/state-sign.tsx'
import type { PageLine, PagesState } from './create-pages-state.ts'

export function PagesPart({ state }: { state: PagesState }) {
  const lines = state.lines.value
  const links = lines.find(({ kind }) => kind === 'relay')
  return (
    <>
      {lines
        .filter(({ kind }) => kind === 'onec')
        .map((line) => (
          <section class="card" key={line.address} aria-label={line.address}>
            <h3>{line.base === undefined ? i18n.t('pages.other') : i18n.t('pages.ofBase', [line.base])}</h3>
            <PageAddress line={line} state={state} />
          </section>
        ))}
      <OtherAddress state={state} />
      {links !== undefined && (
        <section class="card" aria-label={i18n.t('pages.links')}>
          <h3>{i18n.t('pages.links')}</h3>
          <p class="quiet">{i18n.t('pages.linksHow')}</p>
          <PageAddress line={links} state={state} />
        </section>
      )}
      <p class="quiet">{i18n.t('pages.what')}</p>
    </>
  )
}

function PageAddress({ line: { kind, address, allowed }, state }: { line: PageLine; state: PagesState }) {
  return (
    <>
      <p class="page-address">{address}</p>
      <div class="card-actions" data-testid="page" data-allowed={allowed}>
        {allowed ? (
          <Button onPress={() => void state.withdraw(kind, address)} testId="withdraw-page">
            {i18n.t('pages.withdraw')}
          </Button>
        ) : (
          <Button look="main" onPress={() => void state.allow(kind, address)} testId="allow-page">
            {i18n.t('pages.allow')}
          </Button>
        )}
        <span class="sign-line">
          <StateSign tone={allowed ? 'good' : 'quiet'} />
          {i18n.t(allowed ? 'pages.allowed' : 'pages.notAllowed')}
        </span>
      </div>
      <Problem text={state.declined.value === address ? i18n.t('pages.declined') : undefined} />
    </>
  )
}

function OtherAddress({ state }: { state: PagesState }) {
  const submit = (event: Event) => {
    event.preventDefault()
    void state.allowTyped()
  }
  return (
    <form class="card" aria-label={i18n.t('pages.other')} noValidate onSubmit={submit}>
      <h3>{i18n.t('pages.other')}</h3>
      <Field
        label={i18n.t('pages.address')}
        hint={i18n.t('pages.addressHint')}
        type="url"
        value={state.typed.value}
        onType={(text) => (state.typed.value = text)}
        testId="page-address"
      />
      <Problem text={typedProblem(state)} />
      <Button type="submit" testId="allow-typed">
        {i18n.t('pages.allow')}
      </Button>
    </form>
  )
}

/** Of an address that has a card of its own the card says it. */
function typedProblem({ typedIsWrong, declined, lines }: PagesState): string | undefined {
  if (typedIsWrong.value) return i18n.t('pages.addressWrong')
  const hasCard = lines.value.some(({ address }) => address === declined.value)
  return declined.value === undefined || hasCard ? undefined : i18n.t('pages.declined')
}
