// Allowed addresses of webhooks: only public addresses, never the internal network of the service (SSRF).
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

// Ranges from the IANA special-purpose address registries that ipaddr.js reports as unicast.
const SPECIAL_RANGES = [
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.175.48.0/24',
  '2001::/23',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20'
].map((range) => ipaddr.parseCIDR(range))
// IPv6 global unicast. Ranges that embed IPv4 addresses lie outside: ::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48.
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3')

type Address = ipaddr.IPv4 | ipaddr.IPv6

const isInRange = (address: Address, [network, bits]: [Address, number]) =>
  (address instanceof ipaddr.IPv4 && network instanceof ipaddr.IPv4 && address.match(network, bits)) ||
  (address instanceof ipaddr.IPv6 && network instanceof ipaddr.IPv6 && address.match(network, bits))

/** Returns whether text is a public IP address, in the form of a resolver or a parsed URL. */
export function isGlobal(text: string): boolean {
  if (isIP(text) === 0) return false
  const address = ipaddr.parse(text)
  if (address.range() !== 'unicast' || SPECIAL_RANGES.some((range) => isInRange(address, range))) return false
  return address.kind() === 'ipv4' || isInRange(address, GLOBAL_UNICAST)
}

/** Returns whether text is a loopback IP address. */
export const isLoopback = (text: string): boolean => isIP(text) > 0 && ipaddr.parse(text).range() === 'loopback'

// Names that only resolve in a local network (RFC 6761, RFC 6762, RFC 8375, RFC 7686, and .internal of ICANN).
const LOCAL_NAME = new RegExp(
  `(^|[.])(${[
    ...['localhost', 'local', 'localdomain', 'internal', 'intranet', 'lan', 'home', 'corp'],
    ...['test', 'invalid', 'onion', 'alt', 'home[.]arpa', 'in-addr[.]arpa', 'ip6[.]arpa']
  ].join('|')})$`
)

/** A parsed URL of a receiver. `host` has no IPv6 brackets. */
export interface Target {
  url: URL
  host: string
  /** Whether it is the local machine, which only a development setting allows. */
  loopback: boolean
}

/** The reason why a URL is not allowed for webhooks. */
export type UrlFault = 'not_https' | 'other_port' | 'with_credentials' | 'with_fragment' | 'not_public' | 'not_a_url'

/**
 * Parses the URL of a receiver as fetch does (WHATWG), so that decimal, octal and hexadecimal IP addresses are
 * recognised. Returns the fault of a URL that is not allowed. Names are resolved and their addresses checked only when
 * a request is sent.
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

/** Returns whether a name can be in the public DNS. A final dot is not allowed, because certificates do not have it. */
const isPublicName = (host: string): boolean => host.includes('.') && !host.endsWith('.') && !LOCAL_NAME.test(host)
