/** The version both sides speak; agreed in the hello. Another one is refused with `protocolMismatch`. */
export const protocolVersion = 1
