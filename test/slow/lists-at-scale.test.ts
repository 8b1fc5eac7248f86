// Lists of many records: the query plans of PostgreSQL and their row counts, never times. Searches use the indexes and
// find the right records.
import fc from 'fast-check'
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql
} from 'kysely'
import t from 'tap'
import { connect } from '../../src/db/connect.ts'
import type { DB } from '../../src/db/types.ts'
import { events } from '../../src/features/events/queries.ts'
import { memberships } from '../../src/features/memberships/queries.ts'
import { organisations } from '../../src/features/organisations/queries.ts'
import { people } from '../../src/features/people/queries.ts'
import type { Resource } from '../../src/records/define.ts'
import { fold, searchTokens } from '../../src/records/polish.ts'
import { countRecords, ResourceQuery, type Selection, selectPage } from '../../src/records/read/query.ts'
import { isOneOf } from '../../src/records/sql.ts'
import { setup } from '../helper.ts'

const LIMIT = 50
/** Rows before a deep page. */
const DEEP = 20_000

// The columns of triggers are filled with the same functions. This test needs no change log.
const DATA = `
  set session_replication_role = replica;
  -- Records of the seed are on some first pages. They have a place as all others do, and none of them is the newest, so
  -- that a first page and a deep one read records of the same kind.
  update organisation set territory_code = coalesce(territory_code, '060901'),
    updated_at = timestamptz '2024-01-01Z' + interval '1000 s';
  insert into organisation (slug, name, short_name, kind, kind_family, status, territory_code, seat, established_on,
    updated_at, search_text)
    select 'skala-' || n, name, short_name, kind, family_of_kind(kind),
      case when n % 50 = 0 then 'closed'::organisation_status else 'active' end, code, seat,
      date '1990-01-01' + n % 9000, timestamptz '2024-01-01Z' + n / 3 * interval '1 second',
      ' ' || fold(concat_ws(' ', name, short_name, seat))
    from (
      select n, t.code, t.name as seat, title.kind, title.words || ' w Gminie ' || t.name || ' nr ' || n as name,
        upper(title.kind::text) || ' ' || n as short_name
      from generate_series(1, 30000) as n
      join (
        select code, name, row_number() over (order by code) - 1 as no, count(*) over () as total
        from territory where level = 'gmina'
      ) t on t.no = n % t.total
      join (values
        (0, 'cus'::organisation_kind, 'Centrum Usług Społecznych'),
        (1, 'gops', 'Gminny Ośrodek Pomocy Społecznej'),
        (2, 'foundation', 'Fundacja Wspólna Łąka'),
        (3, 'association', 'Stowarzyszenie Żłobek Ćma')) as title (rest, kind, words) on title.rest = n / 7 % 4
    ) as made;
  insert into person (slug, given_name, family_name, updated_at)
    select 'skala-' || n,
      (array['Łucja', 'Anna', 'Żaneta', 'Świętosław', 'Zofia'])[1 + n % 5] || ' ' || n % 991,
      (array['Ćwik', 'Nowak', 'Żak', 'Łoś'])[1 + n % 4] || ' ' || n % 4999,
      timestamptz '2024-01-01Z' + n / 3 * interval '1 second' from generate_series(1, 30000) as n;
  insert into event (slug, title, kind, form, status, date_on, updated_at)
    select 'skala-' || n, 'Szkolenie ' || n % 997, 'training', 'online', 'held',
      case when n % 3 > 0 then date '2000-01-01' + n % 9000 end,
      timestamptz '2024-01-01Z' + n / 3 * interval '1 second' from generate_series(1, 30000) as n;
  insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status, joined_on, updated_at)
    select id, 'supporting', 'decided', false, false, 'active',
      case when right(slug, 1) <> '7' then date '2010-01-01' + right(slug, 3)::int end, updated_at
    from organisation where slug like 'skala-%' and length(slug) > 8;
  set session_replication_role = origin;`

const { get, url } = await setup(t)
const connection = connect(url, { max: 1, noTimeouts: true })
t.teardown(() => connection.close())
const { db } = connection
await connection.pool.query(DATA)
// An index-only scan reads the table for pages that are not marked all-visible. VACUUM marks them, unless the snapshot
// of another session prevents it.
for (let seen = 0, end = Date.now() + 600_000; seen < 0.99; ) {
  if (Date.now() > end) throw new Error('vacuum did not mark the pages as visible')
  await connection.pool.query('vacuum analyze organisation, person, event, membership')
  const { rows } = await connection.pool.query(
    "select relallvisible::float / relpages as seen from pg_class where relname = 'organisation'"
  )
  seen = rows[0].seen
}

/** Records the statements and returns no rows. */
class Recorder extends DummyDriver {
  readonly sent: CompiledQuery[] = []
  override acquireConnection = async () => ({
    executeQuery: async <R>(query: CompiledQuery) => {
      this.sent.push(query)
      return { rows: [] as R[] }
    },
    // biome-ignore lint/correctness/useYield: nothing is streamed
    streamQuery: async function* () {
      throw new Error('nothing is streamed here')
    }
  })
}

const selectionOf = (sort: string, more: Partial<Selection> = {}): Selection => ({ filters: {}, sort, ...more })

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Heap Fetches'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Node[]
}

/** Returns the steps of the query plan of one page, the outermost first. */
async function wayTo(resource: Resource, selection: Selection, position?: string[]): Promise<Node[]> {
  const recorder = new Recorder()
  const recording = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => recorder,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler()
    }
  })
  await selectPage(recording, new ResourceQuery(resource), selection, { limit: LIMIT, ...(position && { position }) })
  const [query] = recorder.sent as [CompiledQuery]
  const { rows } = await connection.pool.query(`explain (analyze, buffers, timing off, format json) ${query.sql}`, [
    ...query.parameters
  ])
  const stepsOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(stepsOf)]
  return stepsOf(rows[0]['QUERY PLAN'][0].Plan)
}

/** Number of 8 kB pages read. */
const blocksOf = ([top]: Node[]): number => (top ? top['Shared Hit Blocks'] + top['Shared Read Blocks'] : 0)
const looksThrough = (steps: Node[], table: string): boolean =>
  steps.some((step) => step['Node Type'] === 'Seq Scan' && step['Relation Name'] === table)
/** Largest number of rows that any step processed, including those it filtered out. */
const effortOf = (steps: Node[]): number =>
  Math.max(...steps.map((step) => (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops']))

async function positionAt(resource: Resource, selection: Selection, place: number): Promise<string[]> {
  let position: string[] | undefined
  for (let passed = 0; passed < place; ) {
    const { rows } = await selectPage(
      db,
      new ResourceQuery(resource),
      { ...selection, fields: ['id'] },
      { limit: 5_000, ...(position && { position }) }
    )
    position = rows.at(-1)?.position
    passed += rows.length
  }
  return position as string[]
}

// Members by name and by voivodeship are sorted by columns of other tables, see docs/decisions/0030.
const BY_OTHERS = ['name', 'voivodeship']
const LISTS: [resource: Resource, sorts: string[]][] = [
  [organisations, [...Object.keys(organisations.sorts), 'name,short_name']],
  [people, [...Object.keys(people.sorts), 'family_name,given_name']],
  [events, Object.keys(events.sorts)],
  [memberships, Object.keys(memberships.sorts).filter((name) => !BY_OTHERS.includes(name))]
] as never

for (const [resource, sorts] of LISTS) {
  t.test(`GET /v1/${resource.path} in every order: the first page and a deep page use an index`, async (t) => {
    t.strictSame(
      Object.keys(resource.sorts).filter((name) => !sorts.includes(name)),
      resource === (memberships as never) ? BY_OTHERS : [],
      'every order of the resource'
    )
    const backwards = sorts.map((sort) => sort.replaceAll(/^|,/g, '$&-'))
    for (const sort of [...sorts, ...backwards]) {
      const selection = selectionOf(sort)
      const first = await wayTo(resource, selection)
      const deep = await wayTo(resource, selection, await positionAt(resource, selection, DEEP))
      for (const [where, steps] of Object.entries({ first, deep })) {
        t.notOk(looksThrough(steps, resource.name), `${sort}, ${where}: does not scan the table`)
        t.ok(effortOf(steps) < 10 * LIMIT, `${sort}, ${where}: ${effortOf(steps)} rows`)
      }
      t.ok(
        blocksOf(deep) <= 1.3 * blocksOf(first) + 30,
        `${sort}: ${blocksOf(deep)} blocks for the deep page, ${blocksOf(first)} for the first page`
      )
    }
  })
}

t.test(
  'GET /v1/organisations in orders of mixed directions continues from the first key of the position',
  async (t) => {
    for (const sort of ['-updated_at,name', 'updated_at,-name', 'name,-updated_at', '-short_name,name']) {
      const selection = selectionOf(sort)
      const steps = await wayTo(
        organisations as never,
        selection,
        await positionAt(organisations as never, selection, DEEP)
      )
      t.notOk(looksThrough(steps, 'organisation'), `${sort}: does not scan the table`)
      t.ok(effortOf(steps) < 10 * LIMIT, `${sort}: ${effortOf(steps)} rows`)
    }
  }
)

t.test('GET /v1/organisations with common filters does not scan the table', async (t) => {
  const { rows } = await connection.pool.query("select id::text from organisation where slug = 'skala-77'")
  const selections: Record<string, Partial<Selection>> = {
    'one kind, the last in the order of names': { filters: { kind: ['association'] } },
    'several kinds': { filters: { kind: ['association', 'gops'] } },
    'a rare kind': { filters: { kind: ['convention'] } },
    'a family of kinds': { filters: { kind_family: ['third_sector'] } },
    'a status': { filters: { status: ['closed'] } },
    'a voivodeship': { filters: { voivodeship: ['06'] } },
    'a powiat': { filters: { powiat: ['0609'] } },
    'a gmina': { filters: { gmina: ['060901'] } },
    'a voivodeship and a kind': { filters: { voivodeship: ['06'], kind: ['cus'] } },
    'a seat': { filters: { seat: 'Bełżyce' } },
    'parts of an organisation': { filters: { part_of: [rows[0].id] } },
    'a number': { filters: { nip: '5261040828' } },
    members: { filters: { member: true } },
    'members of a tier': { filters: { tier: ['ordinary'] } },
    founders: { filters: { founder: true } },
    'recent changes': { updated_since: '2024-01-01T03:40:00.000000Z' },
    'a word that nearly all records have': { q: 'gminie' },
    'a word that comes late in the order of names': { q: 'żłobkami' },
    'a rare word': { q: '31234' },
    'a word that does not occur': { q: 'niebywałość' },
    'two words': { q: 'fundacji 31212' },
    'a word and a kind': { q: 'spoleczne', filters: { kind: ['gops'] } }
  }
  for (const [what, more] of Object.entries(selections))
    t.notOk(looksThrough(await wayTo(organisations as never, selectionOf('name', more)), 'organisation'), what)
})

t.test('GET /v1/organisations?q= skips records that do not match by the index alone', async (t) => {
  const common = await wayTo(organisations as never, selectionOf('name', { q: 'żłobek' }))
  const walk = common.find((step) => step['Index Name'] === 'organisation_walk_idx')
  t.equal(walk?.['Node Type'], 'Index Only Scan', 'in the order of names')
  t.ok((walk?.['Rows Removed by Filter'] ?? 0) > 20_000, `${walk?.['Rows Removed by Filter']} rows skipped`)
  t.ok((walk?.['Heap Fetches'] ?? 0) < 200, `${walk?.['Heap Fetches']} of them read from the table`)
  const rare = await wayTo(organisations as never, selectionOf('name', { q: '31234' }))
  t.ok(
    rare.some((step) => step['Index Name'] === 'organisation_search_idx'),
    'a rare word is found by trigrams'
  )
})

t.test('GET /v1/organisations?q= finds the texts in which each word of q, or its stem, begins a word', async (t) => {
  const { rows: stored } = await connection.pool.query<{ id: string; text: string }>(
    "select id::text, concat_ws(' ', name, short_name, seat) as text " +
      "from organisation where slug ~ '^skala-[0-9]{1,2}$'"
  )
  const long = `Bardzo długa ${'i jeszcze dłuższa '.repeat(60)}nazwa ośrodka`
  const odd = [
    long,
    'Łęg – „Ścieżka” s.p.',
    'ŹDŹBŁO, źdźbła & źdźbłom',
    'Ośrodka nie ma',
    'Zespół 3 Maja 7/9',
    'Çà et là',
    '100% pewności_i\\tyle',
    "d'Arc 'cudzysłów'"
  ]
  for (const [i, name] of odd.entries()) {
    const { rows } = await connection.pool.query<{ id: string }>(
      "insert into organisation (slug, name, short_name, kind) values ($1, $2, $3, 'other') returning id::text",
      [`dziwne-${i}`, name, `D ${i}`]
    )
    stored.push({ id: rows[0]?.id ?? '', text: `${name} D ${i}` })
  }
  const texts = stored.map(({ id, text }) => ({ id, words: fold(text).split(' ') }))
  const ids = texts.map(({ id }) => id)
  // The same list, restricted to these records.
  const some = {
    ...organisations,
    where: (q: never, day: never) => [...(organisations.where?.(q, day) ?? []), isOneOf(sql`o.id`, ids, 'uuid')]
  } as unknown as Resource
  const words = [...new Set(stored.flatMap(({ text }) => text.split(/\s+/)))]
  const word = fc.oneof(
    fc.constantFrom(...words),
    fc.tuple(fc.constantFrom(...words), fc.nat(9)).map(([one, length]) => one.slice(0, length)),
    fc
      .tuple(fc.constantFrom(...words), fc.constantFrom('a', 'owi', 'iem', 'ach', 'y', 'ej', 'ą'))
      .map((parts) => parts.join('')),
    fc.string({ unit: fc.constantFrom(...'aąbcćdeęiklłnoóprsśtuwyzźż09 %_\\\'"-'), maxLength: 8 })
  )
  const query = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))
  await fc.assert(
    fc.asyncProperty(query, async (q) => {
      const tokens = searchTokens(q)
      const expected = texts.filter(({ words }) =>
        tokens.every(({ token, stem }) => words.some((one) => one.startsWith(token) || one.startsWith(stem)))
      )
      const selection = selectionOf('name', { q })
      const { rows } = await selectPage(db, new ResourceQuery(some), { ...selection, fields: ['id'] }, { limit: 500 })
      const found = rows.map(({ json }) => JSON.parse(json).id as string)
      t.strictSame(found.sort(), tokens.length === 0 ? [] : expected.map(({ id }) => id).sort(), q)
      t.equal(await countRecords(db, new ResourceQuery(some), selection), found.length, `${q}, counted`)
    }),
    { numRuns: 300 }
  )
})

t.test('GET /v1/organisations?q= in pages returns the same as in one page', async (t) => {
  for (const search of [
    'q=gminie 123',
    'q=zlobek 77&sort=-short_name',
    'kind=cus,gops&q=gminie 99&sort=-updated_at,name'
  ]) {
    const whole: { id: string }[] = (await get(`organisations?${search}&limit=500&count=exact`)).json.data
    const pages: { id: string }[] = []
    let cursor = ''
    do {
      const { json } = await get(`organisations?${search}&limit=3${cursor}`)
      pages.push(...json.data)
      cursor = json.meta.next_cursor ? `&cursor=${json.meta.next_cursor}` : ''
    } while (cursor)
    t.ok(whole.length > 3, `${search} finds ${whole.length}`)
    t.strictSame(pages, whole, search)
  }
})

t.test('GET /v1/organisations?q= follows every change of the searched texts', async (t) => {
  const found = async (q: string) =>
    (await get(`organisations?q=${encodeURIComponent(q)}`)).json.data.map(({ slug }: { slug: string }) => slug)
  const run = (text: string) => connection.pool.query(text)
  await run(
    'insert into organisation (slug, name, short_name, kind, territory_code) ' +
      "values ('zmienna', 'Przędza Qrkowa', 'PQ', 'other', '060901')"
  )
  t.strictSame(await found('qrkowej'), ['zmienna'])
  await run("update organisation set name = 'Przędza Xylowa' where slug = 'zmienna'")
  t.strictSame(await found('qrkowa'), [], 'not by the name before')
  t.strictSame(await found('xylowa'), ['zmienna'])
  await run(
    'insert into organisation_name (organisation_id, name, kind) ' +
      "select id, 'Qrkowa', 'former' from organisation where slug = 'zmienna'"
  )
  t.strictSame(await found('qrkowa'), ['zmienna'], 'by a former name')
  await run("delete from organisation_name where name = 'Qrkowa'")
  t.strictSame(await found('qrkowa'), [])
  await run("update territory set name = 'Zqłowo' where code = '060901'")
  t.ok((await found('zqlowa xylowa')).includes('zmienna'), 'by the new name of the gmina')
  await run("delete from organisation where slug = 'zmienna'")
  t.strictSame(await found('xylowa'), [])
})

t.test('A change of one record does not scan the table, and a change of many costs no more per record', async (t) => {
  const patient = connect(url, { max: 1, noTimeouts: true })
  t.teardown(() => patient.close())
  const client = await patient.pool.connect()
  t.teardown(() => client.release())
  await client.query(
    "begin; set local statement_timeout = '60s'; update organisation set website = 'jedna.pl' where slug = 'skala-1'"
  )
  await client.query(
    'insert into organisation_name (organisation_id, name, kind) ' +
      "select id, 'Dawna', 'former' from organisation where slug = 'skala-2'"
  )
  await client.query(
    "insert into post (organisation_id, title) select id, 'Kierownik' from organisation where slug = 'skala-2'"
  )
  const { rows } = await client.query(
    "select seq_tup_read as looked from pg_stat_xact_user_tables where relname = 'organisation'"
  )
  t.equal(Number(rows[0].looked), 0, 'touching one organisation does not scan the table')
  // The session caches the plans of triggers, so those made for a single row are used here.
  const { rowCount } = await client.query(
    "update organisation set website = 'wiele.pl' where slug ~ '^skala-1[0-2][0-9]{3}$'"
  )
  t.equal(rowCount, 3_000)
  const { rows: pending } = await client.query(
    "select count(*)::int as changed from pending_change where subject_type = 'organisation'"
  )
  t.equal(pending[0].changed, 3_002)
  await client.query('rollback')
})
