import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { InboxService } from '../background/inbox-service.ts'
import { relayAddress } from '../connection/relay-address.ts'
import { type Action, createAction } from './create-action.ts'

/** Which relay. */
export interface RelayChoice {
  address: Signal<string>
  /** The address that is in use; `undefined` before the first. */
  usedAddress: ReadonlySignal<string | undefined>
  /** The company's browser policy has set it. */
  addressByPolicy: ReadonlySignal<boolean>
  addressIsWrong: ReadonlySignal<boolean>
  connect: Action<[]>
}

type Asks = Pick<InboxService, 'relayAddress' | 'addressByPolicy' | 'useRelay'>

export function createRelayChoice(inbox: Asks, onConnected: () => void): RelayChoice {
  const address = signal('')
  const usedAddress = signal<string | undefined>(undefined)
  const [addressIsWrong, addressByPolicy] = [signal(false), signal(false)]
  void inbox.relayAddress().then((used) => {
    usedAddress.value = used
    if (address.value === '') address.value = used ?? ''
  })
  void inbox.addressByPolicy().then((byPolicy) => {
    addressByPolicy.value = byPolicy
  })
  const connecting = createAction(inbox.useRelay, (_done, used) => {
    usedAddress.value = used
    address.value = used
    onConnected()
  })
  const connect = async () => {
    const whole = relayAddress(address.value)
    addressIsWrong.value = whole === undefined
    return whole !== undefined && connecting.run(whole)
  }
  return { address, usedAddress, addressByPolicy, addressIsWrong, connect: { ...connecting, run: connect } }
}
