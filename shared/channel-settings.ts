import * as v from 'valibot'

/** What stands behind the host is of no use to a proxy, and would be shown, be it a password. */
const isHostAlone = ({ hostname, pathname, search, hash }: URL): boolean =>
  hostname !== '' && `${pathname}${search}${hash}`.replace('/', '') === ''

const proxyAddress = v.pipe(
  v.string(),
  v.trim(),
  v.regex(
    /^(https?|socks5h?):\/\/\S+$/,
    'an address like http://host:3128 or socks5://user:password@host:1080 is wanted',
  ),
  v.check(
    (address) => URL.canParse(address) && isHostAlone(new URL(address)),
    'an address like http://host:3128 or socks5://user:password@host:1080 is wanted',
  ),
)

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/** How one number behaves. PATCH /api/v1/channels/{id} changes it; what is left out stays. */
export const channelSettingsSchema = v.object({
  /** «Разрешить отправлять сообщения первыми». */
  writeFirst: v.boolean(),
  /** How many people a day may be written to who have never written to us. */
  newConversationsPerDay: whole(0, 1_000),
  /** How many messages a minute may leave in the long run. */
  perMinute: whole(1, 600),
  /** How many may leave one after the other before that counts. */
  burst: whole(1, 100),
  /** Whether «печатает…» is shown to the client before a text leaves. */
  typing: v.boolean(),
  /** Whether the client sees blue ticks when an employee opens the conversation. */
  readReceipts: v.boolean(),
  /** How many days of conversations are loaded from the phone when it is linked. */
  historyDays: v.picklist([0, 7, 30]),
  /** `null`: straight. The password in it is never shown again. */
  proxy: v.nullable(proxyAddress),
})
export type ChannelSettings = v.InferOutput<typeof channelSettingsSchema>

/** Careful enough for a number that answers its clients; see docs/decisions/0012. */
export const defaultChannelSettings: ChannelSettings = {
  writeFirst: false,
  newConversationsPerDay: 20,
  perMinute: 30,
  burst: 10,
  typing: true,
  readReceipts: true,
  historyDays: 0,
  proxy: null,
}
