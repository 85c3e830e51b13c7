import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { Conversation } from '../../shared/conversation.ts'
import { type Employee, has } from '../../shared/employee.ts'
import { sees } from '../../shared/sight.ts'

/** Why one reads here and does not write. A closed list: `composer.closed.<why>` is its sentence. */
export type WhyNotWrite = 'noRight' | 'numberRemoved' | 'notYours'

/** What would be refused anyway is said instead of the box. The relay decides in the end. Pure. */
export function whyNotWrite(
  conversation: Pick<Conversation, 'channelId' | 'state' | 'ownerId' | 'observers' | 'escalation'>,
  here: { employee?: Employee; channels: readonly Pick<ChannelStatus, 'channelId'>[] } | null | undefined,
): WhyNotWrite | undefined {
  const employee = here?.employee
  if (!here || employee === undefined || !has(employee, 'reply')) return 'noRight'
  if (!here.channels.some(({ channelId }) => channelId === conversation.channelId)) return 'numberRemoved'
  return sees(employee, conversation) ? undefined : 'notYours'
}
