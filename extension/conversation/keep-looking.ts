import { effect } from '@preact/signals'
import type { ConversationId } from '../../shared/ids.ts'
import { lookAt } from '../browser/looking.ts'
import { pageIsSeen } from './page-is-seen.ts'

/** As long as somebody is at this page, the background knows that this conversation needs no notification. @returns stops it */
export const keepLooking = (conversationId: ConversationId): (() => void) =>
  effect(() => (pageIsSeen.value ? lookAt(conversationId) : undefined))
