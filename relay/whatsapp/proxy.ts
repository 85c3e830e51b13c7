import type { Agent } from 'node:https'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { SocksProxyAgent } from 'socks-proxy-agent'
import type { ChannelId } from '../../shared/ids.ts'

/** The way of a channel's connections: of its WebSocket, its uploads and its downloads. `undefined`: straight. */
export type AgentFor = (channelId: ChannelId) => Agent | undefined

/** @param proxyOf the channel's setting, like http://host:3128 or socks5://user:password@host:1080; read anew for each connection. */
export function createAgentFor(proxyOf: (channelId: ChannelId) => string | null): AgentFor {
  const made = new Map<ChannelId, { proxy: string; agent: Agent }>()
  return (channelId) => {
    const proxy = proxyOf(channelId)
    if (proxy === null) {
      made.delete(channelId)
      return undefined
    }
    const known = made.get(channelId)
    if (known?.proxy === proxy) return known.agent
    const agent = agentThrough(proxy)
    made.set(channelId, { proxy, agent })
    return agent
  }
}

function agentThrough(proxy: string): Agent {
  // `socks5:` would look names up here, where they may be blocked or false.
  if (/^socks5h?:/.test(proxy)) return new SocksProxyAgent(proxy.replace(/^socks5:/, 'socks5h:'))
  return new HttpsProxyAgent(proxy)
}
