/** Where the relay is and what this base has been given to show there. */
export interface RelayAddress {
  url: string
  token: string
}

export const relayHeaders = ({ token }: RelayAddress) => ({ authorization: `Bearer ${token}` })
