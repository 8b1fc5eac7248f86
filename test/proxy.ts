// A TCP proxy in front of PostgreSQL, for tests in which the network or the server fails.
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'

export interface Proxy {
  port: number
  /** Number of open connections. */
  count: () => number
  /** Closes the open connections. New ones work. */
  cut: () => void
  /** Closes, once, the connection on which the client next sends this text. */
  cutAt: (text: string) => void
  /** Discards the data of the open connections, without closing them. New ones work. */
  stallOpen: () => void
  /** Discards the data of all connections, open and new, until `resume`. */
  stall: () => void
  resume: () => void
  /** Closes the open connections and refuses new ones until `up`. */
  down: () => Promise<void>
  up: () => Promise<void>
  close: () => Promise<void>
}

/** Starts a TCP proxy on one port of the loopback interface. The port of the server behind it may change. */
export async function startProxy(target: () => number): Promise<Proxy> {
  const pairs = new Set<{ client: net.Socket; upstream: net.Socket; stalled: boolean }>()
  let stalled = false
  let cutText: string | undefined
  const server = net.createServer((client) => {
    const pair = { client, upstream: net.connect(target(), '127.0.0.1'), stalled: false }
    pairs.add(pair)
    const { upstream } = pair
    const forward = (from: net.Socket, to: net.Socket) => {
      from.on('data', (bytes) => {
        if (from === client && cutText !== undefined && bytes.includes(cutText)) {
          cutText = undefined
          client.destroy()
          upstream.destroy()
          return
        }
        if (!stalled && !pair.stalled) to.write(bytes)
      })
      from.on('error', () => {})
      from.on('close', () => {
        pairs.delete(pair)
        if (!pair.stalled) to.destroy()
      })
    }
    forward(client, upstream)
    forward(upstream, client)
  })
  const listen = async (port: number) => once(server.listen(port, '127.0.0.1'), 'listening')
  await listen(0)
  const { port } = server.address() as AddressInfo
  const cut = () => {
    for (const { client, upstream } of pairs) for (const socket of [client, upstream]) socket.destroy()
  }
  const down = async () => {
    const closed = server.listening && once(server, 'close')
    server.close()
    cut()
    await closed
  }
  return {
    port,
    count: () => pairs.size,
    cut,
    cutAt: (text) => {
      cutText = text
    },
    stallOpen: () => {
      for (const pair of pairs) pair.stalled = true
    },
    stall: () => {
      stalled = true
    },
    // The discarded data is lost, so the open connections are of no use any more.
    resume: () => {
      stalled = false
      for (const pair of pairs) pair.stalled = true
    },
    down,
    up: async () => void (await listen(port)),
    close: down
  }
}
