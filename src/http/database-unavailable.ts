// Errors of an unavailable or overloaded database, and their response.
import { ConnectError } from '../db/connect-error.ts'
import { ApiError } from './errors.ts'

// Connection failures (class 08), shutdown (57P01-03), too many clients (53300), locks and time limits are temporary.
// A missing table (42P01) or database (3D000) means that the first migration has not run yet. A transaction that was
// idle for too long (25P03, 25P04) has lost its session.
const UNAVAILABLE_SQLSTATE = /^(08...|57P0[1-5]|53[0-4]00|25006|25P0[34]|57014|42P01|3D000)$/
/** A lock was not available, a deadlock, or a conflict of transactions. */
const BUSY_SQLSTATE = /^(55P03|40P01|40001)$/
const UNAVAILABLE_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH'
])
/** Messages of the `pg` package, which has no codes for them. */
const UNAVAILABLE_MESSAGE = new RegExp(
  [
    'timeout exceeded when trying to connect',
    'Connection terminated',
    'Client has encountered a connection error',
    'Query read timeout',
    'connection timeout',
    'not queryable'
  ].join('|'),
  'i'
)

/** Returns a 503 error if the database is unavailable or overloaded; undefined for any other error. */
export function databaseUnavailable(error: unknown): ApiError | undefined {
  if (!(error instanceof Error)) return undefined
  const code = String((error as { code?: unknown }).code ?? '')
  const isBusy = BUSY_SQLSTATE.test(code)
  const errors = error instanceof AggregateError ? error.errors : []
  const isUnavailable =
    error instanceof ConnectError ||
    isBusy ||
    UNAVAILABLE_SQLSTATE.test(code) ||
    UNAVAILABLE_SYSTEM_CODES.has(code) ||
    UNAVAILABLE_MESSAGE.test(error.message) ||
    errors.some((inner) => databaseUnavailable(inner))
  if (!isUnavailable) return undefined
  if (isBusy) {
    return new ApiError(
      'record_busy',
      {
        pl:
          'Rekord, którego dotyczy żądanie, jest właśnie zmieniany przez kogoś innego. Nic nie zostało ' +
          'zapisane. Proszę spróbować ponownie za chwilę.',
        en: 'Another request is changing the same record. Nothing was written. Please try again in a moment.'
      },
      // A session that was cut off holds its locks for at most 5 s, of which this request has waited up to 2 s.
      { headers: { 'retry-after': '3' }, cause: error }
    )
  }
  return new ApiError(
    'database_unavailable',
    {
      pl: 'Rejestr nie ma teraz połączenia z bazą danych. Proszę spróbować ponownie za chwilę.',
      en: 'The registry cannot reach its database at the moment. Please try again shortly.'
    },
    { headers: { 'retry-after': '5' }, cause: error }
  )
}
