import type { proto } from '@whiskeysockets/baileys'
import { cleanText } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'
import { textInJson } from './text-in-json.ts'

/** Messages that a business' app makes out of parts: what a person would read of them, line by line. */
export function offerContent(message: proto.IMessage): MessageContent | undefined {
  const lines =
    buttonsLines(message) ??
    listLines(message) ??
    templateLines(message) ??
    interactiveLines(message.interactiveMessage) ??
    productLines(message) ??
    orderLines(message) ??
    inviteLines(message)
  const text = lines?.map((line) => cleanText(line).trim()).filter((line) => line !== '')
  return text && text.length > 0 ? { kind: 'text', text: text.join('\n') } : undefined
}

type Lines = (string | null | undefined)[]

/** What can be chosen, as in «• Да». */
const choice = (text: string | null | undefined): string => (text ? `• ${text}` : '')

function buttonsLines({ buttonsMessage: message }: proto.IMessage): Lines | undefined {
  if (!message) return undefined
  const buttons = (message.buttons ?? []).map(({ buttonText }) => choice(buttonText?.displayText))
  return [message.text, message.contentText, message.footerText, ...buttons]
}

function listLines({ listMessage: message }: proto.IMessage): Lines | undefined {
  if (!message) return undefined
  const rows = (message.sections ?? []).flatMap((section) => [
    section.title,
    ...(section.rows ?? []).flatMap((row) => [choice(row.title), row.description]),
  ])
  return [message.title, message.description, message.footerText, ...rows]
}

function templateLines({ templateMessage, highlyStructuredMessage }: proto.IMessage): Lines | undefined {
  const template = templateMessage ?? highlyStructuredMessage?.hydratedHsm
  if (!template) return undefined
  const filled = template.hydratedTemplate ?? template.hydratedFourRowTemplate
  if (!filled) return interactiveLines(template.interactiveMessageTemplate)
  const buttons = (filled.hydratedButtons ?? []).map(({ quickReplyButton, urlButton, callButton }) =>
    choice(
      [
        quickReplyButton?.displayText ?? urlButton?.displayText ?? callButton?.displayText,
        urlButton?.url ?? callButton?.phoneNumber,
      ]
        .filter(Boolean)
        .join(': '),
    ),
  )
  return [filled.hydratedTitleText, filled.hydratedContentText, filled.hydratedFooterText, ...buttons]
}

function interactiveLines(message: proto.Message.IInteractiveMessage | null | undefined): Lines | undefined {
  if (!message) return undefined
  const { header, body, footer, nativeFlowMessage, carouselMessage } = message
  const buttons = (nativeFlowMessage?.buttons ?? []).map((button) => choice(textInJson(button.buttonParamsJson)))
  const cards = (carouselMessage?.cards ?? []).flatMap((card) => interactiveLines(card) ?? [])
  return [header?.title, header?.subtitle, body?.text, footer?.text, ...buttons, ...cards]
}

function productLines({ productMessage: message }: proto.IMessage): Lines | undefined {
  if (!message) return undefined
  const { product, catalog, body, footer } = message
  const price = product?.priceAmount1000 ? money(product.priceAmount1000, product.currencyCode) : ''
  return [
    product?.title ?? catalog?.title,
    product?.description ?? catalog?.description,
    price,
    product?.url,
    body,
    footer,
  ]
}

function orderLines({ orderMessage: order }: proto.IMessage): Lines | undefined {
  if (!order) return undefined
  const count = order.itemCount ? `× ${order.itemCount}` : ''
  const total = order.totalAmount1000 ? money(order.totalAmount1000, order.totalCurrencyCode) : ''
  return [order.orderTitle, order.message, count, total]
}

function inviteLines({ groupInviteMessage: invite }: proto.IMessage): Lines | undefined {
  if (!invite) return undefined
  return [invite.groupName, invite.caption, invite.inviteCode ? `https://chat.whatsapp.com/${invite.inviteCode}` : '']
}

/** WhatsApp counts money in thousandths. */
const money = (amount1000: number | { toNumber(): number }, currency: string | null | undefined): string =>
  `${(typeof amount1000 === 'number' ? amount1000 : amount1000.toNumber()) / 1000} ${currency ?? ''}`.trim()
