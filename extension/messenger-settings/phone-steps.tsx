import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'

/** What to do on the company's phone, with small drawings of our own. */
export function PhoneSteps() {
  return (
    <ol class="phone-steps">
      <li>
        <PhoneDrawing>
          <path d="M20 26h16v10H27l-5 4v-4h-2z" />
        </PhoneDrawing>
        <p>{i18n.t('pairing.step1')}</p>
      </li>
      <li>
        <PhoneDrawing>
          <circle cx="37" cy="15" r="1" />
          <circle cx="37" cy="19" r="1" />
          <circle cx="37" cy="23" r="1" />
          <path d="M19 32h18M19 38h18M19 44h12" />
        </PhoneDrawing>
        <p>
          <strong>Android</strong> {i18n.t('pairing.step2Android')}
          <br />
          <strong>iPhone</strong> {i18n.t('pairing.step2Iphone')}
        </p>
      </li>
      <li>
        <PhoneDrawing>
          <path d="M19 26v-5h5M32 21h5v5M37 35v5h-5M24 40h-5v-5" />
          <path d="M25 27h2v2h-2zM30 27h2v2h-2zM25 33h2v2h-2zM30 33h2v2h-2z" />
        </PhoneDrawing>
        <p>{i18n.t('pairing.step3')}</p>
      </li>
    </ol>
  )
}

function PhoneDrawing({ children }: { children: ComponentChildren }) {
  return (
    <svg class="phone-drawing" viewBox="0 0 56 64" aria-hidden="true">
      <rect x="13" y="4" width="30" height="56" rx="5" />
      <path d="M25 55h6" />
      <g class="phone-drawing-part">{children}</g>
    </svg>
  )
}
