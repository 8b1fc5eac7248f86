// Request bodies: everything that the schema does not allow is refused with its place, and no value is ever altered.
import net, { type AddressInfo } from 'node:net'
import { type TSchema, Type } from '@sinclair/typebox'
import fastify from 'fastify'
import t from 'tap'
import { Nullable, NullableRef, record } from '../src/contract/components.ts'
import { Day, Email, Enum, Id, List, Slug, Str } from '../src/contract/schemas.ts'
import { readBodies } from '../src/http/bodies.ts'
import { handleProblems } from '../src/http/problem-handler.ts'
import { schemaController } from '../src/http/validation.ts'

const MERGE_PATCH = 'application/merge-patch+json'
const closed = { additionalProperties: false }

const Place = Object.assign(record('ThingPlace', 'Names a place.', { slug: Type.Optional(Slug('Slug.', 'lublin')) }), {
  ...closed,
  minProperties: 1
})

// A record with the kinds of properties that bodies of the registry have.
const properties = {
  name: Str('Name.', 'Ośrodek', { maxLength: 40 }),
  'odd/na~me': Type.Optional(Str('A name that must be escaped in a JSON pointer.', 'x')),
  kind: Type.Optional(Nullable(Enum(['cus', 'ops'], 'Kind.', 'cus'))),
  since: Type.Optional(Nullable(Day('Since when.'))),
  email: Type.Optional(Nullable(Email('E-mail.', 'cus@example.org'))),
  score: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 })),
  places: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  founder: Type.Optional(Type.Boolean()),
  tags: Type.Optional(
    List(Str('Tag.', 'x', { minLength: 2, maxLength: 3 }), 'Tags.', { minItems: 1, maxItems: 2, uniqueItems: true })
  ),
  note: Type.Optional(Type.String({ maxLength: 2_000_000 })),
  place: Type.Optional(NullableRef(Place, 'Place. Null if unknown.')),
  organisation: Type.Optional(Type.Object({ slug: Slug('Slug.', 'cus-belzyce') }, { ...closed, minProperties: 1 }))
}
record('Thing', 'A thing in a response.', { id: Id(), ...properties, version: Type.Integer() })
const Prototype = Object.assign(record('ThingPrototype', 'A new thing.', properties), closed)
const Patch = Object.assign(record('ThingPatch', 'Changes of a thing.', Type.Partial(Prototype).properties), {
  ...closed,
  minProperties: 1
})

const app = fastify({ schemaController, bodyLimit: 1024 * 1024, exposeHeadRoutes: false })
handleProblems(app, { rules: {}, refusals: {} })
readBodies(app)
app.addSchema(Place)
app.addSchema(Prototype)
app.addSchema(Patch)
const echo = async (request: { body: unknown }) => ({ body: request.body })
const body = Type.Unsafe({ $ref: 'ThingPrototype#' })
app.post('/things', { schema: { body } }, echo)
app.put('/things/1', { schema: { body } }, echo)
app.patch('/things/1', { schema: { body: Type.Unsafe({ $ref: 'ThingPatch#' }) } }, echo)
app.delete('/things/1', echo)
app.post('/things/1/acceptance', echo)
await app.register(async (imports) => {
  imports.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (_request: unknown, bytes: Buffer) => bytes)
  imports.post(
    '/imports',
    { bodyLimit: 2 * 1024 * 1024, schema: { consumes: ['text/csv'], body: Type.String() } },
    async ({ body }) => ({
      bytes: (body as Buffer).length
    })
  )
})
await app.listen({ host: '127.0.0.1', port: 0 })
t.teardown(() => app.close())
const { port } = app.server.address() as AddressInfo

interface Answer {
  status: number
  headers: Record<string, string>
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: bodies have many shapes
  json: any
}

/** Sends raw bytes over a socket of its own. Resolves with the whole response. */
async function raw(head: string, ...parts: (string | Buffer)[]): Promise<Answer> {
  const socket = net.connect(port, '127.0.0.1')
  socket.write(`${head}\r\nHost: localhost\r\nConnection: close\r\n`)
  for (const part of parts) socket.write(part)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of socket) chunks.push(chunk)
  } catch (error) {
    // The service closes the connection instead of reading the rest of a refused body.
    if (chunks.length === 0) throw error
  }
  const [start = '', text = ''] = Buffer.concat(chunks)
    .toString()
    .split(/\r\n\r\n([\s\S]*)/)
  const [line = '', ...fields] = start.split('\r\n')
  const headers = Object.fromEntries(
    fields.map((field) =>
      field
        .split(/: (.*)/)
        .slice(0, 2)
        .map((word, i) => (i === 0 ? word.toLowerCase() : word))
    )
  )
  return {
    status: Number(line.split(' ')[1]),
    headers,
    text,
    json: text.startsWith('{') ? JSON.parse(text) : undefined
  }
}

/** Sends a body with a media type, by default that of the method. */
const send = (
  method: string,
  path: string,
  body: string | Buffer = '',
  type: string | null = method === 'PATCH' ? MERGE_PATCH : 'application/json',
  more = ''
) =>
  raw(
    `${method} ${path} HTTP/1.1`,
    `${type === null ? '' : `Content-Type: ${type}\r\n`}${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
    body
  )
const post = (body: unknown, language = 'pl') =>
  send(
    'POST',
    '/things',
    typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    undefined,
    `Accept-Language: ${language}\r\n`
  )

const fine = '{"name":"Ośrodek"}'

t.test('POST, PUT, PATCH: only the documented media type is accepted, and the error names it', async (t) => {
  for (const [method, path, type, accepted] of [
    ['POST', '/things', 'application/json', 'application/json'],
    ['PUT', '/things/1', 'application/json', 'application/json'],
    ['PATCH', '/things/1', MERGE_PATCH, `${MERGE_PATCH}, application/json`],
    ['PATCH', '/things/1', 'application/json', `${MERGE_PATCH}, application/json`]
  ] as const) {
    for (const right of [
      type,
      type.toUpperCase(),
      `${type};charset=utf-8`,
      `${type} ; charset=UTF-8`,
      `${type}; charset="utf-8"`,
      `${type};\tcharset=utf-8`,
      `${type};`,
      `${type}; ; charset=utf-8;`
    ]) {
      const { status, json } = await send(method, path, fine, right)
      t.strictSame([status, json], [200, { body: { name: 'Ośrodek' } }], `${method} ${right}`)
    }
    const wrong = [
      ...(method === 'PATCH' ? [] : [MERGE_PATCH]),
      'text/plain',
      'application/jsonx',
      'application/*',
      'json',
      '',
      `${type}\ta`,
      `\t${type}\t;a=b`,
      `${type}, ${type}`
    ]
    for (const odd of [
      ...wrong,
      `${type}; charset=windows-1250`,
      `${type}; charset=utf-8; a=b`,
      `${type}; a=b`,
      `${type};charset`,
      null
    ]) {
      const { status, headers, json } = await send(method, path, fine, odd)
      t.strictSame([status, json?.code, headers.accept], [415, 'unsupported_media_type', accepted], `${method} ${odd}`)
      t.equal(headers['accept-patch'], method === 'PATCH' ? accepted : undefined)
    }
    const twice = await send(method, path, fine, type, `Content-Type: ${type}\r\n`)
    t.equal(twice.status, 415, 'two equal Content-Type fields are still two')
    const chunked = await raw(
      `${method} ${path} HTTP/1.1`,
      `Transfer-Encoding: chunked\r\n\r\n`,
      '2\r\n{}\r\n0\r\n\r\n'
    )
    t.equal(chunked.status, 415, 'no type')
  }
})

t.test('POST: a content coding is 415, and Accept-Encoding is identity', async (t) => {
  for (const coding of ['gzip', 'br', 'deflate, identity', 'identity, gzip', 'x', '']) {
    const { status, headers } = await send('POST', '/things', fine, undefined, `Content-Encoding: ${coding}\r\n`)
    t.strictSame([status, headers['accept-encoding']], [415, 'identity'], coding)
  }
  t.equal((await send('POST', '/things', fine, undefined, 'Content-Encoding: Identity\r\n')).status, 200)
  t.equal(
    (await send('PUT', '/things/1', fine, undefined, 'Content-Range: bytes 0-4/20\r\n')).status,
    400,
    'a part is not stored as the whole'
  )
})

t.test('DELETE and actions: an unexpected body is refused, an empty body is accepted', async (t) => {
  for (const [method, path] of [
    ['DELETE', '/things/1'],
    ['POST', '/things/1/acceptance']
  ] as const) {
    for (const type of ['application/json', 'text/plain', null]) {
      t.strictSame((await send(method, path, '', type)).json, {}, `${method} without a body, ${type}`)
      const { status, json } = await send(method, path, '{}', type)
      t.strictSame(
        [status, json?.code, json?.errors[0]?.code],
        [400, 'invalid_request', 'unexpected_body'],
        `${method} with a body, ${type}`
      )
    }
    t.equal(
      (await raw(`${method} ${path} HTTP/1.1`, 'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n')).status,
      200,
      'no chunk'
    )
    t.equal(
      (await raw(`${method} ${path} HTTP/1.1`, 'Transfer-Encoding: chunked\r\n\r\n1\r\n \r\n0\r\n\r\n')).status,
      400,
      'a blank'
    )
  }
  for (const type of ['application/json', null]) {
    const { status, json } = await send('POST', '/things', '', type)
    t.strictSame(
      [status, json.errors[0].pointer, json.detail],
      [400, '', 'Treść żądania musi być obiektem JSON z polami: name.'],
      'a required body is missing'
    )
  }
  t.equal((await send('POST', '/nowhere', '{')).status, 404, 'on an unknown path, the body is ignored')
})

t.test(
  'POST: one byte over the limit is 413, with Content-Length or in chunks; routes have their own limits and parsers',
  async (t) => {
    const limit = 1024 * 1024
    const sized = (bytes: number) => `{"name":"a","note":"${'a'.repeat(bytes - 22)}"}`
    t.equal((await post(sized(limit))).status, 200)
    const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
    const type = 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
    const chunked = (text: string) =>
      raw('POST /things HTTP/1.1', type, chunk(text.slice(0, 1000)), chunk(text.slice(1000)), '0\r\n\r\n')
    t.equal((await chunked(sized(limit))).status, 200)
    for (const { status, json } of [await post(sized(limit + 1)), await chunked(sized(limit + 1))]) {
      t.strictSame(
        [status, json.code, json.detail],
        [413, 'payload_too_large', 'Treść żądania może mieć co najwyżej 1 MiB.']
      )
    }
    const csv = 'a;b\n'.repeat(limit / 4 + 1)
    t.strictSame((await send('POST', '/imports', csv, 'text/csv; charset=utf-8')).json, { bytes: csv.length })
    t.equal(
      (await send('POST', '/imports', csv + csv, 'text/csv')).json.detail,
      'Treść żądania może mieć co najwyżej 2 MiB.'
    )
    for (const wrong of ['application/json', 'text/csv; charset=windows-1250'])
      t.equal((await send('POST', '/imports', csv, wrong)).headers.accept, 'text/csv', wrong)
  }
)

t.test('POST: a wrong Content-Length is refused', async (t) => {
  const head = 'Content-Type: application/json\r\n'
  t.equal(
    (await raw('POST /things HTTP/1.1', `${head}Content-Length: 5\r\n\r\n`, fine)).status,
    400,
    'too short: the JSON ends too early'
  )
  for (const length of ['-1', '1e1', '19, 20', '0x10', '+19'])
    t.equal((await raw('POST /things HTTP/1.1', `${head}Content-Length: ${length}\r\n\r\n`, fine)).status, 400, length)
  const both = await raw(
    'POST /things HTTP/1.1',
    `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`,
    '2\r\n{}\r\n0\r\n\r\n'
  )
  t.equal(both.status, 400, 'two lengths')
})

t.test('POST: text that is not I-JSON is 400, and the error does not repeat it', async (t) => {
  const cases: [string | Buffer, string, string?][] = [
    ['{"name":"sekret",}', 'invalid_json', 'Treść żądania nie jest poprawnym tekstem JSON (wiersz 1, znak 18).'],
    ['{"name":sekret}', 'invalid_json', 'Treść żądania nie jest poprawnym tekstem JSON.'],
    ["{'name':'sekret'}", 'invalid_json'],
    ['{"name":"sekret"', 'invalid_json'],
    ['{"name":"sekret"} {}', 'invalid_json'],
    ['{"name":"sekret\u0000"}', 'invalid_json'],
    ['{"score":NaN}', 'invalid_json'],
    ['{"score":Infinity}', 'invalid_json'],
    ['{"places":01}', 'invalid_json'],
    ['\u00a0{}', 'invalid_json'],
    ['\ufeff{"name":"sekret"}', 'byte_order_mark'],
    [Buffer.from('{"name":"sekret"}', 'utf16le'), 'invalid_json'],
    [Buffer.from('{"name":"\xbb\xf3\xb3w"}', 'latin1'), 'not_utf8'],
    [Buffer.from('{"name":"\xed\xa0\x80"}', 'latin1'), 'not_utf8', 'Treść żądania nie jest tekstem w kodowaniu UTF-8.'],
    [Buffer.from('{"name":"\xc0\x80"}', 'latin1'), 'not_utf8']
  ]
  for (const [body, code, detail] of cases) {
    const { status, json, text } = await post(body)
    t.strictSame(
      [status, json.code, json.errors[0].code, json.errors[0].pointer],
      [400, 'invalid_request', code, undefined],
      String(body)
    )
    if (detail) t.equal(json.detail, detail)
    t.notMatch(text, 'sekret')
  }
})

t.test('POST: repeated names, and names with a meaning in JavaScript, are refused with their place', async (t) => {
  const cases: [string, string, string][] = [
    ['{"name":"a","name":"b"}', 'repeated_name', '/name'],
    ['{"name":"a","\\u006eame":"b"}', 'repeated_name', '/name'],
    ['{"name":"a","tags":["{\\"name\\":",{"slug":1,"slug":1}]}', 'repeated_name', '/tags/1/slug'],
    ['{"__proto__":{"name":"a"},"name":"b"}', 'forbidden_name', '/__proto__'],
    ['{"name":"a","organisation":{"\\u005f_proto__":1}}', 'forbidden_name', '/organisation/__proto__'],
    ['{"constructor":{"prototype":{}}}', 'forbidden_name', '/constructor']
  ]
  for (const [body, code, pointer] of cases) {
    const { status, json } = await post(body)
    t.strictSame([status, json.errors[0].code, json.errors[0].pointer], [400, code, pointer], body)
  }
  t.equal(
    (await post('{"name":"a","organisation":{"slug":"name"},"tags":["ab","name"]}')).json.errors[0].code,
    'too_long',
    'a value may contain such a name'
  )
  t.strictSame(
    (await post('{"name":"name","organisation":{"slug":"name"}}')).status,
    200,
    'the same name may occur in another object'
  )
})

t.test('POST: a number that cannot be stored exactly is refused', async (t) => {
  const wrong = [
    '9007199254740992',
    '-9007199254740993',
    '1e16',
    '1e400',
    '-1e400',
    '1e-400',
    '0.1000000000000000055511',
    '123456.12345678901234',
    `0.${'1'.repeat(200_000)}`,
    `1.${'0'.repeat(200_000)}1`
  ]
  for (const number of wrong) {
    const started = performance.now()
    const { status, json } = await post(`{"name":"a","score":${number}}`)
    t.strictSame(
      [status, json.errors[0].code, json.errors[0].pointer],
      [400, 'inexact_number', '/score'],
      number.slice(0, 40)
    )
    t.ok(performance.now() - started < 60_000)
  }
  for (const number of [
    '0.1',
    '1.50',
    '1e3',
    '1E+3',
    '1500e-2',
    '51.14862',
    '5e-324',
    '1.7976931348623157e3',
    '100000',
    '0.30000000000000004'
  ]) {
    t.strictSame(
      (await post(`{"name":"a","score":${number}}`)).json,
      { body: { name: 'a', score: Number(number) } },
      number
    )
  }
})

t.test('POST: bodies deeper or larger than any record are 400 at once', async (t) => {
  const cases: [string, string][] = [
    [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'too_deep'],
    [`{"name":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}}`, 'too_deep'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, 'too_deep'],
    [`{${Array.from({ length: 50_000 }, (_, i) => `"k${i}":1`).join()}}`, 'unknown_property'],
    [`{"tags":[${'{},'.repeat(300_000)}{}]}`, 'too_many_values'],
    ['['.repeat(1_000_000), 'invalid_json'],
    [`{"name":"a","note":"a${'\u0301\u0316'.repeat(200_000)}"}`, 'not_nfc'],
    [`{"name":"a\\u0000","x":${`{"${'/'.repeat(60)}":`.repeat(30)}"\\u0000"${'}'.repeat(30)}}`, 'unknown_property'],
    [`{"${'a'.repeat(1_000_000)}":1,"name":"a"}`, 'unknown_property'],
    [`{"name":"${'\\"'.repeat(400_000)}"}`, 'too_long'],
    [
      `{"name":"a","since":"${'9'.repeat(900_000)}","email":"${'a'.repeat(50_000)}@${'a-'.repeat(25_000)}"}`,
      'invalid_format'
    ]
  ]
  for (const [body, code] of cases) {
    const started = performance.now()
    const { status, json, text } = await post(body)
    t.strictSame([status, json.errors[0].code], [400, code], body.slice(0, 40))
    t.ok(performance.now() - started < 60_000, `${Math.round(performance.now() - started)} ms`)
    t.ok(text.length < 60_000)
    for (const { pointer = '' } of json.errors) t.ok(pointer.length <= 500)
  }
  const deep = `${'['.repeat(32)}${']'.repeat(32)}`
  t.equal((await post(deep)).json.errors[0].code, 'invalid_type', '32 levels are parsed')
})

t.test('POST: names and values must be readable text in NFC, and are never altered', async (t) => {
  const cases: [string, string, RegExp][] = [
    ['\\ud83d', 'lone_surrogate', /zawiera połowę znaku \(U\+D83D\)\.$/],
    ['a\\udc00\\ud800', 'lone_surrogate', /U\+DC00/],
    ['a\\u0000b', 'control_character', /zawiera znak sterujący \(U\+0000\)\.$/],
    ['a\\tb', 'control_character', /U\+0009/],
    ['a\\r\\nb', 'line_break', /zawiera koniec wiersza, a tekst musi się mieścić w jednym wierszu \(U\+000D\)\.$/],
    ['a\\nb', 'line_break', /U\+000A/],
    ['a\\u007fb', 'control_character', /U\+007F/],
    ['a\\u0085b', 'line_break', /U\+0085/],
    ['a\\u2028b', 'line_break', /U\+2028/],
    ...[0x61c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069].map((code): [string, string, RegExp] => [
      `a${String.fromCodePoint(code)}b`,
      'bidi_character',
      /zmienia kierunek pisma \(U\+/
    ]),
    ...[0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x3164, 0xe0041].map((code): [string, string, RegExp] => [
      `a${String.fromCodePoint(code)}b`,
      'invisible_character',
      /zawiera niewidoczny znak \(U\+/
    ]),
    ['a\ufffdb', 'not_a_character', /kod, który nie oznacza żadnego znaku \(U\+FFFD\)/],
    ['a\ufdd0', 'not_a_character', /U\+FDD0/],
    ['a\ue000', 'not_a_character', /U\+E000/],
    ['Os\u0301rodek', 'not_nfc', /postaci NFC/],
    ['\u212b', 'not_nfc', /postaci NFC/],
    [`a${'\u0316'.repeat(31)}`, 'not_nfc', /postaci NFC/]
  ]
  for (const [text, code, detail] of cases) {
    const value = await post(`{"name":"a","note":"${text}"}`)
    t.strictSame(
      [value.status, value.json.errors[0].code, value.json.errors[0].pointer],
      [400, code, '/note'],
      JSON.stringify(text)
    )
    t.match(value.json.detail, detail)
    t.match(value.json.detail, /^Wartość pola «note» /)
    const name = await post(`{"name":"a","organisation":{"slug":"a","${text}":1}}`)
    const fault = name.json.errors.find((error: { code: string }) => error.code === code)
    t.equal(fault?.pointer, '/organisation', 'an invalid name is reported at its object')
    t.ok(value.text.isWellFormed() && name.text.isWellFormed() && !/\\ud[89a-f]/i.test(name.text + value.text))
  }
  const fair = 'Zażółć gęślą jaźń – „cudzysłów”, 5 m², 𝄞 日本 Ż\u0316'
  t.strictSame((await post({ name: 'a', note: fair })).json, { body: { name: 'a', note: fair } })
})

t.test('POST: every error of a body has its place and a text in Polish and English', async (t) => {
  const id = '01993a5e-7c00-7000-8000-000000000001'
  // Body, then the pointer, code and both texts of each error.
  const cases: [unknown, [pointer: string, code: string, pl: string, en: string][]][] = [
    [{}, [['/name', 'missing', 'Pole «name» jest wymagane.', 'The field «name» is required.']]],
    [
      { name: 'a', nmae: 'b' },
      [
        [
          '/nmae',
          'unknown_property',
          'Nieznane pole «nmae». Dostępne: name, ',
          'Unknown field «nmae». Available: name, '
        ]
      ]
    ],
    [
      { name: 'a', 'a/b~c': 1 },
      [
        [
          '/a~1b~0c',
          'unknown_property',
          'Nieznane pole «a/b~c». Dostępne: name, ',
          'Unknown field «a/b~c». Available: name, '
        ]
      ]
    ],
    [
      { name: 'a', id, version: 1 },
      ['id', 'version'].map((name) => [
        `/${name}`,
        'read_only_property',
        `Wartość pola «${name}» nadaje rejestr; nie można jej przesłać.`,
        `The registry sets the field «${name}»; it cannot be sent.`
      ])
    ],
    [
      { name: 'a', 'odd/na~me': ' ' },
      [
        [
          '/odd~1na~0me',
          'invalid_format',
          'Wartość pola «odd/na~me» nie może zaczynać się ani kończyć odstępem',
          'must not begin'
        ]
      ]
    ],
    [
      { name: '' },
      [['/name', 'too_short', 'Wartość pola «name» musi mieć co najmniej 1 znak.', 'must have at least 1 character.']]
    ],
    [
      { name: 'a'.repeat(41) },
      [['/name', 'too_long', 'Wartość pola «name» może mieć co najwyżej 40 znaków.', 'may have at most 40 characters.']]
    ],
    [
      { name: 5 },
      [
        [
          '/name',
          'invalid_type',
          'Wartość pola «name» musi być tekstem.',
          'The value of the field «name» must be a text.'
        ]
      ]
    ],
    [{ name: null }, [['/name', 'invalid_type', 'Wartość pola «name» musi być tekstem.', 'must be a text.']]],
    [
      { name: 'a', kind: 7 },
      [['/kind', 'invalid_type', 'musi być tekstem albo wartością null.', 'must be a text or null.']]
    ],
    [
      { name: 'a', kind: 'x' },
      [['/kind', 'unknown_value', 'musi być jedną z wartości: cus, ops, null.', 'must be one of: cus, ops, null.']]
    ],
    [{ name: 'a', score: '1' }, [['/score', 'invalid_type', 'musi być liczbą.', 'must be a number.']]],
    [{ name: 'a', score: 0 }, [['/score', 'out_of_range', 'musi wynosić więcej niż 0.', 'must be more than 0.']]],
    [
      { name: 'a', places: '1' },
      [
        [
          '/places',
          'invalid_type',
          'musi być liczbą całkowitą zapisaną cyframi.',
          'must be an integer written in digits.'
        ]
      ]
    ],
    [{ name: 'a', places: 1.5 }, [['/places', 'invalid_type', 'musi być liczbą całkowitą', 'must be an integer']]],
    [{ name: 'a', places: 6 }, [['/places', 'out_of_range', 'może wynosić co najwyżej 5.', 'may be at most 5.']]],
    [{ name: 'a', places: 0 }, [['/places', 'out_of_range', 'musi wynosić co najmniej 1.', 'must be at least 1.']]],
    ...['true', 1, 0, ''].map((founder): (typeof cases)[number] => [
      { name: 'a', founder },
      [
        [
          '/founder',
          'invalid_type',
          'musi być wartością logiczną (true albo false).',
          'must be a boolean (true or false).'
        ]
      ]
    ]),
    [{ name: 'a', tags: 'ab' }, [['/tags', 'invalid_type', 'musi być listą.', 'must be a list.']]],
    [
      { name: 'a', tags: [] },
      [['/tags', 'too_few_values', 'musi mieć co najmniej 1 wartość.', 'must have at least 1 value.']]
    ],
    [
      { name: 'a', tags: ['ab', 'cd', 'ef'] },
      [['/tags', 'too_many_values', 'może mieć co najwyżej 2 wartości.', 'may have at most 2 values.']]
    ],
    [
      { name: 'a', tags: ['ab', 'ab'] },
      [['/tags', 'repeated_value', 'zawiera tę samą wartość dwa razy.', 'contains the same value twice.']]
    ],
    [
      { name: 'a', tags: ['ab', 'x'] },
      [
        [
          '/tags/1',
          'too_short',
          'Element nr 2 pola «tags» musi mieć co najmniej 2 znaki.',
          'Item 2 of the field «tags» must have'
        ]
      ]
    ],
    [
      { name: 'a', organisation: 'cus' },
      [['/organisation', 'invalid_type', 'musi być obiektem.', 'must be an object.']]
    ],
    [
      { name: 'a', place: 'lublin' },
      [['/place', 'invalid_type', 'musi być obiektem albo wartością null.', 'must be an object or null.']]
    ],
    [{ name: 'a', place: { slug: 1 } }, [['/place/slug', 'invalid_type', 'musi być tekstem.', 'must be a text.']]],
    [
      { name: 'a', place: { town: 'x' } },
      [['/place/town', 'unknown_property', 'Nieznane pole «town». Dostępne: slug.', 'Unknown field «town».']]
    ],
    [
      { name: 'a', organisation: { slug: 'a', name: 'b' } },
      [['/organisation/name', 'unknown_property', 'Nieznane pole «name». Dostępne: slug.', 'Unknown field']]
    ],
    ...[
      'infinity',
      '-infinity',
      'today',
      '2026-02-30',
      '0000-01-01',
      '2026-1-1',
      '10000-01-01',
      '2026-01-01T00:00:00Z',
      '2026-01-01 BC'
    ].map((since): (typeof cases)[number] => [
      { name: 'a', since },
      [['/since', 'invalid_format', 'Wartość pola «since» ', 'The value']]
    ]),
    ...[
      'a@example.org\r\nBcc: b@example.org',
      'a@example.org\n',
      'a',
      'a b@example.org',
      'a@b@example.org',
      '<a@example.org>'
    ].map((email): (typeof cases)[number] => [
      { name: 'a', email },
      [
        [
          '/email',
          email.length < 3 ? 'too_short' : 'invalid_format',
          'Wartość pola «email» ',
          'The value of the field «email» '
        ]
      ]
    ]),
    ...[[], 'x', 5, true, null, 0].map((body): (typeof cases)[number] => [
      body,
      [
        [
          '',
          'invalid_type',
          'Treść żądania musi być obiektem JSON z polami: name.',
          'The body must be a JSON object with the fields: name.'
        ]
      ]
    ])
  ]
  for (const [body, expected] of cases) {
    const text = JSON.stringify(body)
    const [pl, en] = [await post(text), await post(text, 'en')]
    t.equal(pl.status, 400, text)
    t.equal(pl.json.code, 'invalid_request')
    for (const [i, [pointer, code, polish, english]] of expected.entries()) {
      const [one, other] = [pl.json.errors[i], en.json.errors[i]]
      t.equal(one.pointer, pointer, text)
      t.ok(code.endsWith('_') ? one.code.startsWith(code) : one.code === code, `${text} is ${one.code}`)
      t.match(one.detail, polish)
      t.match(other.detail, english)
      t.strictSame([one.pointer, one.code], [other.pointer, other.code])
    }
    const places = pl.json.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)
    t.equal(new Set(places).size, places.length, 'none twice')
  }
  t.equal(
    (await post({ name: '5 %'.repeat(5), places: 5, email: 'a+b@example.org', since: '2024-02-29', kind: null }))
      .status,
    200
  )
})

t.test('POST: at most twenty errors, and none makes the response long', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${'ż'.repeat(100)}${i}`, 1]))
  const { json, text } = await post(many)
  t.equal(json.errors.length, 5, 'unknown fields')
  t.equal((await post({ name: 'a', tags: Array(50).fill('x') })).json.errors.length, 20)
  t.ok(text.length < 20_000)
  t.ok(json.errors.some(({ pointer }: { pointer: string }) => pointer.endsWith('…')))
  const mixed = await post(`{"x":1,"name":"a\\u0000","tags":["\\u200b","\\u202e"]}`)
  t.strictSame(
    mixed.json.errors.map(({ code, pointer }: Record<string, string>) => `${code} ${pointer}`),
    [
      'unknown_property /x',
      'too_short /tags/0',
      'too_short /tags/1',
      'control_character /name',
      'invisible_character /tags/0',
      'bidi_character /tags/1'
    ],
    'errors of the schema and of characters are reported together'
  )
})

t.test('PATCH: absent properties stay, null is a value, and an empty patch is refused by the schema', async (t) => {
  t.strictSame((await send('PATCH', '/things/1', '{"kind":null}')).json, { body: { kind: null } })
  const { status, json } = await send('PATCH', '/things/1', '{}')
  t.strictSame(
    [status, json.errors[0].code, json.detail],
    [400, 'too_few_fields', 'Treść żądania musi mieć co najmniej 1 pole.']
  )
  const readOnly = await send('PATCH', '/things/1', '{"version":2}')
  t.strictSame([readOnly.status, readOnly.json.errors[0].code], [400, 'read_only_property'])
})

t.test('buildApp() refuses a route whose body schema allows unknown fields', async (t) => {
  const open = (body: TSchema) => async () => {
    const other = fastify()
    readBodies(other)
    other.post('/', { schema: { body } }, echo)
    await other.close()
  }
  const inner = { type: 'array', items: { type: ['object', 'null'], properties: {} } }
  await t.rejects(open(Type.Object({})), /would ignore unknown fields/)
  await t.rejects(open(Type.Object({ a: Type.Unsafe(inner) }, closed)), /would ignore unknown fields/)
  await t.resolves(open(Type.Object({ a: Type.Unsafe({ $ref: 'ThingPrototype#' }) }, closed)))
})
