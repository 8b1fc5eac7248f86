// Every failure that a client can see: RFC 9457 problem details in Polish or English. Only the error handler turns them into answers.

/** A sentence in both languages of the service. */
export interface Text {
  pl: string
  en: string
}

interface ProblemType {
  status: number
  title: Text
}

/** All problem types by their code, which never changes and is never translated. */
export const problemTypes = {
  moved: { status: 308, title: { pl: 'Inny adres', en: 'Another address' } },
  invalid_request: { status: 400, title: { pl: 'Nieprawidłowe żądanie', en: 'Invalid request' } },
  invalid_parameter: { status: 400, title: { pl: 'Nieprawidłowy parametr', en: 'Invalid parameter' } },
  invalid_cursor: { status: 400, title: { pl: 'Nieprawidłowy kursor', en: 'Invalid cursor' } },
  invalid_key: { status: 401, title: { pl: 'Nieprawidłowy klucz', en: 'Invalid key' } },
  key_required: { status: 401, title: { pl: 'Wymagany klucz', en: 'Key required' } },
  insufficient_scope: {
    status: 403,
    title: { pl: 'Klucz nie ma potrzebnego uprawnienia', en: 'The key lacks the scope needed' }
  },
  not_found: { status: 404, title: { pl: 'Nie znaleziono', en: 'Not found' } },
  method_not_allowed: { status: 405, title: { pl: 'Niedozwolona metoda', en: 'Method not allowed' } },
  not_acceptable: { status: 406, title: { pl: 'Żądany format jest niedostępny', en: 'Format not available' } },
  request_timeout: {
    status: 408,
    title: { pl: 'Upłynął czas na przesłanie żądania', en: 'The request took too long to arrive' }
  },
  already_exists: { status: 409, title: { pl: 'Wartość jest już zajęta', en: 'The value is already taken' } },
  in_use: { status: 409, title: { pl: 'Na tym rekordzie opierają się inne', en: 'Other records rest on this one' } },
  wrong_state: {
    status: 409,
    title: { pl: 'Stan rekordu na to nie pozwala', en: 'The state of the record does not allow it' }
  },
  request_in_flight: {
    status: 409,
    title: { pl: 'To samo żądanie jest właśnie wykonywane', en: 'The same request is being carried out' }
  },
  last_admin_key: { status: 409, title: { pl: 'To ostatni klucz administratora', en: 'This is the last admin key' } },
  processing_restricted: {
    status: 409,
    title: { pl: 'Przetwarzanie danych ograniczono', en: 'Processing of the data is restricted' }
  },
  erased: { status: 410, title: { pl: 'Dane usunięto', en: 'The data was erased' } },
  cursor_expired: { status: 410, title: { pl: 'Kursor utracił ważność', en: 'The cursor has expired' } },
  precondition_failed: {
    status: 412,
    title: { pl: 'Rekord zmienił się w międzyczasie', en: 'The record has changed meanwhile' }
  },
  payload_too_large: { status: 413, title: { pl: 'Zbyt duża treść żądania', en: 'Request body too large' } },
  uri_too_long: { status: 414, title: { pl: 'Zbyt długi adres', en: 'URI too long' } },
  unsupported_media_type: { status: 415, title: { pl: 'Nieobsługiwany typ treści', en: 'Unsupported media type' } },
  rule_broken: { status: 422, title: { pl: 'Naruszono regułę rejestru', en: 'A rule of the registry is broken' } },
  idempotency_key_reused: {
    status: 422,
    title: {
      pl: 'Klucza idempotencji użyto już do innego żądania',
      en: 'The idempotency key was used for another request'
    }
  },
  precondition_required: { status: 428, title: { pl: 'Wymagany nagłówek If-Match', en: 'If-Match is required' } },
  rate_limited: { status: 429, title: { pl: 'Zbyt wiele żądań', en: 'Too many requests' } },
  header_too_large: { status: 431, title: { pl: 'Zbyt duże nagłówki żądania', en: 'Request headers too large' } },
  internal_error: { status: 500, title: { pl: 'Błąd serwera', en: 'Internal error' } },
  too_many_exports: { status: 503, title: { pl: 'Zbyt wiele całych list naraz', en: 'Too many whole lists at once' } },
  audit_unavailable: {
    status: 503,
    title: { pl: 'Nie można odnotować odczytu danych', en: 'The reading of the data cannot be recorded' }
  },
  too_many_waiting: {
    status: 503,
    title: { pl: 'Zbyt wielu klientów czeka na zmiany', en: 'Too many clients wait for changes' }
  },
  record_busy: { status: 503, title: { pl: 'Rekord jest właśnie zmieniany', en: 'The record is being changed' } },
  database_unavailable: {
    status: 503,
    title: { pl: 'Baza danych jest chwilowo niedostępna', en: 'The database is away for the moment' }
  }
} as const satisfies Record<string, ProblemType>

export type ProblemCode = keyof typeof problemTypes

/** One fault of a request: which parameter (or JSON Pointer into the body) is at fault, and what it could be instead. */
export interface Fault {
  parameter?: string
  pointer?: string
  code: string
  detail: Text
  candidates?: { value: string; label: string }[]
}

/** A failure for the client. `headers` go with the answer. */
export class ApiError extends Error {
  readonly code: ProblemCode
  readonly detail: Text
  readonly faults: Fault[]
  readonly headers: Record<string, string>

  constructor(
    code: ProblemCode,
    detail: Text,
    options: { faults?: Fault[]; headers?: Record<string, string>; cause?: unknown } = {}
  ) {
    super(detail.en, { cause: options.cause })
    this.code = code
    this.detail = detail
    this.faults = options.faults ?? []
    this.headers = options.headers ?? {}
  }
}

/** Text for a constraint of the database, and the property at fault. */
export interface Rule extends Text {
  /** JSON Pointer (RFC 6901) to the property at fault. */
  pointer: string
}
/** Texts by the name of the constraint, which is the public error code. */
export type Rules = Readonly<Record<string, Rule>>
/** Responses to rules that triggers enforce under a name of their own, if these are no 422. */
export type Refusals = Readonly<Record<string, (cause: unknown) => ApiError>>

/** Everything that can be said about a broken constraint; the features provide it. */
export interface RuleBook {
  rules: Rules
  refusals: Refusals
}

/** A write broke a constraint. The error handler takes the text from the feature that owns the constraint. */
export class BrokenConstraint extends Error {
  readonly constraint: string
  /** Whether the value clashes with another record: 409, otherwise 422. */
  readonly taken: boolean

  constructor(constraint: string, taken: boolean, cause?: unknown) {
    super(`a write broke the constraint ${constraint}`, { cause })
    this.constraint = constraint
    this.taken = taken
  }
}

const unnamed: Text & Partial<Rule> = {
  pl: 'Wartość narusza regułę rejestru.',
  en: 'A value breaks a rule of the registry.'
}

/** The response to a broken constraint: 409 or 422 with the name of the constraint as code, or what its feature answers instead. */
export function explain({ constraint, taken, cause }: BrokenConstraint, { rules, refusals }: RuleBook): ApiError {
  const refusal = refusals[constraint]
  if (refusal && !taken) return refusal(cause)
  const { pointer, ...detail } = rules[constraint] ?? unnamed
  const fault: Fault = { ...(pointer !== undefined && { pointer }), code: constraint || 'rule_broken', detail }
  return new ApiError(taken ? 'already_exists' : 'rule_broken', detail, { faults: [fault], cause })
}

/** 400 for one or more parameters; the detail names the first. */
export function invalidParameters(faults: Fault[]): ApiError {
  return new ApiError('invalid_parameter', faults[0]?.detail ?? problemTypes.invalid_parameter.title, { faults })
}

/** 400 for one value of a body. */
export function invalidBody(pointer: string, code: string, detail: Text): ApiError {
  return new ApiError('invalid_request', detail, { faults: [{ pointer, code, detail }] })
}

/** 404 for a record that is not there, or not for this client's eyes. */
export function notFound(what: Text): ApiError {
  return new ApiError('not_found', {
    pl: `Nie ma takiego zasobu: ${what.pl}.`,
    en: `There is no such resource: ${what.en}.`
  })
}

/** 410 for a record whose data was erased. */
export function erased(cause?: unknown): ApiError {
  return new ApiError(
    'erased',
    { pl: 'Dane tego rekordu usunięto na żądanie.', en: 'The data of this record was erased on request.' },
    { cause }
  )
}

// Connection failures (class 08), shutdown (57P01-03), too many clients (53300), locks and time limits come and go;
// a table that is not there (42P01) or a database that is not (3D000) means that the first migration is still to come.
const AWAY = /^(08...|57P0[1-5]|53[0-4]00|25006|55P03|57014|42P01|3D000)$/
const LOCK_NOT_AVAILABLE = '55P03'
const AWAY_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH'
])
const AWAY_MESSAGE =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Query read timeout|connection timeout|not queryable/i

/** The 503 for a failure that comes from the database being away or overloaded; undefined for any other failure. */
export function databaseAway(error: unknown): ApiError | undefined {
  if (!(error instanceof Error)) return undefined
  const code = (error as { code?: unknown }).code
  const errors = error instanceof AggregateError ? error.errors : []
  const away =
    (typeof code === 'string' && (AWAY.test(code) || AWAY_SYSTEM.has(code))) ||
    AWAY_MESSAGE.test(error.message) ||
    errors.some((inner) => databaseAway(inner))
  if (!away) return undefined
  if (code === LOCK_NOT_AVAILABLE) {
    return new ApiError(
      'record_busy',
      {
        pl: 'Rekord, którego dotyczy żądanie, jest właśnie zmieniany przez kogoś innego. Nic nie zostało zapisane; proszę spróbować za chwilę.',
        en: 'Somebody else is changing what the request is about. Nothing was written; please try again in a moment.'
      },
      { headers: { 'retry-after': '1' }, cause: error }
    )
  }
  return new ApiError(
    'database_unavailable',
    {
      pl: 'Rejestr nie ma teraz połączenia z bazą danych. Proszę spróbować za chwilę.',
      en: 'The registry cannot reach its database now. Please try again in a moment.'
    },
    { headers: { 'retry-after': '5' }, cause: error }
  )
}
