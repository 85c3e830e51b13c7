import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startControl } from './control.ts'
import { silenceLibsignal } from './silence-libsignal.ts'
import { startWhatsApp } from './whatsapp.ts'

// tsx tests/world/whatsapp/main.ts [--port 0] [--control-port 0] [--certificate file.pem]
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    certificate: { type: 'string', default: join(tmpdir(), `whatsapp-stand-in-${process.pid}.pem`) },
  },
})

silenceLibsignal()
const whatsapp = await startWhatsApp({ port: Number(values.port) })
const control = await startControl(whatsapp, Number(values['control-port']))
whatsapp.writeMediaCertificate(values.certificate)

const { url } = whatsapp
const rootPublicKey = whatsapp.rootPublicKey.toString('hex')
// One line for whoever started this process: everything it needs to point a Baileys here.
console.log(JSON.stringify({ url, controlUrl: control.url, mediaCertificateFile: values.certificate, rootPublicKey }))

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await control.close()
    await whatsapp.close()
  })
}
