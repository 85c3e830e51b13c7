import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A proxy of a company's, as small as they come. */
export interface TestProxy {
  /** For a channel's setting. */
  url: string
  /** Where it was asked to connect to, in order. */
  asked: string[]
  close(): Promise<void>
}

/** HTTP: `CONNECT host:port`. @param password wanted from the user `anna`. */
export async function startConnectProxy(password?: string): Promise<TestProxy> {
  const asked: string[] = []
  const server = createHttpServer()
  server.on('connect', (request, socket: Socket) => {
    const wanted = `Basic ${Buffer.from(`anna:${password}`).toString('base64')}`
    if (password !== undefined && request.headers['proxy-authorization'] !== wanted) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    asked.push(request.url ?? '')
    const [host = '', port = ''] = (request.url ?? '').split(':')
    join(socket, connect(Number(port), host), () => socket.write('HTTP/1.1 200 Connection Established\r\n\r\n'))
  })
  return await listening(server, asked, 'http')
}

const noAuthentication = Buffer.from([5, 0])
const granted = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])

/** SOCKS5 without a password: greeting, one CONNECT, then bytes both ways. */
export async function startSocksProxy(): Promise<TestProxy> {
  const asked: string[] = []
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(noAuthentication)
      socket.once('data', (request: Buffer) => {
        const { host, port } = destination(request)
        asked.push(`${host}:${port}`)
        join(socket, connect(port, host), () => socket.write(granted))
      })
    })
    socket.on('error', () => socket.destroy())
  })
  return await listening(server, asked, 'socks5')
}

/** VER CMD RSV ATYP address port; ATYP 1 = four bytes, 3 = a name with its length before it. */
function destination(request: Buffer): { host: string; port: number } {
  const isName = request[3] === 3
  const end = isName ? 5 + (request[4] ?? 0) : 8
  const host = isName ? request.toString('latin1', 5, end) : [...request.subarray(4, end)].join('.')
  return { host, port: request.readUInt16BE(end) }
}

function join(near: Socket, far: Socket, onConnected: () => void): void {
  far.once('connect', () => {
    onConnected()
    near.pipe(far)
    far.pipe(near)
  })
  far.on('error', () => near.destroy())
  near.on('error', () => far.destroy())
  near.on('close', () => far.destroy())
  far.on('close', () => near.destroy())
}

async function listening(server: Server, asked: string[], scheme: string): Promise<TestProxy> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    asked,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
