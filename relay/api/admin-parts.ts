import type { BaseCheck, BaseRow, ChannelRow } from '../../shared/answers.ts'
import type { BaseChange, ChannelChange, KeptNumber, PushTarget } from '../../shared/commands.ts'
import type { BaseId, ChannelId, FileId } from '../../shared/ids.ts'

/** What the API asks of the WhatsApp side; the two know each other only through this. @throws Refused `notFound` */
export interface AdminChannels {
  list(): ChannelRow[]
  add(title: string): Promise<ChannelRow>
  /** @throws Refused `badRequest` for a proxy whose hidden password is not known. */
  change(id: ChannelId, change: ChannelChange): Promise<ChannelRow>
  /** Unlinks it; its conversations stay readable. */
  remove(id: ChannelId): Promise<void>
  /** New codes to scan, or with `phone` one to type there. A linked number is connected. @throws Refused `badRequest`, `conflict` */
  startPairing(id: ChannelId, phone?: string): Promise<void>
  /** Unlinks a linked number; of one that is being paired the codes are dead at once. */
  unlink(id: ChannelId): Promise<void>
  /** A linked number tries at once, with the newest version of WhatsApp Web when the last one was refused. @throws Refused `conflict` */
  connect(id: ChannelId): Promise<void>
  /** @throws Refused `conflict` when nothing was asked. */
  answerOtherNumber(id: ChannelId, keep: KeptNumber): Promise<void>
}

/** What the API asks of the 1C side. `undefined`: there is no such base. */
export interface AdminBases {
  list(): Promise<BaseRow[]>
  link(name: string): Promise<{ base: BaseRow; token: string }>
  renewToken(id: BaseId): Promise<{ base: BaseRow; token: string } | undefined>
  setPushTarget(id: BaseId, target: PushTarget): Promise<BaseRow | undefined>
  change(id: BaseId, change: BaseChange): Promise<BaseRow | undefined>
  /** Calls it now. */
  check(id: BaseId): Promise<BaseCheck | undefined>
  remove(id: BaseId): Promise<boolean>
  ofToken(token: string): Promise<BaseId | undefined>
  /** Whether a base may fetch, put and send this file: those of other bases' numbers it may not. */
  mayUseFile(id: BaseId, file: FileId): Promise<boolean>
}
