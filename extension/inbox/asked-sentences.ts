import { i18n } from '#i18n'
import type { AskedCode } from '../background/inbox-service.ts'

export interface Refused {
  code: AskedCode
  retryAfterSeconds?: number
}

/** What happened and what to do, for each reason the relay or the link may have. */
export function askedSentence({ code, retryAfterSeconds }: Refused): string {
  if (code === 'tooManyAttempts' && retryAfterSeconds !== undefined) {
    return i18n.t('asked.tooManyAttemptsFor', [Math.ceil(retryAfterSeconds / 60)])
  }
  return i18n.t(`asked.${code}`)
}

/** The same where a one-time code was typed: there some reasons mean the code, not the employee. */
export function typedCodeSentence(refused: Refused): string {
  switch (refused.code) {
    case 'badRequest':
    case 'unauthorized':
    case 'forbidden':
    case 'notFound':
    case 'codeUsed':
      return i18n.t('typedCode.unknown')
    case 'conflict':
      return i18n.t('typedCode.setUpAlready')
    default:
      return askedSentence(refused)
  }
}
