// Generates invalid bodies: with hostile values, with additional or missing properties, and bytes that are not JSON.
import fc from 'fast-check'
import type { Json } from './sound.ts'

const deep = (levels: number): Json => (levels === 0 ? 1 : [deep(levels - 1)])
// Each of these has broken some service.
const hostile: Json[] = [
  ...[
    '',
    ' ',
    'a\u0000',
    '\u0000',
    '\ud800',
    'a\udc00',
    '\u202e',
    '\u200b',
    'e\u0301',
    '\ufeff',
    '\n',
    '\t',
    '\u0085',
    '\uffff',
    'a'.repeat(100_000),
    'ż'.repeat(2001)
  ],
  ...[
    'infinity',
    '-infinity',
    'today',
    '0000-00-00',
    '2026-02-30',
    '0001-01-01',
    '9999-12-31',
    '294277-01-01',
    '2026-01-01T00:00:00Z',
    '24:00'
  ],
  ...[
    '0000000000',
    '1111111111',
    '000000000',
    '00000000000000',
    '0000000',
    'NaN',
    '1e400',
    'null',
    'true',
    '0x10',
    '１２３'
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    '01993a5e-7c00-7000-8000-000000000001',
    'cus-belzyce',
    '-',
    'a--b',
    '../..',
    '%00',
    '{}',
    '[]',
    '{"a":1}',
    '{a,b}',
    '\\'
  ],
  ...[
    "'; drop table organisation; --",
    '$1',
    '\\x00',
    'javascript:alert(1)',
    'http://[::1',
    'https://user:pass@example.org/',
    'a@example.org\r\nBcc: b@example.org',
    '@',
    '+48',
    '='
  ],
  ...[
    0,
    -0,
    -1,
    1,
    1.5,
    32_768,
    2_147_483_647,
    2_147_483_648,
    -2_147_483_649,
    2 ** 53,
    1e308,
    5e-324,
    1e-7,
    90.000001,
    -180.5
  ],
  ...[
    null,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    [{}],
    deep(20),
    deep(40),
    { id: null },
    { slug: '' },
    { id: 'x', slug: 'y' },
    { on: 'infinity' }
  ],
  ...[
    { on: '2026-01-01', not_before: '2026-01-01' },
    { not_before: '2026-01-02', not_after: '2026-01-01' },
    { slug: 'nie-ma-takiego' },
    { code: '999999' },
    Array(600).fill(1)
  ]
]
/** Names of properties that no schema has or that clients must not send. */
const names = [
  'id',
  'version',
  'updated_at',
  'toString',
  '__proto__',
  'constructor',
  'a/b~c',
  '',
  ' ',
  '\u0000',
  '\ud800',
  'x'.repeat(10_000),
  'slug',
  'name',
  'on'
]

/** Returns the paths of all values within a value, the value itself first. */
function placesOf(value: Json, place: (string | number)[] = []): (string | number)[][] {
  const steps = Array.isArray(value) ? [...value.keys()] : value && typeof value === 'object' ? Object.keys(value) : []
  return [place, ...steps.flatMap((step) => placesOf(value[step], [...place, step]))]
}

/** Replaces the value at a path with the result of `change`. Removes it if the result is undefined. */
function changed(value: Json, [step, ...rest]: (string | number)[], change: (inner: Json) => Json): Json {
  if (step === undefined) return change(value)
  const inner = changed(value[step], rest, change)
  if (Array.isArray(value)) return value.with(step as number, inner)
  const entries = Object.entries(value).map(([name, one]) => [name, name === step ? inner : one])
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined))
}

/** Generates values with one to three faults. */
export const broken = (values: fc.Arbitrary<Json>): fc.Arbitrary<Json> => {
  const change = fc.tuple(
    fc.nat(),
    fc.constantFrom('replace', 'replace', 'remove', 'add', 'wrap'),
    fc.constantFrom(...hostile),
    fc.constantFrom(...names)
  )
  return fc.tuple(values, fc.array(change, { minLength: 1, maxLength: 3 })).map(([value, changes]) =>
    changes.reduce((body, [at, how, evil, name]) => {
      const places = placesOf(body)
      return changed(body, places[at % places.length] ?? [], (inner) => {
        if (how === 'remove') return at % places.length === 0 ? inner : undefined
        if (how === 'wrap') return [inner]
        if (how === 'add' && inner && typeof inner === 'object' && !Array.isArray(inner))
          return Object.fromEntries([...Object.entries(inner), [name, evil]])
        return evil
      })
    }, value)
  )
}

/** Generates JSON in which some bytes are removed, added or replaced. */
export const mangled = (values: fc.Arbitrary<Json>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(
      values,
      fc.nat(),
      fc.nat(9),
      fc.constantFrom(
        '',
        '"',
        '{',
        ']',
        ',',
        '\\',
        '\\u0000',
        '\u0000',
        '1e400',
        '\ufeff',
        '\xff',
        '"__proto__":1,',
        '9007199254740993'
      )
    )
    .map(([value, at, length, piece]) => {
      const bytes = Buffer.from(JSON.stringify(value))
      const start = at % (bytes.length + 1)
      return Buffer.concat([
        bytes.subarray(0, start),
        Buffer.from(piece, piece === '\xff' ? 'latin1' : 'utf8'),
        bytes.subarray(start + length)
      ])
    })
