import type { BaseId, EmployeeId } from '../../shared/ids.ts'

/** Whom 1C has recognised by his login and password. */
export interface OnecIdentity {
  baseId: BaseId
  userId: EmployeeId
}

/** What sign-in asks of the 1C side; the two know each other only through this. */
export interface OnecSignIn {
  /** Whether it can be offered at all. */
  isOffered(): Promise<boolean>
  /** @throws Refused `wrongLogin`, `notInGroup`, `noLicence`, `onecUnreachable` */
  whoSignsIn(who: { login: string; password: string }): Promise<OnecIdentity>
}
