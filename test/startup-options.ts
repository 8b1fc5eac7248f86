// A connection pooler that drops startup options, as some do. PostgreSQL then uses the settings of the database, such as
// its time zone.
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** Protocol version 3.0 in a startup packet. Requests for TLS and for a cancellation have other codes. */
const STARTUP = 196_608

/**
 * Removes `options` from a startup packet (int32 length, int32 version, names and values, each ended by a zero byte).
 * Returns other packets unchanged.
 */
function withoutOptions(packet: Buffer): Buffer {
  if (packet.readInt32BE(4) !== STARTUP) return packet
  const words = packet.subarray(8).toString('utf8').split('\0')
  const remaining = []
  for (let i = 0; words[i]; i += 2) if (words[i] !== 'options') remaining.push(words[i], words[i + 1])
  const body = Buffer.from(`${remaining.map((word) => `${word}\0`).join('')}\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(8 + body.length, 0)
  head.writeInt32BE(STARTUP, 4)
  return Buffer.concat([head, body])
}

/** Starts such a pooler in front of the server of the URL. Returns the URL through the pooler, which ends with `t`. */
export async function startDroppingOptions(t: Test, url: string): Promise<string> {
  const target = new URL(url)
  const sockets = new Set<net.Socket>()
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port || 5432), target.hostname)
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client]
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    let received = Buffer.alloc(0)
    const readStartup = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk])
      const length = received.length < 8 ? Number.POSITIVE_INFINITY : received.readInt32BE(0)
      if (received.length < length) return
      client.off('data', readStartup)
      upstream.write(withoutOptions(received.subarray(0, length)))
      if (received.length > length) upstream.write(received.subarray(length))
      client.pipe(upstream)
    }
    client.on('data', readStartup)
    upstream.pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as AddressInfo).port)
  return through.href
}
