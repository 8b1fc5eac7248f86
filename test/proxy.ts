// A TCP proxy in front of PostgreSQL, for tests in which the network or the server fails.
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'

export interface Proxy {
  port: number
  /** How many connections go through. */
  count: () => number
  /** Breaks the connections there are; new ones work. */
  cut: () => void
  /** Breaks, once, the connection on which the client next sends these words. */
  cutAt: (words: string) => void
  /** Passes nothing on for the connections there are; new ones work. */
  forget: () => void
  /** Passes nothing on for any connection, old or new, until `go`. */
  hang: () => void
  go: () => void
  /** Refuses connections until `up`. */
  down: () => Promise<void>
  up: () => Promise<void>
  close: () => Promise<void>
}

/** A TCP proxy on one port of the loopback interface, in front of a server whose port changes. */
export async function startProxy(target: () => number): Promise<Proxy> {
  const pairs = new Set<{ near: net.Socket; far: net.Socket; dead: boolean }>()
  let hanging = false
  let fatal: string | undefined
  const server = net.createServer((near) => {
    const pair = { near, far: net.connect(target(), '127.0.0.1'), dead: false }
    pairs.add(pair)
    const { far } = pair
    const pass = (from: net.Socket, to: net.Socket) => {
      from.on('data', (bytes) => {
        if (from === near && fatal !== undefined && bytes.includes(fatal)) {
          fatal = undefined
          near.destroy()
          far.destroy()
          return
        }
        if (!hanging && !pair.dead) to.write(bytes)
      })
      from.on('error', () => {})
      from.on('close', () => {
        pairs.delete(pair)
        if (!pair.dead) to.destroy()
      })
    }
    pass(near, far)
    pass(far, near)
  })
  const listen = async (port: number) => once(server.listen(port, '127.0.0.1'), 'listening')
  await listen(0)
  const { port } = server.address() as AddressInfo
  const cut = () => {
    for (const { near, far } of pairs) for (const socket of [near, far]) socket.destroy()
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
    cutAt: (words) => {
      fatal = words
    },
    forget: () => {
      for (const pair of pairs) pair.dead = true
    },
    hang: () => {
      hanging = true
    },
    // What was not passed on is lost, so those connections are of no use any more.
    go: () => {
      hanging = false
      for (const pair of pairs) pair.dead = true
    },
    down,
    up: async () => void (await listen(port)),
    close: down
  }
}
