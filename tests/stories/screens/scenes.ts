import { startBusyDay } from '../busy-day/relay.ts'
import { aboveTheList } from './above-the-list.ts'
import { beforeSigningIn } from './before-signing-in.ts'
import { firstDay } from './first-day.ts'
import { fromOnec } from './from-onec.ts'
import { inConversations } from './in-conversations.ts'
import { startNewOffice } from './new-office.ts'
import { numbersAndBases } from './numbers-and-bases.ts'
import { settingsParts } from './settings-parts.ts'
import type { Scene } from './stage.ts'
import { whatIsWritten } from './what-is-written.ts'
import { whenSomethingIsWrong } from './when-something-is-wrong.ts'

/** Every screen that a person can see, and every state that it can be in. */
export const scenes: Scene[] = [
  { title: 'the first day of an office', open: startNewOffice, screens: firstDay },
  {
    title: 'a busy day',
    open: startBusyDay,
    screens: [
      ...beforeSigningIn,
      ...settingsParts,
      ...aboveTheList,
      ...inConversations,
      ...whatIsWritten,
      ...fromOnec,
      ...numbersAndBases,
      ...whenSomethingIsWrong,
    ],
  },
]
