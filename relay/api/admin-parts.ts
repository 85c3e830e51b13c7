import type { BaseRow } from '../../shared/answers.ts'
import type { PushTarget } from '../../shared/commands.ts'
import type { BaseId, ChannelId } from '../../shared/ids.ts'

/** What the API asks of the WhatsApp side; the two know each other only through this. @throws Refused `notFound` */
export interface AdminChannels {
  startPairing(id: ChannelId): Promise<void>
  unlink(id: ChannelId): Promise<void>
}

/** What the API asks of the 1C side. `undefined`: there is no such base. */
export interface AdminBases {
  list(): Promise<BaseRow[]>
  link(name: string): Promise<{ base: BaseRow; token: string }>
  renewToken(id: BaseId): Promise<{ base: BaseRow; token: string } | undefined>
  setPushTarget(id: BaseId, target: PushTarget): Promise<BaseRow | undefined>
  remove(id: BaseId): Promise<boolean>
  ofToken(token: string): Promise<BaseId | undefined>
}
