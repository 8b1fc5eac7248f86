// The client programs of PostgreSQL: checks their versions and runs them. Passwords are passed in the environment only.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { serverEnv } from '../../db/embedded/cluster.ts'

export type ProgramName = 'pg_dump' | 'pg_restore'

/** Oldest major version that the registry accepts. */
export const OLDEST_MAJOR = 18

const run = promisify(execFile)

/** Throws, with the remedy, if the program is not on the PATH or is older than the major version. Returns its own. */
export async function checkProgram(name: ProgramName, oldest: number): Promise<number> {
  const remedy =
    `Install the client programs of PostgreSQL ${oldest} or newer (Debian: postgresql-client-${oldest} from ` +
    'apt.postgresql.org) and put their folder first on the PATH.'
  const { stdout } = await run(name, ['--version'], { env: serverEnv }).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'is not on the PATH' : `does not start (${error.message.trim()})`
    throw new Error(`${name} ${reason}. ${remedy}`)
  })
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1] ?? 0)
  if (major < oldest) throw new Error(`${name} on the PATH is version ${major}; ${oldest} is required. ${remedy}`)
  return major
}

/** Runs a program on the database of a URL. Throws with its messages if it fails, and ends it if the signal aborts. */
export async function runProgram(
  name: ProgramName,
  url: string,
  parameters: string[],
  signal: AbortSignal
): Promise<void> {
  const { address, password } = addressOf(url)
  const env = { ...serverEnv, ...(password !== undefined && { PGPASSWORD: password }) }
  try {
    await run(name, [`--dbname=${address}`, '--no-password', ...parameters], { env, signal })
  } catch (error) {
    if (signal.aborted) throw new Error(`${name} was interrupted`)
    throw new Error(messageOf(name, error as Error & { stderr?: string }))
  }
}

/** Returns the messages of a failed program, without the lines that may repeat values of rows. */
function messageOf(name: ProgramName, { stderr, message }: Error & { stderr?: string }): string {
  const lines = (stderr ?? '').split('\n').filter((line) => line !== '' && !/^(DETAIL|CONTEXT):/.test(line))
  return `${name} failed: ${lines.join('\n') || message}`
}

/** Parameters of URLs that the driver of the service and the programs of PostgreSQL understand alike. */
const SHARED_PARAMETERS = new Set([
  'host',
  'port',
  'user',
  'options',
  'sslcert',
  'sslkey',
  'sslrootcert',
  'sslnegotiation'
])
/** Modes that the driver of the service treats as `verify-full`. */
const VERIFIED_MODES = new Set(['prefer', 'require', 'verify-ca', 'verify-full'])

/** Returns the URL for the programs of PostgreSQL, without its password, and the password. */
export function addressOf(url: string): { address: string; password: string | undefined } {
  const target = new URL(url)
  const { searchParams: given } = target
  const password = given.get('password') ?? (target.password === '' ? undefined : decodeURIComponent(target.password))
  target.password = ''
  const parameters = [...given].filter(([name]) => SHARED_PARAMETERS.has(name))
  const mode = given.get('sslmode') ?? (given.get('ssl') === 'true' ? 'verify-full' : null)
  if (mode === 'no-verify') parameters.push(['sslmode', 'require'])
  else if (mode !== null && VERIFIED_MODES.has(mode) && given.get('uselibpqcompat') !== 'true') {
    parameters.push(['sslmode', 'verify-full'])
    // The driver uses the authorities built into Node. libpq requires a choice.
    if (!given.has('sslrootcert')) parameters.push(['sslrootcert', 'system'])
  } else if (mode !== null) parameters.push(['sslmode', mode])
  // A space as `+`, which URLSearchParams would write, stays a plus in libpq.
  target.search = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return { address: target.href, password }
}
