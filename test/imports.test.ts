// Imports: the preview reports every row, and the file is applied as a whole or not at all, whatever fails meanwhile.
import { execFile, fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import t from 'tap'
import { deleteAllImportData, purgeImports } from '../src/features/imports/queries.ts'
import { command, write } from '../src/records/write/transaction.ts'
import { withImports } from './imports.ts'
import { runJobs } from './jobs.ts'
import { tercFile, tercLines } from './terc-file.ts'

type Row = {
  line: number
  outcome: string
  subject: string | null
  version: number | null
  diff: object[]
  errors: { column: string | null; code: string }[]
}
const describeRows = (rows: Row[]) =>
  rows.map(({ line, outcome, errors }) =>
    [line, outcome, ...errors.map(({ column, code }) => `${column} ${code}`)].join(' ')
  )
/** SQL: number of records written since `head`, without `refreshed` entries. */
const written = (head: unknown) =>
  `select count(*)::int from change where seq > ${head} and type not like '%.refreshed'`

t.test('POST /v1/imports previews a file, and POST /v1/imports/{import_id}/application applies it', async (t) => {
  const { post, work, get, apply, one, rowsOf, call, key, makeKey } = await withImports(t)
  const head = await one('select seq::int from feed_head')
  const file = [
    'slug;name;short_name;kind;website;part_of_slug;territory_code;established_on',
    'gops-nowy;Gminny Ośrodek Pomocy Społecznej;GOPS Nowy;gops;;urzad-nowy;61205;2020-01-02',
    'urzad-nowy;Urząd Gminy Nowy;UG Nowy;gmina;;;;',
    'cus-belzyce;Centrum Usług Społecznych w Bełżycach;CUS Bełżyce;cus;;;060901;',
    'umwl;"Urząd ""Marszałkowski""";UMWL;marshal_office;x.pl;;06;'
  ].join('\r\n')
  const sent = await post('resource=organisations', file, { 'idempotency-key': 'a' })
  t.equal(sent.status, 202, sent.text)
  t.equal(sent.headers.location, `/v1/imports/${sent.json.id}`)
  t.match(sent.json, {
    resource: 'organisations',
    matched_by: 'slug',
    dry_run: true,
    status: 'queued',
    progress: { done: 0, total: 4 },
    counts: null
  })
  const replayed = await post('resource=organisations', file, { 'idempotency-key': 'a' })
  t.strictSame([replayed.json.id, replayed.headers['idempotent-replayed']], [sent.json.id, 'true'])
  t.equal((await post('resource=organisations', `${file}\n`, { 'idempotency-key': 'a' })).status, 422)
  t.equal(
    (await call('POST', `imports/${sent.json.id}/application`, { key })).json.code,
    'wrong_state',
    'not before the preview is ready'
  )
  await work()

  const seen = (await get(`imports/${sent.json.id}`)).json
  t.match(seen, {
    status: 'previewed',
    progress: { done: 4, total: 4 },
    counts: { create: 2, update: 2, unchanged: 0, error: 0 }
  })
  const rows = await rowsOf(seen.id)
  t.strictSame(describeRows(rows), ['2 create', '3 create', '4 update', '5 update'])
  t.strictSame(
    rows[2].diff,
    [{ field: 'website', before: 'cusbelzyce.pl', after: null }],
    'an empty cell clears the value, a missing column leaves it'
  )
  t.match(rows[0], { key: 'gops-nowy', subject: null, version: null })
  t.strictSame(
    rows[0].diff.map(({ field, after }: { field: string; after: string }) => `${field} ${after}`),
    [
      'slug gops-nowy',
      'name Gminny Ośrodek Pomocy Społecznej',
      'short_name GOPS Nowy',
      'kind gops',
      'territory_code 061205',
      'latitude 51.14775',
      'longitude 21.96897',
      'coordinates_basis geonames-seat',
      'part_of_slug urzad-nowy',
      'established_on 2020-01-02'
    ],
    'a row may refer to a later row, and Excel may have removed a leading zero'
  )
  t.strictSame(describeRows(await rowsOf(seen.id, '?outcome=create&sort=-line')), ['3 create', '2 create'])
  t.equal((await get('organisations/gops-nowy')).status, 404, 'the preview wrote nothing')
  t.equal(await one('select seq::int from feed_head'), head)
  const report = await get(`imports/${seen.id}/rows?format=csv&dialect=excel-pl`)
  t.match(report.headers['content-type'], 'text/csv')
  t.match(
    report.text,
    `2;create;gops-nowy;;reading;territory_code;territory_code;61205;'061205;;Odczytano jako «061205».`
  )
  t.match(report.text, '4;update;cus-belzyce;')
  t.match(report.text, 'Zmiana: było «cusbelzyce.pl», będzie puste.')
  t.notMatch(report.text, '{')
  t.equal((await get(`imports/${seen.id}/rows?format=ndjson`)).text.trim().split('\n').length, 4)

  const applied = await apply(seen.id)
  t.equal(applied.response.status, 202)
  t.equal(applied.response.json.status, 'queued')
  t.match(applied.import, { status: 'applied', counts: seen.counts, version: 6 })
  t.match((await get('organisations/gops-nowy')).json, {
    part_of: { slug: 'urzad-nowy' },
    territory: { code: '061205' },
    established: { on: '2020-01-02' },
    version: 1
  })
  t.equal((await rowsOf(seen.id))[0].subject, (await get('organisations/gops-nowy')).json.id)
  t.equal(await one(written(head)), 4, 'one entry in the change log per record')
  const keyId = (await get('me')).json.id
  t.equal(
    await one(
      `select count(*)::int from audit
        where key_id = '${keyId}' and action in ('organisation.created', 'organisation.updated')`
    ),
    4
  )
  t.equal(
    await one(`select string_agg(action, ' ' order by seq) from audit where subject_type = 'import'`),
    'import.created import.updated import.updated import.updated import.updated import.applied'
  )
  t.equal(await one('select count(*)::int from import_file'), 0, 'the file is deleted')
  t.equal((await call('POST', `imports/${seen.id}/application`, { key })).status, 409)

  const trace = () =>
    one(`select feed_head.seq || ' ' || (select count(*) from audit where subject_type <> 'import') from feed_head`)
  const then = await trace()
  const again = await post('resource=organisations&dry_run=false', file)
  await work()
  t.match(
    (await get(`imports/${again.json.id}`)).json,
    { status: 'applied', counts: { create: 0, update: 0, unchanged: 4, error: 0 } },
    'the same file again'
  )
  t.equal(await trace(), then, 'no record and no entry in the change log')

  t.strictSame(
    (await get('imports?resource=organisations&status=applied')).json.data.map(({ id }: { id: string }) => id),
    [again.json.id, seen.id]
  )
  t.equal((await get('imports/01a1fdfa-0000-7000-8000-000000000000/rows')).status, 404)
  t.equal((await call('GET', 'imports')).status, 401)
  const other = await makeKey(['registry:write'])
  for (const path of ['imports', `imports/${seen.id}`, `imports/${seen.id}/rows`])
    t.equal((await call('GET', path, { key: other })).status, 403)
})

t.test('POST /v1/imports refuses a file that is invalid as a whole, and names the places', async (t) => {
  const { post, one, call, makeKey, key } = await withImports(t)
  const windows1250 = Buffer.concat([
    Buffer.from('slug,name\ncus-belzyce,Be'),
    Buffer.from([0xb3, 0xbf]),
    Buffer.from('yce\n')
  ])
  const cases: [what: string, query: string, body: string | Buffer, codes: string[], says: string][] = [
    ['windows-1250', 'resource=organisations', windows1250, ['encoding_windows_1250'], 'CSV UTF-8'],
    ['a ragged row', 'resource=organisations', 'slug,name\na,b\nc,d,e\n', ['ragged_row'], 'Wiersz 3, kolumna 3:'],
    [
      'repeated and misspelt headers',
      'resource=organisations',
      'slug,name,Slug,short_nam\na,b,c,d\n',
      ['repeated_header', 'unknown_header'],
      'Wiersz 1, kolumna 3, «Slug»:'
    ],
    ['no column to match on', 'resource=organisations&match_on=nip', 'slug\na\n', ['missing_header'], '«nip»'],
    ['no rows', 'resource=people', 'slug\n', ['no_rows'], 'wiersza'],
    ['broken JSON', 'resource=people', '{"slug":"a"}\n{"slug"', ['invalid_json'], 'Wiersz 2:'],
    ['a file other than TERC', 'resource=territories', 'slug\na\n', ['unknown_header'], 'WOJ'],
    ['TERC as NDJSON', 'resource=territories', '{"code":"06"}', ['csv_needed'], 'eTERYT']
  ]
  for (const [what, query, body, codes, says] of cases) {
    const { status, json } = await post(query, body)
    t.equal(status, 400, what)
    t.strictSame(
      json.errors.map(({ code }: { code: string }) => code),
      codes,
      what
    )
    t.match(json.detail, says, what)
  }
  for (const query of [
    '',
    'resource=sources',
    'resource=people&match_on=nip',
    'resource=territories&match_on=slug',
    'resource=people&dry_run=1',
    'resource=people&x=1'
  ])
    t.equal((await post(query, 'slug\na\n')).status, 400, query)
  const filler = (bytes: number) => `slug,name\n${'a'.repeat(bytes - 10)}`
  t.equal((await post('resource=organisations', filler(5 * 1024 * 1024 + 1))).status, 413, 'one byte too many')
  t.not((await post('resource=organisations', filler(5 * 1024 * 1024))).status, 413, 'the largest allowed size')
  for (const type of [
    'application/json',
    'text/plain',
    'text/csv; charset=windows-1250',
    'application/vnd.ms-excel',
    'text/csv, text/csv'
  ])
    t.equal((await post('resource=people', 'slug\na\n', { 'content-type': type })).status, 415, type)
  t.equal((await post('resource=people', 'slug\na\n', { 'content-encoding': 'gzip' })).status, 415)
  t.equal(
    (await call('POST', 'organisations', { key, body: 'slug\n', headers: { 'content-type': 'text/csv' } })).status,
    415,
    'no other route accepts files'
  )
  const plain = await makeKey(['imports'])
  const asPlain = { 'content-type': 'text/csv', authorization: `Bearer ${plain}` }
  t.equal(
    (await post('resource=contacts', 'slug,heading\nkontakt-przewodniczacej,x\n', asPlain)).status,
    403,
    'contacts need contacts:read'
  )
  t.equal(
    (await call('POST', 'imports?resource=people', { body: 'slug\na\n', headers: { 'content-type': 'text/csv' } }))
      .status,
    401
  )
  t.equal(await one('select count(*)::int from import'), 0)
  t.equal(await one(`select count(*)::int from job where task = 'import'`), 0)
})

t.test('GET /v1/imports/{import_id}/rows returns the errors of each row by column', async (t) => {
  const { preview, connection, call, key, makeKey, one, post, work, get, rowsOf } = await withImports(t)
  await connection.pool.query(
    `update organisation set nip = '5261040828', regon = '000331501' where slug = 'cus-belzyce'`
  )
  const cases: [what: string, query: string, body: string, rows: string[]][] = [
    [
      'values',
      'resource=organisations',
      'slug,name,short_name,kind,nip,latitude,established_on,postal_code\n' +
        'a1,A,A,cus,5261040827,,,\na2,A,A,nic,,,,\na3,A,A,cus,,x,,\na4,A,A,cus,,,2020-02-30,\n' +
        'a5,A,A,cus,,,,21-04\n,A,A,cus,,,,\na7,,A,cus,,,,\ncus-kramsk,,CUS,cus,,,,\n' +
        'b8,A,A,cus,5261040828,,,\nb9,A,A,cus,,,,\n',
      [
        '2 error nip organisation_nip_invalid',
        '3 error kind unknown_value',
        '4 error latitude invalid_type',
        '5 error established_on invalid_format',
        '6 error postal_code invalid_format',
        '7 create',
        '8 error name missing',
        '9 error name empty_value',
        '10 error nip organisation_nip_taken',
        '11 create'
      ]
    ],
    [
      'references',
      'resource=organisations',
      'slug,name,short_name,kind,part_of_slug,territory_code\n' +
        'a1,A,A,cus,nie-ma,\na2,A,A,cus,,999999\na3,A,A,cus,a1,06\n',
      [
        '2 error part_of_slug unknown_reference',
        '3 error territory_code unknown_reference',
        '4 error part_of_slug unknown_reference'
      ]
    ],
    [
      'columns that only the registry sets',
      'resource=organisations',
      'slug,name,id,kind_family,territory_code,territory_name,part_of_id,part_of_slug,version\n' +
        'cus-belzyce,X,,cus,060901,Bełżyce,,,2\ncus-kramsk,X,,ops,301005,Kramsk,,,1\n' +
        'umwl,X,01a1fdfa-0000-7000-8000-000000000000,,,,,,\nrops-lublin,X,,,060901,Kramsk,,,\n',
      [
        '2 update',
        '3 error kind_family read_only_column',
        '4 error id read_only_column',
        '5 error territory_name read_only_column'
      ]
    ],
    [
      'an old version',
      'resource=organisations',
      'slug,name,version\ncus-belzyce,X,7\ncus-kramsk,Centrum Usług Społecznych w Kramsku,7\n',
      ['2 error version stale_row', '3 unchanged']
    ],
    [
      'a new record with a version',
      'resource=people',
      'slug,given_name,family_name,version\njan-nowy,Jan,Nowy,3\n',
      ['2 error slug unknown_record']
    ],
    [
      'the same record twice',
      'resource=organisations',
      'slug,name\ncus-belzyce,X\ncus-belzyce,Y\n',
      ['2 update', '3 error slug repeated_row']
    ],
    [
      'the NIP',
      'resource=organisations&match_on=nip',
      'nip,website\n5261040828,x.pl\n,y.pl\n',
      ['2 update', '3 error nip missing_match_value']
    ],
    [
      'the REGON without leading zeros',
      'resource=organisations&match_on=regon',
      'regon;website\n331501;x.pl\n',
      ['2 update']
    ],
    [
      'an unknown id',
      'resource=organisations&match_on=id',
      'id,name\n01a1fdfa-0000-7000-8000-000000000000,X\n',
      ['2 error id unknown_record']
    ],
    [
      'the gmina together with the kind',
      'resource=organisations&match_on=teryt',
      'territory_code,kind,website\n060901,cus,x.pl\n0609013,cus,x.pl\n0609014,cus,x.pl\n060901,,x.pl\n',
      [
        '2 update',
        '3 error territory_code repeated_row',
        '4 error territory_code repeated_row',
        '5 error territory_code missing_match_value'
      ]
    ],
    [
      'NDJSON',
      'resource=people',
      '{"slug":"anna-ostasz","family_name":"Nowak","memberships":null}\n' +
        '{"slug":"jan-nowy","given_name":"Jan","family_name":"Nowy","sources":[{"source":"s000"}]}\n' +
        '{"slug":"x","kolor":1}\n{"slug":"y","given_name":["Jan"],"family_name":"a\\u0000"}\n{"slug":7}\n',
      [
        '1 update',
        '2 create',
        '3 error null unknown_property given_name missing family_name missing',
        '4 error given_name invalid_type family_name control_character',
        '5 error given_name missing family_name missing slug invalid_type'
      ]
    ]
  ]
  for (const [what, query, body, rows] of cases)
    t.strictSame(describeRows((await preview(query, body)).rows), rows, what)

  const twice = await connection.pool.query(`insert into organisation (slug, name, short_name, kind, territory_code)
    select 'cus-drugi', 'Drugi', 'Drugi', 'cus', territory_code from organisation
    where slug = 'cus-belzyce' returning id`)
  const ambiguous = await preview(
    'resource=organisations&match_on=teryt',
    'territory_code,kind,website\n060901,cus,x.pl\n'
  )
  t.strictSame(
    describeRows(ambiguous.rows),
    ['2 error territory_code ambiguous_match'],
    'of two centres in one gmina, none is chosen'
  )
  t.equal(twice.rowCount, 1)
  const refused = await call('POST', `imports/${ambiguous.id}/application`, { key })
  t.strictSame([refused.status, refused.json.code, refused.json.errors[0].code], [409, 'wrong_state', 'rows_at_fault'])
  const at = await post('resource=organisations&dry_run=false', 'slug,name\ncus-belzyce,X\nnowy,\n')
  await work()
  t.match(
    (await get(`imports/${at.json.id}`)).json,
    { status: 'failed', counts: { update: 1, error: 1 } },
    'with one faulty row, nothing is applied'
  )
  t.not(await one(`select name from organisation where slug = 'cus-belzyce'`), 'X')

  const many = await preview(
    'resource=organisations',
    [
      'slug,name,short_name,kind,nip',
      ...Array.from({ length: 300 }, (_, i) => `n${i},A,A,cus,${i % 2 ? '' : '5261040828'}`),
      ''
    ].join('\n')
  )
  t.match(many.counts, { error: 201, create: 99 }, 'after too many errors, the remaining rows are not checked')
  t.strictSame(
    new Set(many.rows.flatMap(({ errors }: Row) => errors.map(({ code }) => code))),
    new Set(['organisation_nip_taken', 'not_checked'])
  )

  const contacts = await preview('resource=contacts', 'slug,email\nkontakt-przewodniczacej,nowy@example.org\n')
  t.strictSame(contacts.rows[0].diff[0].after, 'nowy@example.org')
  t.match(
    await one(`select action || ' ' || fields[1] from audit order by seq desc limit 1`),
    'contact.read import',
    'the read of contact values is audited'
  )
  const plain = await makeKey(['imports'])
  t.strictSame(
    (await call('GET', `imports/${contacts.id}/rows`, { key: plain })).json.data,
    [],
    'and needs contacts:read'
  )
  t.equal((await call('POST', `imports/${contacts.id}/application`, { key: plain })).status, 403)
  t.ok((await rowsOf(contacts.id)).length)
})

t.test('POST /v1/imports matches memberships and appointments by their member or person', async (t) => {
  const { preview, apply, one } = await withImports(t)
  const made = await preview(
    'resource=memberships',
    'organisation_slug,tier,tier_basis,founder\numwl,supporting,printed,\n'
  )
  t.strictSame(describeRows(made.rows), ['2 create'])
  t.equal((await apply(made.id)).import.status, 'applied')
  t.equal(
    await one(
      `select m.version from membership m join organisation o on o.id = m.organisation_id where o.slug = 'umwl'`
    ),
    1
  )
  t.strictSame(
    describeRows(
      (await preview('resource=memberships', 'organisation_slug,tier,tier_basis,founder\numwl,supporting,printed,\n'))
        .rows
    ),
    ['2 unchanged']
  )
  await one(
    `insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status)
      select id, 'honorary', 'printed', false, false, 'active' from organisation where slug = 'umwl'`
  )
  t.strictSame(describeRows((await preview('resource=memberships', 'organisation_slug,tier\numwl,ordinary\n')).rows), [
    '2 error organisation_slug ambiguous_match'
  ])

  const post = await one(
    `insert into post (organisation_id, role) select id, 'head' from organisation where slug = 'umwl' returning id`
  )
  const file = `person_slug,post_id,capacity\nanna-ostasz,${post},acting\n`
  const appointed = await preview('resource=appointments', file)
  t.strictSame(describeRows(appointed.rows), ['2 create'])
  await apply(appointed.id)
  t.strictSame(describeRows((await preview('resource=appointments', file)).rows), ['2 unchanged'])
})

t.test('POST /v1/imports/{import_id}/application is refused if the registry has moved since the preview', async (t) => {
  const { preview, call, key, one, work, get, connection } = await withImports(t)
  const file = 'slug,name,short_name,kind\ncus-belzyce,X,CUS Bełżyce,cus\nnowy,Nowy,Nowy,cus\n'
  const query = 'resource=organisations'
  const untouched = () => one(`select count(*)::int from organisation where name in ('X', 'Nowy')`)
  const moves: [string, string][] = [
    ['a target was changed', `update organisation set website = 'a.pl' where slug = 'cus-belzyce'`],
    [
      'a new record exists already',
      `insert into organisation (slug, name, short_name, kind) values ('nowy', 'Inny', 'Inny', 'cus')`
    ],
    ['a target was deleted', `delete from organisation where slug = 'nowy'`]
  ]
  for (const [what, move] of moves) {
    const seen = await preview(query, file)
    const late = await preview(query, file)
    t.equal((await call('POST', `imports/${late.id}/application`, { key })).status, 202)
    await connection.pool.query(move)
    const refused = await call('POST', `imports/${seen.id}/application`, { key, headers: { 'idempotency-key': 'a' } })
    t.strictSame([refused.status, refused.json.code], [412, 'precondition_failed'], what)
    t.equal((await get(`imports/${seen.id}`)).json.status, 'stale')
    t.equal(
      (await call('POST', `imports/${seen.id}/application`, { key, headers: { 'idempotency-key': 'a' } })).status,
      412,
      'it stays refused'
    )
    await work()
    t.match(
      (await get(`imports/${late.id}`)).json,
      { status: 'stale', messages: [{ code: 'registry_moved' }] },
      `${what} before the worker started`
    )
    t.equal(await untouched(), 0, 'nothing was written')
  }
  const { id } = await preview(query, file)
  const responses = await Promise.all([1, 2, 3, 4, 5].map(() => call('POST', `imports/${id}/application`, { key })))
  t.strictSame(
    responses.map(({ status }) => status).sort(),
    [202, 409, 409, 409, 409],
    'of several requests at the same time, one applies it'
  )
  await Promise.all([work(), work()])
  t.equal((await get(`imports/${id}`)).json.status, 'applied')
  t.equal(await untouched(), 2)
  t.equal(await one(`select version from organisation where name = 'X'`), 3)
})

/** Repeats until it returns a value. */
async function eventually<T>(condition: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 600_000; Date.now() < end; await sleep(25)) {
    const found = await condition()
    if (found !== undefined) return found
  }
  throw new Error('the expected state was not reached')
}

t.test(
  'POST /v1/imports/{import_id}/application interrupted anywhere leaves nothing, and is applied once afterwards',
  async (t) => {
    const { preview, call, key, connection, work, get, one, url } = await withImports(t)
    const rows = Array.from({ length: 600 }, (_, i) => `n${i},Nowy ${i},N${i},ops`)
    const file = `slug,name,short_name,kind\n${rows.join('\n')}\ncus-belzyce,X,CUS Bełżyce,cus\n`
    const made = () => one(`select count(*)::int from organisation where slug ~ '^n[0-9]+$'`)
    const blocked = (like: string) =>
      eventually(async () => {
        const { rows } = await connection.pool.query<{ pid: number }>(
          `select pid from pg_stat_activity
          where wait_event_type = 'Lock' and datname = current_database() and query ~* $1`,
          [like]
        )
        return rows[0]?.pid
      })
    const soon = () => connection.pool.query('update job set due_at = now()')
    const holding = async (statement: string, work: (holder: pg.PoolClient) => Promise<void>) => {
      const holder = await connection.pool.connect()
      await holder.query('begin')
      await holder.query(statement)
      await work(holder)
      await holder.query('rollback')
      holder.release()
    }
    const head = await one('select seq::int from feed_head')
    const { id, counts } = await preview('resource=organisations', file)
    t.match(counts, { create: 600, update: 1 })
    t.equal((await call('POST', `imports/${id}/application`, { key })).status, 202)

    // All rows are written, and the transaction waits for the change log.
    await holding('update feed_head set seq = seq', async () => {
      const working = work()
      const pid = await blocked('commit')
      await connection.pool.query('select pg_terminate_backend($1)', [pid])
      await working
    })
    t.strictSame(
      [await made(), await one('select seq::int from feed_head')],
      [0, head],
      'after a closed connection, nothing is stored'
    )
    t.equal((await get(`imports/${id}`)).json.status, 'running')

    // Another process, killed while it writes the second half.
    await holding(`select from organisation where slug = 'cus-belzyce' for key share`, async () => {
      await soon()
      const child = fork(new URL('./import-worker.ts', import.meta.url), [url], { stdio: 'ignore' })
      await blocked('for update')
      child.kill('SIGKILL')
    })
    t.equal(await made(), 0, 'after a killed process, nothing is stored')
    await eventually(async () =>
      (await one(`select count(*)::int from pg_locks where locktype = 'advisory' and objsubid = 2`)) === 0
        ? true
        : undefined
    )
    await work()
    t.equal(await made(), 0, 'a job with a current lease is left to its worker')

    await soon()
    await work()
    t.match((await get(`imports/${id}`)).json, { status: 'applied', progress: { done: 601 } })
    t.strictSame([await made(), await one(written(head))], [600, 601], 'applied once')
    await work()
    t.equal(await one(written(head)), 601)
    t.equal(await one('select audit_broken_at()'), null)
  }
)

t.test('POST /v1/imports?resource=territories imports the register TERC', async (t) => {
  const { preview, apply, one, post, work, get, connection, call, key } = await withImports(t)
  const lines = tercLines()
  await connection.pool.query(`delete from territory where code in ('140101', '140102')`)
  const seen = await preview('resource=territories', tercFile(lines, '2026-01-01'))
  t.match(seen, {
    matched_by: 'teryt',
    status: 'previewed',
    progress: { total: 2875 },
    counts: { create: 2, update: 0, unchanged: 2873, error: 0 },
    messages: []
  })
  t.equal(await one('select count(*)::int from territory'), 2873)
  t.equal((await apply(seen.id)).import.status, 'applied')
  t.equal(await one('select count(*)::int from territory'), 2875)

  const later = lines
    .filter(({ woj, pow, gmi }) => woj + pow + gmi !== '061104')
    .map((line) => (line.woj + line.pow + line.gmi === '060901' ? { ...line, nazwa: 'Bełżyce Nowe' } : line))
  const renamed = await preview('resource=territories', tercFile(later, '2026-01-02'))
  const row =
    renamed.rows.find(({ outcome }: Row) => outcome === 'update') ??
    (await get(`imports/${renamed.id}/rows?outcome=update`)).json.data[0]
  t.match(row, { subject: '060901', diff: [{ field: 'name', before: 'Bełżyce', after: 'Bełżyce Nowe' }] })
  t.match(renamed.messages, [{ code: 'missing_unit', detail_pl: /061104 \(Krzywda\)/ }])
  await connection.pool.query(`update territory set name = 'Bełżyce Stare' where code = '060901'`)
  t.equal((await call('POST', `imports/${renamed.id}/application`, { key })).status, 412)
  const old = await post('resource=territories&dry_run=false', tercFile(lines, '2025-01-01'))
  await work()
  t.match((await get(`imports/${old.json.id}`)).json, {
    status: 'failed',
    messages: [{ line: 2, column: 'STAN_NA', code: 'older_file' }]
  })
})

t.test('The worker of the service runs jobs by itself, and files and reports are deleted after a week', async (t) => {
  const { post, get, url, one, preview, db, apply, rowsOf, connection } = await withImports(t)
  const nightly = async () => {
    const { rows } = await connection.pool.query<{ job: string }>(`
      select task || ' ' || to_char(due_at at time zone 'Europe/Warsaw', 'HH24:MI') as job from job
      where due_at > now() and attempts = 0 order by 1`)
    return rows.map(({ job }) => job)
  }
  const { stop } = runJobs(url)
  const sent = await post('resource=organisations&dry_run=false', 'slug,website\ncus-belzyce,nowa.pl\n')
  await eventually(async () => ((await get(`imports/${sent.json.id}`)).json.status === 'applied' ? true : undefined))
  const tasks = [
    'announce_withdrawals 00:01',
    'delete_previous_values 02:47',
    'end_applications 02:23',
    'purge_imports 03:17',
    'rewrite_erased 03:41',
    'store_membership_statuses 00:01',
    'verify_audit 01:13'
  ]
  await eventually(async () => ((await nightly()).length === tasks.length ? true : undefined))
  await stop()
  t.equal(await one(`select count(*)::int from job where task = 'import'`), 0, 'the job is deleted after its work')
  t.strictSame(await nightly(), tasks, 'nightly tasks are due again')

  const waiting = await preview('resource=organisations', 'slug,website\ncus-belzyce,x.pl\n')
  t.equal(await write(db, command, purgeImports), 0)
  await one(`update import set finished_at = now() - interval '8 days', created_at = now() - interval '9 days'`)
  t.equal(await write(db, command, purgeImports), 2)
  t.strictSame(await rowsOf(sent.json.id), [])
  t.strictSame(
    [await one('select count(*)::int from import_row'), await one('select count(*)::int from import_file')],
    [0, 0]
  )
  t.equal((await apply(waiting.id)).response.status, 412)
  t.equal((await get(`imports/${sent.json.id}`)).json.status, 'applied')

  await preview('resource=organisations', 'slug,website\ncus-belzyce,x.pl\n')
  await write(db, command, deleteAllImportData)
  t.strictSame(
    [await one('select count(*)::int from import_row'), await one('select count(*)::int from import_file')],
    [0, 0]
  )
})

t.test('POST /v1/imports with match_on=nip reports a NIP of several organisations as ambiguous', async (t) => {
  const { preview, connection } = await withImports(t)
  const nip = '7162442111'
  await connection.pool.query(
    `update organisation set nip = $1, territory_code = '060303' where slug in ('cus-belzyce', 'cus-alwernia')`,
    [nip]
  )
  const { rows } = await preview('resource=organisations&match_on=nip', `nip,short_name\n${nip},Wspólny NIP\n`)
  t.match(rows, [{ outcome: 'error', errors: [{ code: 'ambiguous_match', column: 'nip' }] }])
})

t.test('konwent import does the same on the command line', async (t) => {
  const { url, one, rowsOf, get } = await withImports(t)
  const folder = mkdtempSync(join(tmpdir(), 'konwent-import-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const konwent = (text: string | Buffer, ...args: string[]) => {
    const file = join(folder, 'members.csv')
    writeFileSync(file, text)
    return new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(
        process.execPath,
        ['src/cli/konwent.ts', 'import', args[0] as string, file, ...args.slice(1)],
        { env: { ...process.env, DATABASE_URL: url } },
        (error, out, err) => resolve({ code: (error?.code as number | undefined) ?? 0, out, err })
      )
    })
  }
  const good = 'slug,website\ncus-belzyce,nowa.pl\ncus-kramsk,\n'
  const dry = await konwent(good, 'organisations', '--match-on', 'slug', '--dry-run')
  t.strictSame(dry, {
    code: 0,
    out: '0 to create, 2 to update, 0 unchanged, 0 invalid.\nDry run: nothing was written.\n',
    err: ''
  })
  const applied = await konwent(good, 'organisations')
  t.strictSame(applied, { code: 0, out: '0 created, 2 updated, 0 unchanged, 0 invalid.\nApplied.\n', err: '' })
  t.equal(await one(`select website from organisation where slug = 'cus-belzyce'`), 'nowa.pl')
  t.equal(
    await one(`select actor from audit where action = 'organisation.updated' order by seq desc limit 1`),
    'command'
  )
  const bad = await konwent('slug,nip\ncus-belzyce,1\n', 'organisations')
  t.equal(bad.code, 1)
  t.match(bad.out, /^0 to create, 0 to update, 0 unchanged, 1 invalid\.\nline 2, «nip»: .+\nNothing was written\.\n$/)
  const ragged = await konwent('slug,nip\ncus-belzyce,,x\n', 'organisations')
  t.match([ragged.code, ragged.out], [1, /^line 2, column 3: /])
  for (const [args, says] of [
    [['people', '--match-on', 'nip'], 'available: slug, id'],
    [['sources'], 'there is no resource «sources»']
  ] as [string[], string][]) {
    const { code, err } = await konwent(good, ...args)
    t.strictSame([code, err.includes(says)], [1, true], err)
  }
  const [{ id }] = (await get('imports?status=applied')).json.data
  t.equal((await rowsOf(id)).length, 2, 'and the import is visible over HTTP')
})
