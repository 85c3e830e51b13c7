import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { OnecStatus } from '../../shared/onec-status.ts'
import type { AllowedPages, PageKind, PagesDoor } from '../browser/allowed-pages.ts'
import { baseAddress } from '../browser/onec-address.ts'

/** An address at which the panel may stand beside 1C, and whether it does. */
export interface PageLine {
  kind: PageKind
  address: string
  /** The base that named this address. */
  base?: string
  allowed: boolean
}

/** «Где открыта 1С»: the user allows each address by himself, and takes it back. */
export interface PagesState {
  lines: ReadonlySignal<PageLine[]>
  /** Typed by hand, for a base whose address the administrator has not set. */
  typed: Signal<string>
  typedIsWrong: ReadonlySignal<boolean>
  /** The address for which the browser was not given its permission. */
  declined: ReadonlySignal<string | undefined>
  /** Right in a click: the browser asks the user only then. */
  allow(kind: PageKind, address: string): Promise<void>
  allowTyped(): Promise<void>
  withdraw(kind: PageKind, address: string): Promise<void>
}

export interface PagesInputs {
  door: PagesDoor
  onec: ReadonlySignal<OnecStatus | undefined>
  relay: ReadonlySignal<string | undefined>
}

export function createPagesState({ door, onec, relay }: PagesInputs): PagesState {
  const allowed = signal<AllowedPages>({ onec: [] })
  const [typed, typedIsWrong, declined] = [signal(''), signal(false), signal<string | undefined>(undefined)]
  const read = async () => {
    allowed.value = await door.read()
  }
  door.onChange(() => void read())
  void read()
  const allow = async (kind: PageKind, address: string) => {
    const agreed = await door.allow(kind, address)
    declined.value = agreed ? undefined : address
    if (agreed) await read()
  }
  return {
    lines: computed(() => pageLines(onec.value?.bases ?? [], relay.value, allowed.value)),
    typed,
    typedIsWrong,
    declined,
    allow,
    async allowTyped() {
      const address = baseAddress(typed.value)
      typedIsWrong.value = address === undefined
      if (address === undefined) return
      await allow('onec', address)
      if (declined.value === undefined) typed.value = ''
    },
    async withdraw(kind, address) {
      await door.withdraw(kind, address)
      await read()
    },
  }
}

/** First what the administrator's bases name, then what was added here, then the relay's own page. Pure. */
export function pageLines(
  bases: NonNullable<OnecStatus['bases']>,
  relay: string | undefined,
  allowed: AllowedPages,
): PageLine[] {
  const named = bases.flatMap(({ name, webAddress }) => {
    const address = webAddress === undefined ? undefined : baseAddress(webAddress)
    return address === undefined
      ? []
      : [{ kind: 'onec' as const, address, base: name, allowed: allowed.onec.includes(address) }]
  })
  const known = new Set(named.map(({ address }) => address))
  const added = allowed.onec
    .filter((address) => !known.has(address))
    .map((address) => ({ kind: 'onec' as const, address, allowed: true }))
  const links =
    relay === undefined ? [] : [{ kind: 'relay' as const, address: relay, allowed: allowed.relay === relay }]
  return [...named, ...added, ...links]
}
