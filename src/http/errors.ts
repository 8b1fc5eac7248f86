// The errors that a client can get (RFC 9457), in Polish and English. The error handler converts them to responses.

/** A text in both languages of the service. */
export interface Text {
  pl: string
  en: string
}

interface ProblemType {
  status: number
  title: Text
}

/** All problem types by code. A code never changes and is never translated. */
export const problemTypes = {
  moved: { status: 308, title: { pl: 'Rekord ma inny adres', en: 'The record has another address' } },
  invalid_request: { status: 400, title: { pl: 'Nieprawidłowe żądanie', en: 'Invalid request' } },
  invalid_parameter: { status: 400, title: { pl: 'Nieprawidłowy parametr', en: 'Invalid parameter' } },
  invalid_cursor: { status: 400, title: { pl: 'Nieprawidłowy kursor', en: 'Invalid cursor' } },
  invalid_key: { status: 401, title: { pl: 'Nieprawidłowy klucz', en: 'Invalid key' } },
  key_required: { status: 401, title: { pl: 'Wymagany klucz', en: 'Key required' } },
  insufficient_scope: {
    status: 403,
    title: { pl: 'Klucz nie ma potrzebnego uprawnienia', en: 'The key lacks the required scope' }
  },
  not_found: { status: 404, title: { pl: 'Nie znaleziono', en: 'Not found' } },
  method_not_allowed: { status: 405, title: { pl: 'Niedozwolona metoda', en: 'Method not allowed' } },
  not_acceptable: { status: 406, title: { pl: 'Żądany format jest niedostępny', en: 'Format not available' } },
  request_timeout: {
    status: 408,
    title: { pl: 'Upłynął czas na przesłanie żądania', en: 'The request took too long to arrive' }
  },
  already_exists: { status: 409, title: { pl: 'Wartość jest już zajęta', en: 'The value is already in use' } },
  possible_duplicate: {
    status: 409,
    title: { pl: 'Taki rekord może już być w rejestrze', en: 'The record may already be in the registry' }
  },
  in_use: {
    status: 409,
    title: { pl: 'Do tego rekordu odwołują się inne', en: 'Other records refer to this record' }
  },
  wrong_state: {
    status: 409,
    title: { pl: 'Stan rekordu na to nie pozwala', en: 'The state of the record does not allow it' }
  },
  request_in_flight: {
    status: 409,
    title: { pl: 'To samo żądanie jest właśnie wykonywane', en: 'The same request is being processed' }
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
    title: { pl: 'Rekord zmienił się w międzyczasie', en: 'The record has changed in the meantime' }
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
    title: { pl: 'Nie można odnotować odczytu danych', en: 'The read cannot be recorded in the audit' }
  },
  too_many_waiting: {
    status: 503,
    title: { pl: 'Zbyt wielu klientów czeka na zmiany', en: 'Too many clients are waiting for changes' }
  },
  record_busy: { status: 503, title: { pl: 'Rekord jest właśnie zmieniany', en: 'The record is being changed' } },
  shutting_down: { status: 503, title: { pl: 'Usługa kończy pracę', en: 'The service is stopping' } },
  version_outdated: {
    status: 503,
    title: {
      pl: 'Ta wersja rejestru jest starsza niż baza danych',
      en: 'This version of the registry is older than the database'
    }
  },
  database_unavailable: {
    status: 503,
    title: { pl: 'Baza danych jest chwilowo niedostępna', en: 'The database is temporarily unavailable' }
  }
} as const satisfies Record<string, ProblemType>

export type ProblemCode = keyof typeof problemTypes

/** One fault of a request: the invalid parameter or the JSON Pointer to the invalid value, and alternatives. */
export interface Fault {
  parameter?: string
  pointer?: string
  code: string
  detail: Text
  candidates?: { value: string; label: string }[]
}

/** Returns a fault at a place in a body, with its detail in both languages. */
export const faultAt = (pointer: string, code: string, pl: string, en: string): Fault => ({
  pointer,
  code,
  detail: { pl, en }
})

/** A record that an error names. Only records that the caller may see are named. */
export interface NamedRecord {
  id: string
  slug: string | null
  name: string
  /** Path of the record, beginning with /v1. */
  path: string
  /** Other name by which it was found, such as a former one. */
  matched_name?: string | null
}

/** An error for the client. `headers` are added to the response. */
export class ApiError extends Error {
  readonly code: ProblemCode
  readonly detail: Text
  readonly faults: Fault[]
  readonly records: NamedRecord[]
  readonly headers: Record<string, string>

  constructor(
    code: ProblemCode,
    detail: Text,
    options: { faults?: Fault[]; records?: NamedRecord[]; headers?: Record<string, string>; cause?: unknown } = {}
  ) {
    super(detail.en, { cause: options.cause })
    this.code = code
    this.detail = detail
    this.faults = options.faults ?? []
    this.records = options.records ?? []
    this.headers = options.headers ?? {}
  }
}

/** Text of a database constraint. */
export interface Rule extends Text {
  /** JSON Pointer (RFC 6901) to the invalid property. */
  pointer: string
}
/** Texts by the name of the constraint. codeOf() returns its public code. */
export type Rules = Readonly<Record<string, Rule>>
/** Errors for rules that triggers enforce, by the constraint name that they report, if the status is not 422. */
export type Refusals = Readonly<Record<string, (cause: unknown) => ApiError>>

/** The texts and errors for broken constraints, from all features. */
export interface RuleBook {
  rules: Rules
  refusals: Refusals
}

/** A write broke a constraint. The error handler takes the text from the feature that owns the constraint. */
export class BrokenConstraint extends Error {
  readonly constraint: string
  /** Whether the value is already in use by another record: the status is then 409, otherwise 422. */
  readonly isConflict: boolean
  /** The records that have the value, if they are known and the caller may see them. */
  readonly records: NamedRecord[]

  constructor(constraint: string, isConflict: boolean, cause?: unknown, records: NamedRecord[] = []) {
    super(`a write broke the constraint ${constraint}`, { cause })
    this.constraint = constraint
    this.isConflict = isConflict
    this.records = records
  }
}

const defaultRule: Text & Partial<Rule> = {
  pl: 'Wartość narusza regułę rejestru.',
  en: 'A value breaks a rule of the registry.'
}

/** Endings of constraint names, and the words that replace them in the public code. */
const CODE_WORDS: [RegExp, string][] = [
  [/_key$/, '_taken'],
  [/_fkey$/, '_gone'],
  [/_(shape|valid)$/, '_invalid'],
  [/_not_blank$/, '_blank'],
  [/_finite$/, '_not_a_day'],
  [/_bounded$/, '_unbounded'],
  [/_(within_bounds|in_range)$/, '_out_of_range']
]

/** Returns the public code of a constraint: `organisation_slug_key` is `organisation_slug_taken`. */
export function codeOf(constraint: string): string {
  const [ending, word] = CODE_WORDS.find(([ending]) => ending.test(constraint)) ?? []
  return ending && word ? constraint.replace(ending, word) : constraint || 'rule_broken'
}

/** Returns the error for a broken constraint: 409 or 422 with the code of the constraint, or the feature's error. */
export function constraintError(
  { constraint, isConflict, cause, records }: BrokenConstraint,
  { rules, refusals }: RuleBook
): ApiError {
  const refusal = refusals[constraint]
  if (refusal && !isConflict) return refusal(cause)
  const { pointer, ...text } = rules[constraint] ?? defaultRule
  const detail = withHolder(text, records)
  const fault: Fault = { ...(pointer !== undefined && { pointer }), code: codeOf(constraint), detail }
  return new ApiError(isConflict ? 'already_exists' : 'rule_broken', detail, { faults: [fault], records, cause })
}

/** Adds the record that has the value to the text. A record without a name is named by its path alone. */
function withHolder({ pl, en }: Text, [holder]: NamedRecord[]): Text {
  if (!holder) return { pl, en }
  const named = holder.name === holder.id ? holder.path : `«${holder.name}» (${holder.path})`
  return { pl: `${pl} Chodzi o rekord ${named}.`, en: `${en} It is ${named}.` }
}

/** Returns a 400 error for one or more parameters. Its detail is that of the first fault. */
export function invalidParameters(faults: Fault[]): ApiError {
  return new ApiError('invalid_parameter', faults[0]?.detail ?? problemTypes.invalid_parameter.title, { faults })
}

/** Returns a 404 error for a record that does not exist or that the caller may not read, with the reason if known. */
export function notFound(label: Text, reason?: Text): ApiError {
  return new ApiError('not_found', {
    pl: `Nie ma takiego zasobu: ${label.pl}.${reason ? ` ${reason.pl}` : ''}`,
    en: `There is no such resource: ${label.en}.${reason ? ` ${reason.en}` : ''}`
  })
}

/** Returns a 410 error for a record whose data was erased. */
export function erased(cause?: unknown): ApiError {
  return new ApiError(
    'erased',
    { pl: 'Dane tego rekordu usunięto na żądanie.', en: 'The data of this record was erased on request.' },
    { cause }
  )
}
