// Generates records and bodies at the borders of dates, numbers and texts that a schema allows.
import fc from 'fast-check'
import { flawOf } from '../../src/http/text-screening.ts'
import { type Json, resolve } from './sound.ts'

/** Days at the borders of the schema, of the stored range, and of time zones. */
const days = [
  ...['0001-01-01', '0099-12-31', '1582-10-10', '1799-12-31', '1800-01-01', '1899-12-31', '1900-01-01'],
  ...['1996-03-31', '1999-12-31', '2000-02-29', '2027-03-28', '2027-10-31', '2199-12-31', '2200-01-01', '9999-12-31']
]
const moments = [
  ...['0001-01-01T00:00:00.000000Z', '1900-01-01T00:00:00.000000Z', '1996-03-31T00:59:59.999999Z'],
  ...['1996-03-31T01:00:00.000000Z', '2027-03-28T01:00:00.000000Z', '2027-10-31T00:30:00.000000Z'],
  ...['2027-10-31T01:30:00.000000Z', '2199-12-31T23:59:59.999999Z', '9999-12-31T22:59:59.000000Z'],
  '9999-12-31T23:59:59.999999Z'
]
/** Texts that break careless concatenation, drawing and spreadsheets. */
const texts = [
  ...[
    '=1+1',
    '+48 1',
    '-1',
    '@x',
    "'=1",
    "''",
    "'",
    '"',
    '""',
    'a"b,c;d',
    ';,\\:"',
    '\\n',
    '\\',
    '%s',
    '$1',
    '|',
    'a|b'
  ],
  ...[
    '12/10',
    '1e5',
    '00012',
    '0',
    '1,5',
    '5.maj',
    'PRAWDA',
    '######',
    '#ARG!',
    '1,23457E+13',
    '[',
    '["a"]',
    '{}',
    'null'
  ],
  ...['BEGIN:VEVENT', 'END:VCARD', '</script>', ']]>', '<!--', '&amp;', '&', '<b>', 'a=b', 'TZID=x:y', 'a:b', 'data:x'],
  ...[
    'Zażółć gęślą jaźń',
    'Олена Шевченко',
    'عربي',
    'עברית',
    '日本',
    'Søren',
    '𝄞',
    '👩',
    '🇵🇱',
    'ﬁ',
    'İ',
    'ß',
    'x\u0316',
    '\u00a0x'
  ],
  // Control characters and line breaks, which a schema allows and the service refuses in bodies.
  ...['a\u0001b', 'a\tb', 'a\nb', 'a\r\nb', 'a\u0085b', 'a\u2028b', 'a\u007fb', 'a\u200bb', 'a\u202eb', 'a\ufffeb']
]

export interface Borders {
  /** Generates variants of a value that its schema allows: other days, numbers, texts and lengths of lists. */
  variantsOf: (schema: Json, value: Json) => fc.Arbitrary<Json>
}

/** `refused`: whether texts may contain what the service refuses in bodies, such as control characters. */
export function bordersOf(document: Json, { refused }: { refused: boolean }): Borders {
  const isAllowed = (text: string, { pattern, minLength = 0, maxLength = 10_000 }: Json): boolean =>
    [...text].length >= minLength &&
    [...text].length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text)) &&
    (refused || flawOf(text) === undefined)

  function textsOf(schema: Json): string[] {
    const { maxLength = 10_000 } = schema
    const most = Math.min(maxLength, 10_000)
    const long = ['ż', '𝄞', '=', '"', ';', '\\', '& <'].map((part) =>
      part.repeat(Math.floor(most / part.length)).trim()
    )
    return [...texts, ...long].filter((text) => isAllowed(text, schema))
  }

  function leaf(schema: Json, value: Json): fc.Arbitrary<Json> {
    // A CSV cell holds 15 digits exactly.
    const { format, pattern, minimum = -1e9 } = schema
    const maximum = Math.min(schema.maximum ?? 1e9, 999_999_999_999_999)
    const type = [schema.type].flat().find((each) => each !== 'null')
    const kept = fc.constant(value)
    if (schema.enum || schema['x-extensible-enum']) return kept
    if (type === 'integer') return fc.oneof(kept, fc.constantFrom(minimum, maximum, Math.min(maximum, minimum + 1)))
    if (type === 'number')
      return fc.oneof(
        kept,
        fc.constantFrom(...[minimum, maximum, 0, 1e-7, 49.123456789, -33.5].filter((n) => n >= minimum && n <= maximum))
      )
    if (type !== 'string') return kept
    if (format === 'date') return fc.oneof(kept, fc.constantFrom(...days))
    if (format === 'date-time') return fc.oneof(kept, fc.constantFrom(...moments))
    // Identifiers, addresses and codes, which have forms of their own.
    if (format || (pattern && !isAllowed('ż', schema))) return kept
    const allowed = textsOf(schema)
    const any = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => isAllowed(text, schema))
    return allowed.length > 0 ? fc.oneof(kept, fc.constantFrom(...allowed), any) : kept
  }

  function variantsOf(schema: Json, value: Json): fc.Arbitrary<Json> {
    const one = resolve(document, schema.anyOf ? schema.anyOf[0] : schema)
    const nullable = [one.type, schema.type].flat().includes('null') || schema.anyOf !== undefined
    if (Array.isArray(value)) {
      const items = fc.tuple(...value.map((item) => variantsOf(one.items, item)))
      return (one.minItems ?? 0) > 0
        ? items
        : fc.oneof({ arbitrary: items, weight: 3 }, { arbitrary: fc.constant([]), weight: 1 })
    }
    if (typeof value === 'object' && value !== null) {
      const { properties = {} } = one
      return fc.record(
        Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [
            name,
            properties[name] ? variantsOf(properties[name], inner) : fc.constant(inner)
          ])
        )
      )
    }
    const some = leaf(one, value)
    return nullable ? fc.oneof({ arbitrary: some, weight: 4 }, { arbitrary: fc.constant(null), weight: 1 }) : some
  }

  return { variantsOf }
}
