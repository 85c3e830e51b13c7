import { afterAll, beforeEach } from 'vitest'
import { clientWritesContract } from '../world/whatsapp/contract/client-writes.ts'
import { companyWritesContract } from '../world/whatsapp/contract/company-writes.ts'
import { connectionEndsContract } from '../world/whatsapp/contract/connection-ends.ts'
import { pairingContract } from '../world/whatsapp/contract/pairing.ts'
import { phoneContract } from '../world/whatsapp/contract/phone.ts'
import { remoteControlContract } from '../world/whatsapp/contract/remote-control.ts'
import { Stage } from '../world/whatsapp/contract/stage.ts'

// What the stand-in promises, proved with an unmodified Baileys. One stage for all: pairing costs a third of a second.
const stage = await Stage.open()
afterAll(() => stage.close())
beforeEach(() => stage.isOpen())

pairingContract(stage)
clientWritesContract(stage)
companyWritesContract(stage)
connectionEndsContract(stage)
phoneContract()
remoteControlContract(stage)
