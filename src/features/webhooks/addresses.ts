// Where webhooks may go: to addresses that everybody can reach, and never to the network that the service itself stands in (SSRF).
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

// What ipaddr.js does not count among the special ranges (IANA special-purpose address registries).
const special = [
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.175.48.0/24',
  '2001::/23',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20'
].map((range) => ipaddr.parseCIDR(range))
// All of IPv6 that is given out to networks. What embeds an IPv4 address lies outside: ::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48.
const givenOut = ipaddr.parseCIDR('2000::/3')

type Address = ipaddr.IPv4 | ipaddr.IPv6

const within = (address: Address, [network, bits]: [Address, number]) =>
  (address instanceof ipaddr.IPv4 && network instanceof ipaddr.IPv4 && address.match(network, bits)) ||
  (address instanceof ipaddr.IPv6 && network instanceof ipaddr.IPv6 && address.match(network, bits))

/** Whether an IP address, as a resolver or a parsed URL gives it, is one that everybody can reach. Anything else is not. */
export function isGlobal(text: string): boolean {
  if (isIP(text) === 0) return false
  const address = ipaddr.parse(text)
  if (address.range() !== 'unicast' || special.some((range) => within(address, range))) return false
  return address.kind() === 'ipv4' || within(address, givenOut)
}

/** Whether an IP address is of this machine alone. */
export const isLoopback = (text: string): boolean => isIP(text) > 0 && ipaddr.parse(text).range() === 'loopback'

// Names that are good in one network only (RFC 6761, RFC 6762, RFC 8375, RFC 7686, and .internal of ICANN).
const LOCAL_NAME = new RegExp(
  `(^|[.])(${[
    ...['localhost', 'local', 'localdomain', 'internal', 'intranet', 'lan', 'home', 'corp'],
    ...['test', 'invalid', 'onion', 'alt', 'home[.]arpa', 'in-addr[.]arpa', 'ip6[.]arpa']
  ].join('|')})$`
)

/** Where a URL leads, its host without the brackets of IPv6. */
export interface Target {
  url: URL
  host: string
  /** Whether it is this machine, which only a development setting allows. */
  loopback: boolean
}

/** Why a URL is no address for webhooks. */
export type UrlFault = 'not_https' | 'other_port' | 'with_credentials' | 'with_fragment' | 'not_public' | 'not_a_url'

/**
 * Reads the URL of a receiver as fetch would (WHATWG): decimal, octal and hexadecimal addresses are told for what they are. Says what is wrong with
 * one that may not be called; names are looked up, and what they lead to is judged, only when the call is made.
 */
export function readTarget(text: string, allowLoopback: boolean): Target | UrlFault {
  if (!URL.canParse(text)) return 'not_a_url'
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.username !== '' || url.password !== '') return 'with_credentials'
  if (text.includes('#')) return 'with_fragment'
  const loopback = allowLoopback && (host === 'localhost' || isLoopback(host))
  if (loopback && (url.protocol === 'http:' || url.protocol === 'https:')) return { url, host, loopback }
  if (url.protocol !== 'https:') return 'not_https'
  if (url.port !== '') return 'other_port'
  if (isIP(host) > 0 ? !isGlobal(host) : !isPublicName(host)) return 'not_public'
  return { url, host, loopback: false }
}

/** Whether a name could stand in the DNS for everybody: it has a domain, and does not end in a dot, which certificates do not know. */
const isPublicName = (host: string): boolean => host.includes('.') && !host.endsWith('.') && !LOCAL_NAME.test(host)
