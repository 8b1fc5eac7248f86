// The settings, read from environment variables. No other module reads the environment. `--help`, the table in
// docs/operations.md and the validation come from the list below.
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { findUnknownSettings, type UnknownSetting } from './unknown-settings.ts'

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

interface Setting<T> {
  fallback: string
  help: string
  parse: (text: string) => T
  /** Whether the variable with the suffix `_FILE` may name a file with the value instead. */
  secret?: true
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

/** Origins of HTTP servers. */
const origins = (text: string): string[] => {
  if (text === '') return []
  const parts = text.split(',').map((part) => part.trim().replace(/\/$/, ''))
  if (!parts.every((part) => /^http:/.test(part) && URL.canParse(part) && new URL(part).origin === part.toLowerCase()))
    throw new Error('addresses such as http://127.0.0.1:6083, separated by commas')
  return parts
}

/** IP addresses and ranges, but not all addresses: a trusted proxy can claim any address for a client. */
const proxies = (text: string): false | string[] => {
  if (text === '') return false
  const parts = text.split(',').map((part) => part.trim())
  // isIP() is stricter than ipaddr.js, which also accepts 10 for 0.0.0.10.
  const isValid = (part: string) =>
    isIP(part.split('/')[0] as string) > 0 &&
    (isIP(part) > 0 || (ipaddr.isValidCIDR(part) && ipaddr.parseCIDR(part)[1] > 0))
  if (!parts.every(isValid))
    throw new Error('IP addresses or CIDR ranges, separated by commas, but not a range of all addresses')
  return parts
}

const optional =
  <T>(parse: (text: string) => T) =>
  (text: string): T | null =>
    text === '' ? null : parse(text)

const boolean = (text: string) => oneOf(['true', 'false'])(text) === 'true'

/** Parses a list of seconds to milliseconds. */
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
  METRICS_PORT: {
    fallback: '',
    help: 'Port of HOST for `GET /metrics` (Prometheus); 0 lets the system choose. Without it, there are no metrics.',
    parse: optional(integer(0, 65535))
  },
  MAX_CONNECTIONS: {
    fallback: '2000',
    help: 'Largest number of open connections of clients. Further ones are closed at once.',
    parse: integer(10, 100_000)
  },
  DATABASE_URL: {
    fallback: '',
    help:
      'URL of a PostgreSQL 18. Without it, an embedded PostgreSQL runs in DATA_DIR; this requires the development ' +
      'dependencies.',
    parse: url(['postgres:', 'postgresql:']),
    secret: true
  },
  DATABASE_DIRECT_URL: {
    fallback: '',
    help:
      'URL of the same database without the connection pooler, if DATABASE_URL leads through one: for migrations, ' +
      'commands, background work and notifications.',
    parse: url(['postgres:', 'postgresql:']),
    secret: true
  },
  DATABASE_READ_URL: {
    fallback: '',
    help:
      'URL of a streaming standby of the same database, without a connection pooler, for public reads that are as ' +
      'recent there as in the response cache.',
    parse: url(['postgres:', 'postgresql:']),
    secret: true
  },
  DATABASE_APP_PASSWORD: {
    fallback: '',
    help:
      'Password that `konwent migrate` sets for the login konwent_app, for a service that must not have the ' +
      'password of the database owner.',
    parse: password,
    secret: true
  },
  DATABASE_POOL: {
    fallback: '4',
    help: 'Largest number of database connections for requests.',
    parse: integer(1, 100)
  },
  ANSWER_CACHE_MB: {
    fallback: '32',
    help: 'Size of the response cache in megabytes; 0 disables it.',
    parse: integer(0, 4_096)
  },
  DRAIN_SECONDS: {
    fallback: '5',
    help:
      'Seconds between SIGTERM, when `/readyz` becomes 503, and the end of the listener. They pass only with ' +
      'DATABASE_URL, and if somebody has requested `/readyz` within the last minute.',
    parse: integer(0, 300)
  },
  DATA_DIR: { fallback: '.data', help: 'Folder of the embedded PostgreSQL.', parse: (text: string) => resolve(text) },
  ERASURE_LEDGER: {
    fallback: '',
    help:
      'File that records erasures of personal data (ids only) for `konwent privacy replay`. Default without ' +
      'DATABASE_URL: erasures.ndjson in DATA_DIR.',
    parse: (text: string) => (text === '' ? null : resolve(text))
  },
  PUBLIC_BASE_URL: {
    fallback: '',
    help: 'URL of the service for clients, used for links in responses. Without it, links are relative.',
    parse: url(['http:', 'https:'])
  },
  LOG_LEVEL: { fallback: 'info', help: `Lowest level of log entries: ${levels.join(', ')}.`, parse: oneOf(levels) },
  RATE_LIMIT: {
    fallback: '1200',
    help:
      'Units without a key per minute and IP address (IPv6: per /64, and eight times as many per /48). An ordinary ' +
      'request costs one.',
    parse: integer(1, 100_000_000)
  },
  RATE_LIMIT_KEY: {
    fallback: '6000',
    help: 'Units per minute and API key, from any address.',
    parse: integer(1, 100_000_000)
  },
  RATE_LIMIT_BAD_KEYS: {
    fallback: '20',
    help:
      'Requests with an invalid key per minute and IP address. Beyond this limit, all requests with a key from ' +
      'that address are refused until the minute has passed.',
    parse: integer(1, 1_000_000)
  },
  WEBHOOK_RETRY_DELAYS: {
    fallback: '5,300,1800,7200,18000,36000,50400,72000,86400',
    help:
      'Seconds between the attempts to deliver a webhook, varied at random by up to a tenth. There is one attempt ' +
      'more than numbers.',
    parse: delays
  },
  WEBHOOK_ALLOW_LOOPBACK: {
    fallback: 'false',
    help: 'Whether webhooks may be sent to this machine, with http and on any port. For development only.',
    parse: boolean
  },
  TRUST_PROXY: {
    fallback: '',
    help: 'IP addresses or CIDR ranges of the reverse proxies whose X-Forwarded-For is trusted, separated by commas.',
    parse: proxies
  },
  VARNISH_URLS: {
    fallback: '',
    help:
      'Addresses at which each Varnish in front of the service is purged, separated by commas, such as ' +
      'http://127.0.0.1:6083. Needs the response cache.',
    parse: origins
  }
} satisfies Record<string, Setting<unknown>>

type Settings = typeof settings
export type Config = { [K in keyof Settings]: ReturnType<Settings[K]['parse']> }

/** Returns the path of the erasure ledger; null for none. */
export const erasureLedgerOf = ({ ERASURE_LEDGER, DATABASE_URL, DATA_DIR }: Config): string | null =>
  ERASURE_LEDGER ?? (DATABASE_URL === null ? join(DATA_DIR, 'erasures.ndjson') : null)

/** Returns the text of a setting. Throws an Error that says what it must be, without the text. */
function textOf(env: NodeJS.ProcessEnv, name: string, { fallback, secret }: Setting<unknown>): string {
  const [given, file] = [env[name], env[`${name}_FILE`]]
  if (!secret || file === undefined || file === '') return given ?? fallback
  if (given !== undefined && given !== '') throw new Error(`set either itself or as ${name}_FILE, not both`)
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch {
    throw new Error(`in a file that can be read, if ${name}_FILE is set`)
  }
}

/** Name, default and meaning of every setting, in the order of the documentation. */
export const settingsHelp = Object.entries(settings).map(([name, { fallback, help }]) => ({ name, fallback, help }))

/** Returns the variables that look like settings and are none. */
export function unknownSettings(env: NodeJS.ProcessEnv): UnknownSetting[] {
  const known = Object.entries(settings).flatMap(([name, setting]: [string, Setting<unknown>]) =>
    setting.secret ? [name, `${name}_FILE`] : [name]
  )
  return findUnknownSettings(env, known)
}

/** Reads the settings from an environment. Throws an Error that names all invalid variables, never their values. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const errors: string[] = []
  const entries = Object.entries(settings).map(([name, setting]: [string, Setting<unknown>]) => {
    try {
      return [name, setting.parse(textOf(env, name, setting))]
    } catch (error) {
      errors.push(`${name} must be ${(error as Error).message}`)
      return [name, undefined]
    }
  })
  const config = Object.fromEntries(entries) as Config
  for (const name of ['DATABASE_DIRECT_URL', 'DATABASE_READ_URL'] as const)
    if (config[name] && config.DATABASE_URL === null) errors.push(`DATABASE_URL must be set too, if ${name} is`)
  if (config.VARNISH_URLS?.length > 0 && config.ANSWER_CACHE_MB === 0)
    errors.push('VARNISH_URLS must be empty if ANSWER_CACHE_MB is 0')
  if (errors.length > 0) throw new Error(errors.join('; '))
  return config
}
