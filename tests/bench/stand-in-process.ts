import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { RemoteWhatsApp } from '../world/whatsapp/remote-whatsapp.ts'

/** A WhatsApp in a process of its own, so that its work does not stand in what is measured. */
export interface StandIn {
  url: string
  certificate: string
  whatsapp: RemoteWhatsApp
  end(): void
}

export async function startStandIn(): Promise<StandIn> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/world/whatsapp/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line]: [string] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const said: { url: string; controlUrl: string; mediaCertificateFile: string } = JSON.parse(line)
  return {
    url: said.url,
    certificate: readFileSync(said.mediaCertificateFile, 'utf8'),
    whatsapp: new RemoteWhatsApp(said.controlUrl),
    end: () => void child.kill('SIGTERM'),
  }
}
