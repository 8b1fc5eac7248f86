// The only reader of the environment. Every setting is listed once: `--help`, the README's table and the checks come from this list.
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import ipaddr from 'ipaddr.js'

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

interface Setting<T> {
  fallback: string
  help: string
  parse: (text: string) => T
}

const integer = (low: number, high: number) => (text: string) => {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= low && value <= high)) throw new Error(`a whole number from ${low} to ${high}`)
  return value
}

const oneOf =
  <const T extends readonly string[]>(values: T) =>
  (text: string): T[number] => {
    if (!values.includes(text)) throw new Error(`one of ${values.join(', ')}`)
    return text
  }

const url = (protocols: string[]) => (text: string) => {
  if (text === '') return null
  const parsed = URL.canParse(text) ? new URL(text) : undefined
  if (!parsed || !protocols.includes(parsed.protocol))
    throw new Error(`a URL that begins with ${protocols.join('// or ')}//`)
  return text.replace(/\/+$/, '')
}

/** Addresses and ranges, never everybody: whoever is believed may name any address as that of the client. */
const proxies = (text: string): false | string[] => {
  if (text === '') return false
  const parts = text.split(',').map((part) => part.trim())
  // ipaddr.js takes 10 for 0.0.0.10 as well, which nobody means.
  const known = (part: string) =>
    isIP(part.split('/')[0] as string) > 0 &&
    (isIP(part) > 0 || (ipaddr.isValidCIDR(part) && ipaddr.parseCIDR(part)[1] > 0))
  if (!parts.every(known))
    throw new Error('IP addresses or CIDR ranges, separated by commas, and not all addresses there are')
  return parts
}

const boolean = (text: string) => oneOf(['true', 'false'])(text) === 'true'

/** Milliseconds of a list of seconds. */
const delays = (text: string) => {
  if (!/^[1-9]\d{0,5}(,[1-9]\d{0,5}){0,19}$/.test(text))
    throw new Error('up to 20 numbers of seconds, each from 1 to 999999, separated by commas')
  return text.split(',').map((seconds) => Number(seconds) * 1000)
}

const password = (text: string) => {
  if (!/^[!-~]{12,}$|^$/.test(text)) throw new Error('at least 12 printable ASCII characters without spaces')
  return text === '' ? null : text
}

const settings = {
  HOST: { fallback: '127.0.0.1', help: 'Address to listen on.', parse: (text: string) => text },
  PORT: { fallback: '3000', help: 'Port to listen on; 0 lets the system choose.', parse: integer(0, 65535) },
  DATABASE_URL: {
    fallback: '',
    help: 'PostgreSQL 18 to use. Without it an embedded one is started in DATA_DIR (needs the development dependencies).',
    parse: url(['postgres:', 'postgresql:'])
  },
  DATABASE_APP_PASSWORD: {
    fallback: '',
    help: 'Password with which `konwent migrate` lets the login konwent_app in, for a service that is not to know the owner of the database.',
    parse: password
  },
  DATABASE_POOL: { fallback: '4', help: 'Most database connections that the service holds.', parse: integer(1, 100) },
  ANSWER_CACHE_MB: {
    fallback: '32',
    help: 'Megabytes of memory for finished answers; 0 answers every request from the database.',
    parse: integer(0, 4_096)
  },
  DATA_DIR: { fallback: '.data', help: 'Folder of the embedded PostgreSQL.', parse: (text: string) => resolve(text) },
  ERASURE_LEDGER: {
    fallback: '',
    help: 'File that keeps the erasures of personal data (ids only) for `konwent privacy replay`; without DATABASE_URL erasures.ndjson in DATA_DIR.',
    parse: (text: string) => (text === '' ? null : resolve(text))
  },
  PUBLIC_BASE_URL: {
    fallback: '',
    help: 'Address under which clients reach the service, for links in answers. Without it links are relative.',
    parse: url(['http:', 'https:'])
  },
  LOG_LEVEL: { fallback: 'info', help: `How much is logged: ${levels.join(', ')}.`, parse: oneOf(levels) },
  RATE_LIMIT: {
    fallback: '1200',
    help: 'Requests that one address (IPv6: one /64) may send in a minute.',
    parse: integer(1, 1_000_000)
  },
  RATE_LIMIT_KEY: {
    fallback: '6000',
    help: 'Requests that one API key may send in a minute, from wherever.',
    parse: integer(1, 1_000_000)
  },
  RATE_LIMIT_BAD_KEYS: {
    fallback: '20',
    help: 'Requests with a key that is not valid that one address may send in a minute; then every key from there is refused until it is over.',
    parse: integer(1, 1_000_000)
  },
  WEBHOOK_RETRY_DELAYS: {
    fallback: '5,300,1800,7200,18000,36000,50400,72000,86400',
    help: 'Seconds from one attempt to send a webhook to the next, give or take a tenth; one attempt more is made than there are numbers.',
    parse: delays
  },
  WEBHOOK_ALLOW_LOOPBACK: {
    fallback: 'false',
    help: 'Whether webhooks may be sent to this machine itself, over http and on any port: for development only.',
    parse: boolean
  },
  TRUST_PROXY: {
    fallback: '',
    help: 'Addresses or CIDR ranges of the reverse proxies whose X-Forwarded-For is believed, separated by commas.',
    parse: proxies
  }
} satisfies Record<string, Setting<unknown>>

type Settings = typeof settings
export type Config = { [K in keyof Settings]: ReturnType<Settings[K]['parse']> }

/** Where erasures are kept outside of the database; null for nowhere. */
export const erasureLedgerOf = ({ ERASURE_LEDGER, DATABASE_URL, DATA_DIR }: Config): string | null =>
  ERASURE_LEDGER ?? (DATABASE_URL === null ? join(DATA_DIR, 'erasures.ndjson') : null)

/** Settings for humans: name, default and meaning, in the order in which they are documented. */
export const settingsHelp = Object.entries(settings).map(([name, { fallback, help }]) => ({ name, fallback, help }))

/** Reads the settings from an environment; throws an Error that names each wrong variable, never its value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const wrong: string[] = []
  const entries = Object.entries(settings).map(([name, setting]) => {
    try {
      return [name, setting.parse(env[name] ?? setting.fallback)]
    } catch (error) {
      wrong.push(`${name} must be ${(error as Error).message}`)
      return [name, undefined]
    }
  })
  if (wrong.length > 0) throw new Error(wrong.join('; '))
  return Object.fromEntries(entries) as Config
}
