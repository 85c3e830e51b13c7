import type { RefusalCode } from '../../shared/refusal.ts'
import type { OnecIdentity } from '../access/onec-sign-in.ts'
import { Refused } from '../refused.ts'
import { allBases, type LinkedBase } from '../store/bases.ts'
import { basesThatKnowLogin } from '../store/employees.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import { askWhoSignsIn, type OnecLogin, type SignInVerdict } from './sign-in-call.ts'

export interface SignInWithOnecParts {
  store: Store
  setAlarm: SetAlarm
  stop: AbortSignal
}

/** Login and password of 1C, checked by 1C itself. */
export function createSignInWithOnec({ store, setAlarm, stop }: SignInWithOnecParts) {
  return {
    /** Whether any base is published that has given employees. */
    isOffered: async (): Promise<boolean> => (await allBases(store.read)).some(isAsked),
    /** One base after the other, until one knows him. @throws Refused with the reason that helps most. */
    whoSignsIn: async (who: OnecLogin): Promise<OnecIdentity> => {
      const knowing = await basesThatKnowLogin(store.read, who.login)
      const bases = basesToAsk((await allBases(store.read)).filter(isAsked), new Set(knowing))
      const said: Exclude<SignInVerdict, object>[] = []
      for (const base of bases) {
        const target = { url: base.push_url ?? '', secret: base.push_secret }
        const verdict = await askWhoSignsIn(target, who, { setAlarm, abort: stop })
        if (typeof verdict === 'object') return { baseId: base.id, userId: verdict.userId }
        said.push(verdict)
      }
      throw refusalOf(said)
    },
  }
}

const isAsked = (base: LinkedBase): boolean => base.push_url !== null && base.users_revision !== null

/**
 * A password goes to no base that need not see it: when some know the login, only they are asked. Somebody whom none knows may still be in 1C, and is then
 * told that he is not in the access group. Pure.
 */
export function basesToAsk<Base extends Pick<LinkedBase, 'id'>>(
  published: readonly Base[],
  knowing: ReadonlySet<Base['id']>,
): readonly Base[] {
  const known = published.filter(({ id }) => knowing.has(id))
  return known.length > 0 ? known : published
}

const refusals: readonly [Exclude<SignInVerdict, object>, RefusalCode, string][] = [
  ['forbidden', 'notInGroup', '1C knows this user, but he is not in the access group.'],
  ['noLicence', 'noLicence', '1C has no free licence to check the password.'],
  ['unreachable', 'onecUnreachable', '1C could not be asked: not reachable, not published, or its exchange is off.'],
  ['wrongLogin', 'wrongLogin', '1C does not accept this login and password.'],
]

/** Of several answers the one that helps most: while one base cannot be asked, nobody can say that the password is wrong. Pure. */
export function refusalOf(said: readonly Exclude<SignInVerdict, object>[]): Refused {
  for (const [verdict, code, message] of refusals) if (said.includes(verdict)) return new Refused(code, message)
  return new Refused('onecUnreachable', 'No base is published.')
}
