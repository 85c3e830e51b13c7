import * as v from 'valibot'
import { channelIdSchema, instantSchema } from './ids.ts'
import { phoneNumberSchema } from './phone-number.ts'

/** How a channel's link to WhatsApp is. A closed list: the sentence for each stands below, in both languages. */
export const channelStates = [
  'notPaired',
  'waitingForScan',
  'codesUsedUp',
  'pairing',
  'connecting',
  'online',
  'suspect',
  'reconnecting',
  'unlinked',
  'replaced',
  'banned',
  'versionRefused',
  'otherNumber',
] as const
export const channelStateSchema = v.picklist(channelStates)
export type ChannelState = v.InferOutput<typeof channelStateSchema>

/** What stands in the way of a channel that is not online, as far as it can be told. A closed list with a sentence for each. */
export const channelTroubles = [
  'unreachable',
  'proxyUnreachable',
  'proxyRefused',
  'damagedKeys',
  'linkedElsewhere',
  'phoneRefused',
] as const
export const channelTroubleSchema = v.picklist(channelTroubles)
export type ChannelTrouble = v.InferOutput<typeof channelTroubleSchema>

export const channelStatusSchema = v.object({
  channelId: channelIdSchema,
  state: channelStateSchema,
  /** Since when. */
  since: instantSchema,
  /** The company's number, once known. */
  phone: v.optional(phoneNumberSchema),
  /** The name that WhatsApp shows to clients, once known. */
  name: v.optional(v.string()),
  /** What the administrator calls this number, and its place in the list. */
  title: v.string(),
  position: v.number(),
  /** With `otherNumber`: the number that was scanned, whereas `phone` is the one that this channel has had so far. */
  otherPhone: v.optional(phoneNumberSchema),
  /** Why it is not online, beside what the state says. */
  trouble: v.optional(channelTroubleSchema),
  /** WhatsApp does not let this number write to strangers (or at all) for a time. */
  restriction: v.optional(v.object({ since: instantSchema, until: v.optional(instantSchema) })),
  /** While the phone's history is being loaded: 0–100. */
  historyPercent: v.optional(v.number()),
  /** New conversations begun by us today, and how many there may be. */
  allowance: v.optional(v.object({ used: v.number(), limit: v.number() })),
})
export type ChannelStatus = v.InferOutput<typeof channelStatusSchema>

/** A code to scan. Only administrators ever get it. */
export const pairingCodeSchema = v.object({
  channelId: channelIdSchema,
  /** The text of the QR code. */
  qr: v.string(),
  /** After this moment WhatsApp refuses it. */
  expiresAt: instantSchema,
  /** 1-based; WhatsApp gives `total` codes, then «Обновить код» is needed. */
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  total: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type PairingCode = v.InferOutput<typeof pairingCodeSchema>

/** A code to type on the phone («Привязать по номеру телефона»). Only administrators ever get it. */
export const phoneCodeSchema = v.object({
  channelId: channelIdSchema,
  /** Eight letters and digits. */
  code: v.string(),
  /** For which number it was made. */
  phone: phoneNumberSchema,
  expiresAt: instantSchema,
})
export type PhoneCode = v.InferOutput<typeof phoneCodeSchema>

/** What administrators are told of without asking: `down` after a minute without a connection, everything else at once. */
export const channelAlertSchema = v.object({
  channelId: channelIdSchema,
  kind: v.picklist(['down', 'unlinked', 'replaced', 'banned', 'versionRefused', 'restricted', 'deaf']),
  since: instantSchema,
})
export type ChannelAlert = v.InferOutput<typeof channelAlertSchema>

/** What happened and what to do, for people. */
export const channelSentences: Record<ChannelState, { ru: string; en: string }> = {
  notPaired: {
    ru: 'Номер не привязан. Администратор привязывает его в «Настройках мессенджера».',
    en: 'The number is not paired. The administrator pairs it in the messenger settings.',
  },
  waitingForScan: {
    ru: 'Ждём, пока код отсканируют телефоном компании.',
    en: 'Waiting for the company’s phone to scan the code.',
  },
  codesUsedUp: {
    ru: 'Время кодов вышло. Нажмите «Обновить код», чтобы получить новые.',
    en: 'The codes have expired. Press “New code” to get fresh ones.',
  },
  pairing: { ru: 'Код отсканирован, телефон привязывается…', en: 'The code is scanned, the phone is being linked…' },
  connecting: { ru: 'Подключаемся к WhatsApp…', en: 'Connecting to WhatsApp…' },
  online: { ru: 'На связи: сообщения приходят и уходят.', en: 'Online: messages come and go.' },
  suspect: {
    ru: 'Номер молчит дольше обычного, проверяем связь с WhatsApp.',
    en: 'The number has been silent for longer than usual; the link to WhatsApp is being checked.',
  },
  reconnecting: {
    ru: 'Связь с WhatsApp прервалась, восстанавливаем. Ответы сохраняются и уйдут сами.',
    en: 'The link to WhatsApp is broken and is being restored. Replies are kept and will leave by themselves.',
  },
  unlinked: {
    ru: 'Телефон отвязал панель. Привяжите номер снова: переписка сохранится.',
    en: 'The phone has unlinked the panel. Pair the number again: conversations are kept.',
  },
  replaced: {
    ru: 'Этот номер открыт другой копией реле. Оставьте одну и нажмите «Подключить».',
    en: 'Another relay uses this number. Leave only one running and press “Connect”.',
  },
  banned: {
    ru: 'WhatsApp заблокировал номер. Откройте WhatsApp на телефоне компании и запросите проверку.',
    en: 'WhatsApp has banned the number. Open WhatsApp on the company’s phone and ask for a review.',
  },
  versionRefused: {
    ru: 'WhatsApp не принимает эту версию панели. Обновите реле.',
    en: 'WhatsApp refuses this version of the panel. Update the relay.',
  },
  otherNumber: {
    ru: 'Отсканирован другой номер. Оставьте прежний номер или подтвердите замену: переписка прежнего номера останется в этом канале.',
    en: 'Another number was scanned. Keep the former one or confirm the change: the former number’s conversations stay in this channel.',
  },
}

/** What stands in the way and what to do, for people. */
export const channelTroubleSentences: Record<ChannelTrouble, { ru: string; en: string }> = {
  unreachable: {
    ru: 'Реле не может достучаться до WhatsApp: проверьте интернет на его компьютере или задайте прокси. Реле пробует снова само.',
    en: 'The relay cannot reach WhatsApp: check the internet of its machine, or set a proxy. It keeps trying by itself.',
  },
  proxyUnreachable: {
    ru: 'Прокси этого номера не отвечает: проверьте его адрес. Реле пробует снова само.',
    en: 'The proxy of this number does not answer: check its address. The relay keeps trying by itself.',
  },
  proxyRefused: {
    ru: 'Прокси этого номера не пускает: проверьте имя и пароль в его адресе.',
    en: 'The proxy of this number refuses: check the name and the password in its address.',
  },
  damagedKeys: {
    ru: 'Ключи этого номера повреждены. Восстановите базу из резервной копии или отвяжите номер и привяжите снова: переписка сохранится.',
    en: 'The keys of this number are damaged. Restore the database from a backup, or unlink the number and pair it again: conversations are kept.',
  },
  linkedElsewhere: {
    ru: 'Этот номер уже привязан к другому каналу этой панели, второй раз он не привязан.',
    en: 'This number is linked to another channel of this panel already; it was not linked a second time.',
  },
  phoneRefused: {
    ru: 'WhatsApp не дал код для этого номера: проверьте его и попробуйте позже или отсканируйте QR-код.',
    en: 'WhatsApp gave no code for this number: check it and try later, or scan the QR code.',
  },
}
