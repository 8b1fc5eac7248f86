// The schemas of errors.
import { Type } from '@sinclair/typebox'
import { type ProblemCode, problemTypes } from '../http/errors.ts'
import { NamedRef, Nullable, OpenEnum, record } from './components.ts'
import { Id, Int, List, Slug, Str } from './schemas.ts'

/** Prefix of the URI of every problem type. A URN is the same on every installation. /problems/{code} describes it. */
export const PROBLEM_URN = 'urn:problem-type:konwent:'

/** The error that the examples of the contract show. */
export const example = {
  type: `${PROBLEM_URN}invalid_parameter`,
  title: 'Nieprawidłowy parametr',
  status: 400,
  detail: 'Parametr «limit» może wynosić co najwyżej 500.',
  instance: '/v1/organisations',
  code: 'invalid_parameter',
  request_id: 'c9d3f3a8-5d1b-4c0e-9b57-2f6a1e8d7043',
  errors: [{ parameter: 'limit', code: 'out_of_range', detail: 'Parametr «limit» może wynosić co najwyżej 500.' }],
  candidates: [] as object[],
  records: [] as object[]
}

record('ProblemCandidate', 'A value that the client may have meant.', {
  parameter: Str('Name of the parameter.', 'powiat', { maxLength: 100 }),
  value: Str('Value to send instead of the ambiguous one.', '0612', { maxLength: 100 }),
  label: Str('Meaning of the value, for people.', 'powiat opolski, województwo lubelskie')
})

record('ProblemFault', 'One invalid parameter or value of a request.', {
  parameter: Type.Optional(
    Str('Name of the invalid parameter. Absent if the fault is in the body.', 'powiat', { maxLength: 100 })
  ),
  pointer: Type.Optional(
    Type.String({
      minLength: 0,
      maxLength: 500,
      pattern: '^(/[^/]*)*$',
      description: 'JSON Pointer (RFC 6901) to the invalid value in the body. Absent if the fault is not in the body.',
      examples: ['/name']
    })
  ),
  code: Str('Code of the fault, for programs. It is never translated.', 'ambiguous_value', { maxLength: 100 }),
  detail: Str(
    'Explains what is wrong and what would be right, for people.',
    'Nazwa «opolski» oznacza więcej niż jeden powiat.'
  )
})

record('ProblemRecord', 'A record that the error names.', {
  id: Id(),
  slug: Nullable(Slug('Short name of the record for URLs. Null if it has none.', 'cus-belzyce')),
  name: Str('Name of the record.', 'Centrum Usług Społecznych w Bełżycach'),
  matched_name: Nullable(
    Str(
      'Other name by which the record was found, such as a former one. Null if it was found by its name.',
      'GOPS Bełżyce'
    )
  ),
  url: Type.String({
    format: 'uri-reference',
    minLength: 1,
    maxLength: 4000,
    pattern: '^.*/v1/.*$',
    description: 'URL of the record.',
    examples: ['/v1/organisations/cus-belzyce']
  })
})

record(
  'Problem',
  'An error (RFC 9457). `title` and `detail` are in Polish, or in English if `Accept-Language` prefers it.',
  {
    type: Type.String({
      format: 'uri',
      minLength: 1,
      maxLength: 200,
      pattern: '^urn:problem-type:konwent:[a-z_]+$',
      description: 'URI of the problem type. `/problems/{code}` describes it.',
      examples: [example.type]
    }),
    title: Str('Name of the problem type, for people.', example.title),
    status: Int('HTTP status of the response.', 400, { minimum: 300, maximum: 599 }),
    detail: Str('Explains this error and what can be done, for people.', example.detail),
    instance: Type.String({
      format: 'uri-reference',
      minLength: 1,
      maxLength: 4000,
      pattern: '^/.*$',
      description: 'Path of the request that failed.',
      examples: [example.instance]
    }),
    code: OpenEnum(Object.keys(problemTypes) as ProblemCode[], {
      description: 'Code of the problem type, for programs. It is never translated. New codes may be added.',
      examples: ['invalid_parameter']
    }),
    request_id: Str('Identifier of the request. Please quote it when you report the error.', example.request_id, {
      maxLength: 100
    }),
    errors: List(
      NamedRef('ProblemFault'),
      'The individual faults of the request. Empty if the error concerns no particular value.',
      { maxItems: 1000 }
    ),
    candidates: List(
      NamedRef('ProblemCandidate'),
      'Values that the client may have meant, if a value was ambiguous. Empty otherwise.',
      { maxItems: 1000 }
    ),
    records: List(
      NamedRef('ProblemRecord'),
      'Records that the error names, such as those that may be the same as a new one. Only records that the caller ' +
        'may see.',
      { maxItems: 1000 }
    )
  }
)
