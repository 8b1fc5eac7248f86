// Rate limits of IPv6: per /64, and per /48, which one customer of a provider has.
import t from 'tap'
import { countAddresses, countBadKeys } from '../../src/http/rate-limits.ts'

/** Returns an address in the network `site`, a /48, with its own /64. */
const address = (site: number, network: number) => `2001:db8:${site}:${network.toString(16)}::1`

t.test('countAddresses: a /48 has eight times the limit of a /64', async (t) => {
  const count = countAddresses(10)
  for (let network = 0; network < 8; network++)
    for (let i = 1; i <= 10; i++) t.notOk((await count(address(1, network))).exceeded)
  const refused = await count(address(1, 8))
  t.match(refused, { exceeded: true, limit: 80, remaining: 0, cost: 1 })
  t.match(refused.headers, { 'ratelimit-policy': '"minute";q=80;w=60', ratelimit: /^"minute";r=0;t=\d+$/ })
  t.match(await count(address(1, 0)), { exceeded: true, limit: 10 }, 'a /64 that has used its own limit')
  t.match(await count(address(2, 0)), { exceeded: false, remaining: 9 }, 'another /48')
  t.match(await count('::ffff:192.0.2.1'), { exceeded: false, remaining: 9 }, 'IPv4 has no such limit')
})

t.test('countAddresses: what one limit refuses consumes nothing of the other', async (t) => {
  const count = countAddresses(10)
  // Requests beyond the limit of a /64 leave the /48 as it is.
  for (let i = 0; i < 100; i++) await count(address(1, 0))
  for (let network = 1; network < 8; network++)
    t.match(await count(address(1, network), 9), { exceeded: false }, `network ${network}`)
  // 10 + 63 of 80 are used.
  t.match(await count(address(1, 9), 8), { exceeded: true, limit: 80, remaining: 7 })
  t.match(await count(address(1, 9), 7), { exceeded: false }, 'the refused request did not use up the /64')
})

t.test('countAddresses: the headers have the limit that is reached first', async (t) => {
  const count = countAddresses(10)
  for (let network = 0; network < 7; network++) await count(address(1, network), 10)
  t.match(await count(address(1, 7), 4), { limit: 10, remaining: 6 })
  t.match(await count(address(1, 8), 1), { limit: 80, remaining: 5 })
})

t.test('countBadKeys: invalid keys per /64 and per /48', async (t) => {
  const badKeys = countBadKeys(2)
  for (let network = 0; network < 8; network++)
    for (let i = 0; i < 2; i++) {
      t.equal(await badKeys.exceeded(address(1, network)), undefined)
      await badKeys.add(address(1, network))
    }
  t.match(await badKeys.exceeded(address(1, 0)), { exceeded: true, limit: 2 })
  t.match(await badKeys.exceeded(address(1, 999)), { exceeded: true, limit: 16 })
  t.equal(await badKeys.exceeded(address(2, 0)), undefined)
  for (let i = 0; i < 2; i++) await badKeys.add('192.0.2.1')
  t.match(await badKeys.exceeded('::ffff:192.0.2.1'), { limit: 2 })
  t.equal(await badKeys.exceeded('192.0.2.2'), undefined)
})

t.test('A connection that has closed meanwhile has no address', async (t) => {
  t.match(await countAddresses(10)(undefined), { exceeded: false })
  const badKeys = countBadKeys(2)
  t.equal(await badKeys.exceeded(undefined), undefined)
  await badKeys.add(undefined)
})
