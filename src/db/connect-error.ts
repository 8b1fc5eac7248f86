/** SQLSTATEs of a login that PostgreSQL refuses: wrong password or unknown role, and a login that is not permitted. */
const REFUSED_LOGIN = new Set(['28P01', '28000'])
/** Messages of PgBouncer, which has one SQLSTATE for all errors: a startup option that it cannot pass on, and a login. */
const REFUSED_OPTION = /^unsupported startup parameter/
const REFUSED_BY_POOLER = /^unsupported startup parameter|^SASL authentication failed/

/**
 * No connection could be opened, whatever the cause: the server is away or full, or refuses the login, the database or
 * a startup option. `code` and `message` are those of the cause.
 */
export class ConnectError extends Error {
  readonly code: string | undefined

  constructor(cause: unknown) {
    const message = messageOf(cause)
    super(REFUSED_OPTION.test(message) ? `${message}. ${OPTIONS_REMEDY}` : message, { cause })
    this.name = 'ConnectError'
    this.code = (cause as { code?: string } | undefined)?.code
  }

  /** Whether PostgreSQL, or a pooler, refuses the login. Time alone does not help then. */
  get refusesLogin(): boolean {
    return (this.code !== undefined && REFUSED_LOGIN.has(this.code)) || REFUSED_BY_POOLER.test(this.message)
  }
}

const OPTIONS_REMEDY =
  'A connection pooler refuses the startup options of the service. Set DATABASE_DIRECT_URL, the address of PostgreSQL ' +
  'without the pooler'

/** Returns the message of an error. An AggregateError of Node, one error per address, has none of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
