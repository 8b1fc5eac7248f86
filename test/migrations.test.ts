// Database: comments and names, constraints with rows that break them, migrations and the seed (repeated, in parallel,
// failing).
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type pg from 'pg'
import t, { type Test } from 'tap'
import { type Connection, connect, type Db } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { features } from '../src/features/index.ts'
import { isEmpty, seed } from '../src/features/seed/seed.ts'
import { fold } from '../src/records/polish.ts'
import { codegenArguments } from '../tools/db-types.ts'
import { withDatabase } from './cluster.ts'
import { declared } from './declared.ts'
import { database } from './helper.ts'

type Row = Record<string, unknown>

t.setTimeout(300_000)
const url = await database(t)
const { pool, close } = connect(url, { max: 2, timeoutFactor: 15 })
t.teardown(close)

const queryRows = async (statement: string, values: unknown[] = [], at: pg.Pool = pool): Promise<Row[]> =>
  (await at.query(statement, values)).rows
/** Returns the first column of all rows. */
const list = async (statement: string, values: unknown[] = [], at: pg.Pool = pool) =>
  (await queryRows(statement, values, at)).map((row) => String(Object.values(row)[0]))

const tables = `select c.oid, c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`
const constraints = `select con.*, c.name as owner from pg_constraint con join (${tables}) c on c.oid = con.conrelid`

/** Creates another database on the same server, empty or migrated. */
async function freshDatabase(t: Test, { migrated }: { migrated: boolean }): Promise<{ open: () => Connection }> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await pool.query(`create database ${name}`)
  const opened: Connection[] = []
  t.teardown(async () => {
    for (const connection of opened) await connection.close()
    await pool.query(`drop database ${name} with (force)`)
  })
  const open = () => {
    // Without limits of time: one run waits for the other, however slow the machine is.
    const connection = connect(withDatabase(url, name), { max: 2, noTimeouts: true })
    opened.push(connection)
    return connection
  }
  if (migrated) await migrate(open())
  return { open }
}

t.test('every table and column has a comment', async (t) => {
  const names = await list(`select name from (${tables}) c`)
  t.ok(names.length > 30)
  t.strictSame(
    await list(`select name from (${tables}) c where coalesce(obj_description(oid, 'pg_class'), '') !~ '\\S.*\\.$'`),
    []
  )
  t.strictSame(
    await list(`select c.name || '.' || a.attname
      from (${tables}) c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where coalesce(col_description(c.oid, a.attnum), '') !~ '\\S.*\\.$'`),
    []
  )
  t.strictSame(
    await list(`select proname from pg_proc
      where pronamespace = 'public'::regnamespace and obj_description(oid, 'pg_proc') is null
      and not exists (select 1 from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e')`),
    [],
    'every function of ours has a comment'
  )
})

t.test('every constraint and index has a descriptive name', async (t) => {
  const rules: [string, string, string][] = [
    ['primary keys', `contype = 'p'`, `conname = owner || '_pkey'`],
    [
      'foreign keys',
      `contype = 'f'`,
      `conname like owner || '\\__%\\_fkey' or conname = 'membership_tier_admits_member_type'`
    ],
    ['unique constraints', `contype = 'u'`, `conname like owner || '\\__%' and conname !~ '[0-9]$'`],
    ['exclusion constraints', `contype = 'x'`, `conname like owner || '\\__%' and conname !~ '(_excl|[0-9])$'`],
    ['checks', `contype = 'c'`, `conname like owner || '\\__%' and conname !~ '(_check|[0-9])$'`]
  ]
  for (const [what, which, rule] of rules) {
    t.not((await list(`select conname from (${constraints}) con where ${which}`)).length, 0)
    t.strictSame(await list(`select conname from (${constraints}) con where ${which} and not (${rule})`), [], what)
  }
  t.strictSame(
    await list(`select conname from (${constraints}) con where contype not in ('p', 'f', 'u', 'c', 'n', 't', 'x')`),
    [],
    'no other constraints except constraint triggers'
  )
  t.strictSame(
    await list(`select i.relname from pg_index x
      join pg_class i on i.oid = x.indexrelid join (${tables}) c on c.oid = x.indrelid
      where not exists (select 1 from pg_constraint where conindid = i.oid)
        and i.relname !~ ('^' || c.name || '_.+_idx$')`),
    [],
    'indexes'
  )
})

// On each write, an index costs more than reading the few rows that refer.
const unindexed = {
  'a table of a few dozen rows that refers to records that are rarely deleted': [
    'appointment_appointed_by_fkey',
    'appointment_predecessor_fkey',
    'appointment_until_event_fkey',
    'assertion_organisation_fkey',
    'assertion_territory_fkey',
    'event_link_author_fkey',
    'event_link_publisher_fkey',
    'event_venue_fkey',
    'legal_act_initiator_fkey',
    'linked_site_run_by_fkey',
    'membership_list_source_fkey',
    'objective_legal_act_fkey',
    'objective_organisation_fkey',
    'offer_link_fkey',
    'offer_provider_fkey',
    'programme_speaker_organisation_fkey',
    'publication_publisher_fkey',
    'training_topic_legal_act_fkey'
  ],
  'the cited records belong to a fixed list of the knowledge base and are deleted once in years': [
    'citation_assertion_fkey',
    'citation_creation_mode_fkey',
    'citation_legal_act_fkey',
    'citation_linked_site_fkey',
    'citation_membership_list_fkey',
    'citation_membership_tier_fkey',
    'citation_service_area_fkey',
    'citation_structure_element_fkey',
    'citation_training_topic_fkey'
  ],
  'there are three tiers, and the index on the tier alone is sufficient': [
    'eligibility_rule_tier_fkey',
    'membership_tier_admits_member_type',
    'membership_tier_decided_by_fkey',
    'membership_tier_submitted_to_fkey'
  ]
}

t.test(
  'no constraint, generated column or index calls a function in SQL, which would be expanded each time',
  async (t) => {
    const called = (language: string) =>
      list(`select distinct p.proname from pg_depend d
      join pg_proc p on p.oid = d.refobjid and d.refclassid = 'pg_proc'::regclass
      join pg_language l on l.oid = p.prolang and l.lanname = '${language}'
      where p.pronamespace = 'public'::regnamespace
        and (d.classid in ('pg_constraint'::regclass, 'pg_attrdef'::regclass)
          or d.objid in (select indexrelid from pg_index))
      order by 1`)
    t.strictSame(await called('sql'), [])
    t.ok((await called('plpgsql')).length > 15)
  }
)

t.test('every foreign key has an index that begins with its columns, or a reason for none', async (t) => {
  const without = await list(`select conname from (${constraints}) con where contype = 'f' and not exists (
    select 1 from pg_index x where x.indrelid = con.conrelid and x.indisvalid
      and con.conkey <@ (string_to_array(x.indkey::text, ' ')::int2[])[:cardinality(con.conkey)])`)
  t.strictSame(without.sort(), Object.values(unindexed).flat().sort())
})

t.test('src/db/types.ts is the output of kysely-codegen for the database', async (t) => {
  const child = spawn(process.execPath, [...codegenArguments(url), '--verify'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const output = Promise.all([child.stdout.toArray(), child.stderr.toArray()])
  const [code] = await once(child, 'exit')
  t.equal(code, 0, `run npm run db:types: ${(await output).flat().join('')}`)
})

t.test('every enum type equals its vocabulary, in the same order', async (t) => {
  const rows =
    await queryRows(`select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
    from pg_type t join pg_enum e on e.enumtypid = t.oid
    where t.typnamespace = 'public'::regnamespace group by t.typname`)
  // Names of vocabularies include their subject. Names of types do not: their table shows it.
  const vocabularyOf: Record<string, string> = { tier: 'membership_tier', certainty: 'source_certainty' }
  const types = Object.fromEntries(rows.map(({ name, labels }) => [vocabularyOf[name as string] ?? name, labels]))
  // Computed values have no type in the database.
  const computed = ['period_certainty', 'audit_actor', 'eligibility_outcome', 'rule_outcome', 'evidence_fact']
  const vocabularies = features.flatMap(({ vocabularies = [] }) => vocabularies)
  const stored = vocabularies.filter(({ code }) => !computed.includes(code))
  t.equal(vocabularies.length, stored.length + computed.length)
  t.strictSame(
    types,
    Object.fromEntries(stored.map(({ code, terms }) => [code, Object.keys(terms)])),
    'add the vocabulary of an enum type to the `vocabularies` of its feature'
  )
})

t.test('fold() in SQL returns the same as fold() in TypeScript', async (t) => {
  const same = async (texts: string[]) => {
    const rows: Awaited<ReturnType<typeof queryRows>> = []
    // In parts, so that no statement reaches the time limit.
    for (let i = 0; i < texts.length; i += 5000) {
      const part = texts.slice(i, i + 5000)
      rows.push(
        ...(await queryRows('select u.text, fold(u.text) as folded from unnest($1::text[]) as u (text)', [part]))
      )
    }
    t.equal(rows.length, texts.length)
    t.strictSame(
      rows.filter(({ text, folded }) => fold(text as string) !== folded).slice(0, 5),
      [],
      `${texts.length} texts`
    )
    return rows.map(({ folded }) => folded)
  }
  const letters = Array.from({ length: 0xffff }, (_, i) => String.fromCharCode(i + 1)).filter((letter) =>
    letter.isWellFormed()
  )
  await same(letters)
  await same(letters.map((letter, i) => `Zż${letter}${letters[(i * 7919) % letters.length]}\u0301 ${letter}9`))
  const vectors: [string, string][] = [
    ['Bełżyce', 'belzyce'],
    ['Żabia Wola', 'zabia wola'],
    ['Józefów nad Wisłą', 'jozefow nad wisla'],
    ['Łoś', 'los'],
    ['Adamówka', 'adamowka'],
    ['ŻYRARDÓW', 'zyrardow'],
    ['Świdnik', 'swidnik'],
    ['Opole Lubelskie', 'opole lubelskie'],
    ['  CUS – „Gminy”\tSłupsk (Redzikowo), 12A  ', 'cus gminy slupsk redzikowo 12a'],
    ['🦊–%_', ''],
    ['Мар’яна Щербак', 'mariana shcherbak'],
    ['Søren Ørsted', 'soren orsted'],
    ['Ευαγγελία', 'evangelia'],
    ['王伟', '王 伟']
  ]
  t.strictSame(
    await same(vectors.map(([text]) => text)),
    vectors.map(([, folded]) => folded)
  )
  const decomposed = vectors.map(([text]) => text.normalize('NFD'))
  t.strictSame(
    await same(decomposed),
    vectors.map(([, folded]) => folded)
  )
})

const [ids] = await queryRows(`select
  (select id from organisation where slug = 'cus-belzyce') as member,
  (select id from organisation where slug = 'umwl') as other,
  (select id from person where slug = 'anna-ostasz') as person, (select id from source limit 1) as source,
  (select id from event where date_on is not null limit 1) as event,
  (select declaration_id from membership where declaration_id is not null limit 1) as declaration,
  (select id from membership order by id limit 1) as membership,
  (select code from territory where level = 'gmina' limit 1) as gmina,
  (select url from source where url is not null limit 1) as url,
  (select id from legal_act limit 1) as act,
  (select a.person_id from appointment a order by a.id limit 1) as appointed,
  (select a.post_id from appointment a order by a.id limit 1) as post`)
const { act, member, other, person, source, event, declaration, membership, gmina, appointed, post } = ids as Record<
  string,
  string
>
const id = '01a1fdfa-0000-7000-8000-000000000000'

// A valid row of each table. The abuses below change, add or remove values of these rows.
const samples: Record<string, Row> = {
  api_key: {
    owner: 'Portal',
    audience: 'partner',
    scopes: ['contacts:read'],
    secret_hash: Buffer.alloc(32),
    hint: 'csk_live_0000',
    not_before: '2026-11-21T00:00:00Z',
    expires_at: '2027-11-21T00:00:00Z'
  },
  appointment: { person_id: person, post_id: post, capacity: 'unknown' },
  audit: {
    seq: 1_000_000,
    occurred_at: '2026-11-21T00:00:00Z',
    actor: 'command',
    action: 'organisation.updated',
    subject_type: 'organisation',
    subject_ids: [id],
    fields: ['name'],
    hash: Buffer.alloc(32)
  },
  audit_head: {},
  assertion: { slug: 'proba', claim_pl: 'Próba.', claim_en: 'A test.' },
  change: { seq: 1_000_000, type: 'organisation.updated', op: 'upsert', subject_type: 'organisation', subject_id: id },
  citation: { source_id: source, organisation_id: member, locator: 'a place of its own' },
  contact: { slug: 'proba', organisation_id: other, email: 'biuro@example.org' },
  declaration: { slug: 'proba', kind: 'accession', title: 'Deklaracja' },
  declaration_applicant: { declaration_id: declaration, no: 99, organisation_id: other, eligibility: '{}' },
  declaration_decision: {
    declaration_id: declaration,
    outcome: 'rejected',
    decided_on: '2026-03-10',
    reason: 'Powód.'
  },
  declaration_gap: { return_id: id, no: 1, text: 'Brak podpisu.' },
  declaration_return: { declaration_id: declaration },
  declaration_signatory: {
    declaration_id: declaration,
    no: 99,
    role: 'applicant',
    list_no: 99,
    organisation_id: other,
    capacity: 'unknown'
  },
  eligibility_rule: {
    tier: 'honorary',
    code: 'proba',
    no: 99,
    member_type: 'person',
    text_pl: 'Próba',
    text_en: 'A test'
  },
  event: { slug: 'proba', title: 'Próba', kind: 'other', date_on: '2022-11-21' },
  event_link: { event_id: event, no: 99, title: 'Relacja', url: 'https://example.org/a?b=c' },
  event_participant: { event_id: event, no: 99, role: 'attendee', group_name: 'goście' },
  feed_head: {},
  instance: {},
  import: { id, resource: 'organisations', match_on: 'slug', dry_run: true, total: 1 },
  import_file: { import_id: id, format: 'csv', content: 'slug' },
  import_row: { import_id: id, line: 2, outcome: 'create', diff: '[]', errors: '[]' },
  job: { task: 'import', import_id: id },
  legal_act: { slug: 'proba', kind: 'act', title: 'Ustawa', dated: '2019-07-19' },
  linked_site: { slug: 'proba', name: 'Próba', kind: 'other' },
  membership: {
    organisation_id: other,
    tier: 'supporting',
    tier_basis: 'decided',
    founder: false,
    founding_signatory: false,
    status: 'active'
  },
  membership_event: { membership_id: membership, kind: 'suspended', effective_on: '2026-03-10', basis: 'Uchwała' },
  membership_list: { slug: 'proba', no: 99, source_id: source },
  organisation: { slug: 'proba', name: 'Próba', short_name: 'Próba', kind: 'cus' },
  organisation_lineage: { organisation_id: member, predecessor_name: 'Ośrodek dawny' },
  territory_kind: { territory_code: '060901', gmina_kind: 'rural', until_on: '2021-01-01' },
  organisation_state: {
    organisation_id: member,
    name: 'Ośrodek dawny',
    short_name: 'OPS dawny',
    kind: 'ops',
    until_on: '2021-01-01'
  },
  organisation_name: { organisation_id: member, name: 'Nazwa dawna', kind: 'former' },
  objective: { slug: 'proba', no: 999, kind: 'mission', text_pl: 'Próba.', text_en: 'A test.' },
  offer: { slug: 'proba', no: 999, name_pl: 'Próba', name_en: 'A test' },
  erasure: { person_id: id, pseudonymised: true },
  person: { slug: 'proba', given_name: 'Jan', family_name: 'Próbny' },
  person_former_name: { person_id: person, given_name: 'Jan', family_name: 'Dawny' },
  post: { organisation_id: other, title: 'próbny' },
  previous_value: { subject_type: 'organisation', subject_id: 'proba', version: 2, field: 'website', before: '"x"' },
  publication: { slug: 'proba', no: 999, title: 'Próba', kind: 'book' },
  signing_key: { kid: 'k'.repeat(43), public_key: Buffer.alloc(32), private_key: Buffer.alloc(32) },
  source: { slug: 'proba', kind: 'document' },
  territory: { code: '98', level: 'voivodeship', name: 'próbne' },
  territory_name: { territory_code: gmina, name: 'Dawna', valid: '[1900-01-01,1901-01-01)' },
  territory_register_state: { stated_on: '2026-01-01' },
  training_topic: { slug: 'proba', no: 999, name: 'Próba' },
  webhook_endpoint: { api_key_id: id, url: 'https://portal.example.org/' },
  webhook_secret: { endpoint_id: id, secret: Buffer.alloc(32) },
  webhook_trouble: { endpoint_id: id, since: '2026-11-22T00:00:00Z' },
  webhook_delivery: { endpoint_id: id },
  application: {
    receipt: 'KZ-PROB-2222',
    kind: 'legal_advice',
    due_at: '2026-12-01T00:00:00Z',
    api_key_id: id,
    status_hash: Buffer.alloc(32, 1),
    confirmation_hash: Buffer.alloc(32, 2),
    people: 'Jan Próbny',
    email: 'jan@example.org',
    content: '{}',
    audit_seq: 0
  },
  application_count: { kind: 'correction', month: '2026-11-01' }
}

// Rows that must exist before the sample of a table.
const endpointFirst: [string, Row][] = [
  ['api_key', { id }],
  ['webhook_endpoint', { id }]
]
const standsOn: Record<string, [string, Row][]> = {
  declaration_applicant: [['declaration_decision', {}]],
  declaration_gap: [['declaration_return', { id }]],
  import_file: [['import', {}]],
  import_row: [['import', {}]],
  job: [['import', {}]],
  webhook_endpoint: [['api_key', { id }]],
  webhook_secret: endpointFirst,
  webhook_trouble: endpointFirst,
  webhook_delivery: endpointFirst,
  application: [['api_key', { id }]]
}

/** Inserts a row and rolls back. Returns the constraint that refused it, or the error, or undefined if it is valid. */
async function refusal(table: string, change: Row, before: [string, Row][] = []): Promise<string | undefined> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const [table, change] of before) await insert(client, table, change)
    await insert(client, table, change)
    return undefined
  } catch (error) {
    return (error as pg.DatabaseError).constraint ?? String(error)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

async function insert(client: pg.PoolClient, table: string, change: Row): Promise<void> {
  const row = Object.entries({ ...samples[table], ...change }).filter(([, value]) => value !== undefined)
  if (row.length === 0) await client.query(`insert into ${table} default values`)
  const names = row.map(([name]) => name).join(', ')
  const values = row.map(([, value]) => value)
  await client.query(`insert into ${table} (${names}) values (${values.map((_, i) => `$${i + 1}`).join(', ')})`, values)
}

const uncertain = (prefix: string): Row[] => {
  const [on, from, to] = ['on', 'not_before', 'not_after'].map((suffix) => `${prefix}_${suffix}`) as [
    string,
    string,
    string
  ]
  return [
    { [on]: '2021-01-01', [from]: '2021-01-01' },
    { [on]: '2021-01-01', [to]: '2021-01-01' },
    { [on]: null, [from]: '2021-01-02', [to]: '2021-01-01' },
    ...['infinity', '-infinity'].flatMap((day) => [
      { [on]: day },
      { [on]: null, [from]: day },
      { [on]: null, [to]: day }
    ])
  ]
}
const slugs = ['', 'Proba', 'próba', 'a b', 'a_b', '-a', 'a-', 'a--b', 'a/b', 'a'.repeat(81), id, 'a\n']
const blank = ['', ' ', ' a', 'a ', '\ta', 'a\r\n', '\u2003a']
const endless = ['infinity', '-infinity']
const farOff = ['1799-12-31', '2200-01-01', '9999-12-31']
const uncertainFarOff = (prefix: string, rest: Row = {}, days = farOff): Row[] =>
  days.flatMap((day) =>
    ['on', 'not_before', 'not_after'].map((suffix) => ({
      ...rest,
      [`${prefix}_on`]: null,
      [`${prefix}_${suffix}`]: day
    }))
  )
const urls = [
  '',
  'example.org',
  'ftp://example.org',
  'javascript:alert(1)',
  'https://example.org/a b',
  'https://',
  'xhttps://example.org'
]
const each = (name: string, values: unknown[]): Row[] => values.map((value) => ({ [name]: value }))
const counts: Row = { create_count: 0, update_count: 0, unchanged_count: 1, error_count: 0 }
const hours = (starts_at: string | null, ends_at: string | null = null): Row => ({ starts_at, ends_at })

const abuses: [constraint: string, table: string, changes: Row[]][] = [
  [
    'organisation_state_until_valid',
    'organisation_state',
    [
      { until_on: '2021-01-01', until_not_before: '2021-01-01' },
      { until_on: null, until_not_before: '2021-01-02', until_not_after: '2021-01-01' },
      { until_on: 'infinity' }
    ]
  ],
  [
    'organisation_state_until_within_bounds',
    'organisation_state',
    [
      { until_on: '1799-12-31' },
      { until_on: '2200-01-01' },
      { until_on: null, until_not_after: '2200-01-01' },
      { until_on: null, until_not_before: '1799-12-31', until_not_after: '2021-01-01' }
    ]
  ],
  [
    'organisation_state_until_bounded',
    'organisation_state',
    [{ until_on: null }, { until_on: null, until_not_before: '2021-01-01' }]
  ],
  [
    'territory_kind_until_valid',
    'territory_kind',
    [
      { until_on: '2021-01-01', until_not_before: '2021-01-01' },
      { until_on: null, until_not_before: '2021-01-02', until_not_after: '2021-01-01' },
      { until_on: 'infinity' }
    ]
  ],
  [
    'territory_kind_until_within_bounds',
    'territory_kind',
    [
      { until_on: '1799-12-31' },
      { until_on: '2200-01-01' },
      { until_on: null, until_not_after: '2200-01-01' },
      { until_on: null, until_not_before: '1799-12-31', until_not_after: '2021-01-01' }
    ]
  ],
  [
    'territory_kind_until_bounded',
    'territory_kind',
    [{ until_on: null }, { until_on: null, until_not_before: '2021-01-01' }]
  ],
  ['organisation_slug_shape', 'organisation', each('slug', [...slugs, 'match'])],
  ['organisation_slug_key', 'organisation', [{ slug: 'cus-belzyce' }]],
  ['organisation_name_not_blank', 'organisation', [...each('name', blank), ...each('short_name', blank)]],
  // A wrong check digit, none possible (remainder 10), all zeros, too short, not digits
  [
    'organisation_nip_valid',
    'organisation',
    each('nip', [
      '5261040827',
      '1234567890',
      '526104006x',
      '0000000000',
      '526104082',
      '526-10-40-828',
      'PL5261040828',
      '',
      '52610408280',
      '٥٢٦١٠٤٠٨٢٨',
      '5261040060'
    ])
  ],
  [
    'organisation_regon_valid',
    'organisation',
    each('regon', [
      '732065834',
      '123456789',
      '000000000',
      '12345678512348',
      '00000000000000',
      '73206581',
      '7320658140',
      '',
      '12345678412347',
      '123456780'
    ])
  ],
  [
    'organisation_krs_valid',
    'organisation',
    each('krs', ['0000000000', '85688', '000008568', '00000856880', 'KRS0000085', ''])
  ],
  [
    'organisation_e_delivery_valid',
    'organisation',
    each('e_delivery', [
      '',
      'ae:pl-12345-67890-abcde-12',
      'AE:PL-12345-67890-ABCDE-1',
      'AE:PL-12345-67890-ABCD1-12',
      'AE:DE-12345-67890-ABCDE-12',
      'AE:PL-12345-67890-ABCDE-12 ',
      'AE:PL-1234٥-67890-ABCDE-12'
    ])
  ],
  ['organisation_bip_shape', 'organisation', each('bip', urls)],
  ['organisation_wikidata_valid', 'organisation', each('wikidata', ['', 'Q0', 'Q', 'q36', '36', 'P36', 'Q36 ', 'Q٣٦'])],
  [
    'organisation_postal_code_shape',
    'organisation',
    each('postal_code', ['24200', '24-20', '24-2000', ' 24-200', 'x4-200'])
  ],
  [
    'territory_coordinates_in_range',
    'territory',
    [
      { latitude: 90.1, longitude: 22.3 },
      { latitude: 51.2, longitude: 181 }
    ]
  ],
  ['territory_coordinates_of_gmina', 'territory', [{ latitude: 51.2, longitude: 22.3 }]],
  ['territory_coordinates_together', 'territory', [{ longitude: 22.3 }]],
  [
    'organisation_coordinates_together',
    'organisation',
    [
      { latitude: 51.2 },
      { longitude: 22.3 },
      { latitude: 51.2, coordinates_basis: 'prg-centroid' },
      { latitude: 51.2, longitude: 22.3 },
      { coordinates_basis: 'prg-centroid' }
    ]
  ],
  [
    'organisation_coordinates_in_range',
    'organisation',
    [
      { latitude: 90.1, longitude: 22.3, coordinates_basis: 'prg-centroid' },
      { latitude: 51.2, longitude: -180.1, coordinates_basis: 'prg-centroid' }
    ]
  ],
  [
    'organisation_creation_mode_of_cus',
    'organisation',
    [
      { kind: 'ops', creation_mode: 'transformation_ops' },
      { kind: 'other', creation_mode: 'agreement_of_gminas' }
    ]
  ],
  ['organisation_not_part_of_itself', 'organisation', [{ id, part_of_id: id }]],
  ['organisation_part_of_fkey', 'organisation', [{ part_of_id: id }]],
  ['organisation_territory_fkey', 'organisation', [{ territory_code: '990101' }]],
  ['organisation_established_valid', 'organisation', uncertain('established')],
  ['organisation_closed_valid', 'organisation', uncertain('closed')],
  [
    'organisation_period_not_empty',
    'organisation',
    [
      { established_on: '2021-01-01', closed_on: '2021-01-01' },
      { established_not_before: '2021-01-02', closed_not_after: '2021-01-01' }
    ]
  ],
  ['organisation_name_name_not_blank', 'organisation_name', each('name', blank)],
  ['organisation_lineage_not_itself', 'organisation_lineage', [{ predecessor_id: member }]],
  ['organisation_lineage_happened_valid', 'organisation_lineage', uncertain('happened')],

  ['territory_code_of_level', 'territory', [{ code: '16', level: 'country', parent_code: null, gmina_kind: null }]],
  ['territory_code_shape', 'territory', [{ code: '00' }, { code: 'ab' }, { code: '٠٦' }]],
  [
    'territory_code_of_level',
    'territory',
    [
      { code: '9801', parent_code: '98' },
      { level: 'powiat' },
      { level: 'city_county' },
      { level: 'gmina', gmina_kind: 'rural' }
    ]
  ],
  [
    'territory_parent_of_code',
    'territory',
    [{ parent_code: '06' }, { code: '9801', level: 'powiat' }, { code: '9801', level: 'powiat', parent_code: '06' }]
  ],
  ['territory_parent_fkey', 'territory', [{ code: '9801', level: 'powiat', parent_code: '98' }]],
  [
    'territory_gmina_kind_of_gmina',
    'territory',
    [{ gmina_kind: 'urban' }, { code: '069999', level: 'gmina', parent_code: '0699' }]
  ],
  ['territory_name_not_blank', 'territory', each('name', blank)],
  ['territory_name_name_not_blank', 'territory_name', each('name', blank)],

  ['person_slug_shape', 'person', each('slug', slugs)],
  [
    'person_name_length',
    'person',
    [...each('given_name', ['ż'.repeat(2000)]), ...each('family_name', ['a'.repeat(1999)])]
  ],
  ['person_name_not_blank', 'person', [...each('given_name', blank), ...each('family_name', blank)]],
  ['person_former_name_not_blank', 'person_former_name', [...each('given_name', blank), ...each('family_name', blank)]],
  ['erasure_left_open_is_list', 'erasure', each('left_open', ['{}', '"a"', '1'])],
  [
    'person_restriction_has_reason',
    'person',
    [{ restricted_at: '2026-11-21T00:00:00Z' }, { restriction_reason: 'objection' }]
  ],
  [
    'person_erased_not_restricted',
    'person',
    [{ erased_at: '2026-11-21T00:00:00Z', restricted_at: '2026-11-21T00:00:00Z', restriction_reason: 'objection' }]
  ],
  ['post_title_not_blank', 'post', each('title', blank)],
  [
    'appointment_attested_on_finite',
    'appointment',
    each('attested_on', ['{infinity}', '{2021-09-16,-infinity}', '{NULL}'])
  ],
  [
    'appointment_started_valid',
    'appointment',
    uncertain('started').filter((change) => !Object.values(change).includes('infinity'))
  ],
  ['appointment_ended_valid', 'appointment', uncertain('ended')],
  [
    'appointment_period_not_empty',
    'appointment',
    [
      { started_on: '2021-01-02', ended_on: '2021-01-01' },
      { started_not_before: '2021-01-02', ended_not_after: '2021-01-01' }
    ]
  ],
  ['appointment_not_own_predecessor', 'appointment', [{ id, predecessor_id: id }]],

  ['contact_slug_shape', 'contact', each('slug', slugs)],
  ['contact_one_owner', 'contact', [{ post_id: post }, { organisation_id: null }]],
  ['contact_reaches_something', 'contact', [{ email: null }, { email: null, postal_code: '24-200' }]],
  [
    'contact_email_shape',
    'contact',
    each('email', ['', 'a', 'a@', '@b.pl', 'a@b', 'a b@c.pl', 'a@@b.pl', 'a@b.pl\n', `${'a'.repeat(250)}@b.pl`])
  ],
  [
    'contact_phone_shape',
    'contact',
    each('phone', ['', '81 827 26 94', '818272694', '+048818272694', '+48 818272694', '+488182', '+4881827269412345'])
  ],
  ['contact_basis_source_not_blank', 'contact', each('basis_source', blank)],
  ['contact_review_finite', 'contact', each('review_on', endless)],
  [
    'contact_withdrawal_finite',
    'contact',
    [...each('withdrawn_on', endless), ...each('withdrawal_lifted_on', endless)]
  ],
  ['contact_postal_code_shape', 'contact', each('postal_code', ['24200', ''])],

  ['membership_one_member', 'membership', [{ organisation_id: null }, { person_id: person }]],
  [
    'membership_tier_admits_member_type',
    'membership',
    [
      { organisation_id: null, person_id: person, tier: 'ordinary' },
      { organisation_id: null, person_id: person, tier: 'supporting' }
    ]
  ],
  ['membership_founder_signed', 'membership', [{ founder: true }]],
  ['membership_ended_has_end', 'membership', [{ status: 'ended' }]],
  ['membership_end_basis_not_blank', 'membership', each('end_basis', blank)],
  ['membership_joined_valid', 'membership', uncertain('joined')],
  ['membership_ended_valid', 'membership', uncertain('ended')],
  [
    'membership_period_not_empty',
    'membership',
    [
      { joined_on: '2022-01-01', ended_on: '2022-01-01' },
      { joined_not_before: '2022-01-01', ended_not_after: '2021-01-01' }
    ]
  ],
  [
    'membership_once_at_a_time',
    'membership',
    [
      { organisation_id: member, joined_on: '2022-01-01' },
      { organisation_id: member, joined_on: '2021-09-15', ended_on: '2021-09-17', status: 'ended' },
      { organisation_id: member, joined_not_before: '2020-01-01', joined_not_after: '2030-01-01' }
    ]
  ],
  ['membership_not_continuing_itself', 'membership', [{ id, continues_id: id }]],
  [
    'membership_event_effective_valid',
    'membership_event',
    uncertain('effective').map((change) => ({ ...change, kind: 'ended' }))
  ],
  [
    'membership_event_effective_known',
    'membership_event',
    [
      { kind: 'ended', effective_on: null },
      { effective_on: null, effective_not_before: '2026-03-10' }
    ]
  ],
  ['membership_event_tier_of_change', 'membership_event', [{ kind: 'tier_changed' }, { tier: 'ordinary' }]],
  [
    'membership_event_eligibility_of_change',
    'membership_event',
    [{ eligibility: '{}' }, { override_reason: 'Powód.' }]
  ],
  [
    'membership_event_basis_not_blank',
    'membership_event',
    [...each('basis', blank), { kind: 'tier_changed', tier: 'ordinary', override_reason: '' }]
  ],
  ['membership_list_slug_shape', 'membership_list', each('slug', slugs)],

  ['declaration_slug_shape', 'declaration', each('slug', slugs)],
  ['declaration_signed_valid', 'declaration', uncertain('signed')],
  [
    'declaration_withdrawal_asks_nothing',
    'declaration',
    [
      { kind: 'withdrawal', tier: 'ordinary' },
      { kind: 'withdrawal', statements: '{other_in_social_services}' }
    ]
  ],
  ['declaration_statements_known', 'declaration', [{ statements: '{NULL}' }]],
  ['declaration_decision_decided_finite', 'declaration_decision', each('decided_on', endless)],
  ['declaration_decision_effective_valid', 'declaration_decision', uncertain('effective')],
  ['declaration_decision_basis_not_blank', 'declaration_decision', each('basis', blank)],
  ['declaration_decision_rejection_has_reason', 'declaration_decision', [{ reason: null }]],
  [
    'declaration_decision_reason_not_blank',
    'declaration_decision',
    [...each('reason', blank), ...each('override_reason', blank)]
  ],
  [
    'declaration_decision_duplicate_rejected',
    'declaration_decision',
    [{ outcome: 'accepted', duplicate_of_id: declaration }]
  ],
  ['declaration_decision_not_duplicate_of_itself', 'declaration_decision', [{ duplicate_of_id: declaration }]],
  ['declaration_gap_something', 'declaration_gap', [{ text: null }]],
  ['declaration_gap_no_positive', 'declaration_gap', each('no', [0, -1])],
  ['declaration_return_complete_by_within_bounds', 'declaration_return', each('complete_by', farOff)],
  ['declaration_applicant_one_member', 'declaration_applicant', [{ organisation_id: null }, { person_id: person }]],
  ['declaration_applicant_no_positive', 'declaration_applicant', each('no', [0, -1])],
  ['eligibility_rule_statement_known', 'eligibility_rule', [{ needs_statement: true }]],
  ['declaration_signatory_somebody', 'declaration_signatory', [{ organisation_id: null }]],
  ['declaration_signatory_no_positive', 'declaration_signatory', [{ no: 0 }, { no: -1 }, { list_no: 0 }]],

  ['event_slug_shape', 'event', each('slug', slugs)],
  ['event_title_not_blank', 'event', each('title', blank)],
  ['event_date_valid', 'event', uncertain('date')],
  // 23:30 in UTC is the next day in Warsaw.
  [
    'event_starts_on_its_day',
    'event',
    [
      hours('2022-11-22T10:00:00+01:00'),
      hours('2022-11-21T23:30:00Z'),
      { ...hours('2022-11-21T10:00:00+01:00'), date_on: null }
    ]
  ],
  [
    'event_ends_after_start',
    'event',
    [
      hours('2022-11-21T10:00:00Z', '2022-11-21T10:00:00Z'),
      hours('2022-11-21T10:00:00Z', '2022-11-21T09:00:00Z'),
      { ends_at: '2022-11-21T10:00:00Z' }
    ]
  ],
  [
    'event_ends_on_not_before_start',
    'event',
    [
      { ends_on: '2022-11-20' },
      { ends_on: '2022-11-22', date_on: null },
      { ends_on: '2022-11-22', date_on: null, date_not_after: '2022-11-21' }
    ]
  ],
  ['event_ends_on_without_hours', 'event', [{ ends_on: '2022-11-22', ...hours('2022-11-21T10:00:00Z') }]],
  ['event_link_url_shape', 'event_link', each('url', urls)],
  ['import_resource_shape', 'import', each('resource', ['', 'Sources', 'legal_acts', '-acts', 'legal-'])],
  ['import_match_on_shape', 'import', each('match_on', ['', 'Slug', 'legal-act', '_nip'])],
  ['import_total_positive', 'import', each('total', [0, -1])],
  ['import_counts_together', 'import', [{ create_count: 1 }, { ...counts, error_count: undefined }]],
  ['import_counts_not_negative', 'import', [{ ...counts, update_count: -1 }]],
  [
    'import_counts_known',
    'import',
    [
      { status: 'previewed', finished_at: '2026-11-21T00:00:00Z' },
      { status: 'applied', finished_at: '2026-11-21T00:00:00Z' }
    ]
  ],
  [
    'import_applied_without_errors',
    'import',
    [{ ...counts, status: 'applied', finished_at: '2026-11-21T00:00:00Z', error_count: 1 }]
  ],
  ['import_messages_are_a_list', 'import', each('messages', ['{}', 'null', '"a"'])],
  ['import_finished_when_over', 'import', [{ status: 'failed' }, { finished_at: '2026-11-21T00:00:00Z' }]],
  ['import_file_import_fkey', 'import_file', [{ import_id: member }]],
  ['import_file_format_known', 'import_file', each('format', ['', 'xlsx'])],
  ['import_file_content_not_empty', 'import_file', [{ content: '' }]],
  ['import_file_done_not_negative', 'import_file', [{ done: -1 }]],
  ['job_attempts_not_negative', 'job', [{ attempts: -1 }]],
  ['job_import_named', 'job', [{ import_id: null }, { task: 'purge_imports' }]],
  ['import_row_import_fkey', 'import_row', [{ import_id: member }]],
  ['import_row_line_positive', 'import_row', each('line', [0, -1])],
  ['import_row_version_of_a_subject', 'import_row', [{ subject_version: 1 }]],
  ['import_row_lists', 'import_row', [{ diff: '{}' }, { outcome: 'error', errors: '{}' }]],
  ['import_row_errors_told', 'import_row', [{ outcome: 'error' }, { errors: '[{}]' }]],
  ['import_row_warnings_list', 'import_row', [{ warnings: '{}' }]],
  ['import_row_readings_list', 'import_row', [{ readings: '{}' }]],
  ['event_participant_somebody', 'event_participant', [{ group_name: null }]],
  ['event_participant_mode_has_basis', 'event_participant', [{ mode: 'online' }, { mode_basis: 'printed' }]],

  ['publication_slug_shape', 'publication', each('slug', slugs)],
  ['publication_year_in_range', 'publication', each('year', [1899, 2101])],
  ['publication_title_not_blank', 'publication', each('title', blank)],
  ['publication_url_shape', 'publication', each('url', urls)],
  [
    'publication_doi_shape',
    'publication',
    each('doi', ['', '10.1/a', '10.1234', '10.1234/', '10.1234/a b', 'https://doi.org/10.1234/a'])
  ],
  [
    'publication_isbn_valid',
    'publication',
    each('isbn', ['', '9788300000006', '9778300000005', '978-83-00-00000-5', '8300000004', '830000000x', '830000000'])
  ],
  ['objective_text_not_blank', 'objective', [...each('text_pl', blank), ...each('text_en', blank)]],
  ['objective_of_one', 'objective', [{ organisation_id: member, legal_act_id: act }]],
  ['offer_name_not_blank', 'offer', [...each('name_pl', blank), ...each('name_en', blank)]],
  ['source_project_days_ordered', 'source', [{ project_from: '2022-12-10', project_to: '2022-12-09' }]],
  ['source_project_from_within_bounds', 'source', each('project_from', farOff)],
  ['source_project_to_within_bounds', 'source', each('project_to', farOff)],
  ['legal_act_title_not_blank', 'legal_act', each('title', blank)],
  ['legal_act_dates_finite', 'legal_act', [...each('dated', endless), ...each('in_force_from', endless)]],
  [
    'source_dates_finite',
    'source',
    ['published_on', 'snapshot_not_after', 'taken_over_on'].flatMap((name) => each(name, endless))
  ],
  ['legal_act_slug_shape', 'legal_act', each('slug', slugs)],
  ['training_topic_slug_shape', 'training_topic', each('slug', slugs)],
  ['linked_site_slug_shape', 'linked_site', each('slug', slugs)],
  ['linked_site_url_shape', 'linked_site', each('url', urls)],
  ['source_slug_shape', 'source', each('slug', slugs)],
  ['source_url_shape', 'source', each('url', urls)],
  ['source_sha256_shape', 'source', each('sha256', ['', 'a'.repeat(63), 'A'.repeat(64), 'g'.repeat(64)])],
  ['assertion_slug_shape', 'assertion', each('slug', slugs)],
  ['assertion_as_of_valid', 'assertion', uncertain('as_of')],
  ['citation_one_record', 'citation', [{ organisation_id: null }, { person_id: person }]],
  [
    'change_type_shape',
    'change',
    each('type', [
      '',
      'organisation',
      'organisation.',
      '.updated',
      'Organisation.updated',
      'organisation.updated.twice',
      'organisation updated'
    ])
  ],
  [
    'audit_action_shape',
    'audit',
    each('action', ['', 'organisation', '.read', 'contact.', 'Contact.read', 'contact read'])
  ],
  [
    'audit_actor_known',
    'audit',
    [{ actor: 'nobody' }, { actor: 'key' }, { key_id: id }, { actor: 'database', key_id: id }]
  ],
  ['audit_hash_length', 'audit', each('hash', [Buffer.alloc(0), Buffer.alloc(31), Buffer.alloc(33)])],
  ['audit_head_one_row', 'audit_head', [{ only_row: false }]],
  ['audit_head_pkey', 'audit_head', [{ only_row: true }]],
  ['api_key_owner_not_blank', 'api_key', each('owner', blank)],
  ['api_key_label_not_blank', 'api_key', each('label', blank)],
  [
    'api_key_scopes_known',
    'api_key',
    [[], ['contacts:write'], [null], ['contacts:read', '']].map((scopes) => ({ audience: 'staff', scopes }))
  ],
  ['api_key_partner_scopes', 'api_key', each('scopes', [['keys:admin'], ['contacts:read', 'imports']])],
  [
    'api_key_secret_hash_length',
    'api_key',
    each('secret_hash', [Buffer.alloc(0), Buffer.alloc(31), Buffer.from('csk_live_0000')])
  ],
  [
    'api_key_hint_shape',
    'api_key',
    each('hint', ['', 'csk_live_', 'csk_live_000', 'csk_live_00000', 'csk_test_0000', 'csk_live_00-0'])
  ],
  [
    'api_key_lifetime',
    'api_key',
    [
      ...each('expires_at', [
        '2026-11-21T00:00:00Z',
        '2026-11-20T23:59:59Z',
        '2027-11-21T00:00:00.000001Z',
        ...endless
      ]),
      ...each('not_before', endless)
    ]
  ],
  ['api_key_not_own_successor', 'api_key', [{ id, replaced_by_id: id }]],
  ['signing_key_kid_shape', 'signing_key', each('kid', ['', 'k'.repeat(42), 'k'.repeat(44), `${'k'.repeat(42)}=`])],
  [
    'signing_key_public_key_length',
    'signing_key',
    each('public_key', [Buffer.alloc(0), Buffer.alloc(31), Buffer.alloc(33)])
  ],
  [
    'signing_key_private_key_length',
    'signing_key',
    each('private_key', [Buffer.alloc(0), Buffer.alloc(31), Buffer.alloc(64)])
  ],
  [
    'signing_key_retired_without_secret',
    'signing_key',
    [{ private_key: null }, { retired_at: '2026-11-21T00:00:00Z' }]
  ],
  ['signing_key_revoked_is_retired', 'signing_key', [{ revoked_at: '2026-11-21T00:00:00Z' }]],
  [
    'signing_key_moments_finite',
    'signing_key',
    [
      ...each('retired_at', endless),
      ...each('revoked_at', endless).map((change) => ({ ...change, retired_at: '2026-11-21T00:00:00Z' }))
    ].map((change) => ({
      ...change,
      private_key: null
    }))
  ],
  ['webhook_endpoint_url_shape', 'webhook_endpoint', each('url', urls)],
  ['webhook_endpoint_description_not_blank', 'webhook_endpoint', each('description', blank)],
  [
    'webhook_endpoint_types_shape',
    'webhook_endpoint',
    each('types', [
      [],
      [''],
      [null],
      ['organisation', null],
      ['Organisation'],
      ['organisation.'],
      ['.updated'],
      ['organisation.updated.twice'],
      ['organisation person']
    ])
  ],
  [
    'webhook_endpoint_disabled_for_a_reason',
    'webhook_endpoint',
    [{ status: 'disabled' }, { disabled_because: 'gone' }, { status: 'paused', disabled_because: 'gone' }]
  ],
  [
    'webhook_endpoint_previous_after_rotation',
    'webhook_endpoint',
    [
      { previous_secret_until: '2026-11-22T00:00:00Z' },
      { secret_rotated_at: '2026-11-22T00:00:00Z', previous_secret_until: '2026-11-21T00:00:00Z' }
    ]
  ],
  ['webhook_secret_length', 'webhook_secret', each('secret', [Buffer.alloc(0), Buffer.alloc(31), Buffer.alloc(33)])],
  ['webhook_delivery_attempts_not_negative', 'webhook_delivery', [{ attempts: -1 }]],
  ['webhook_delivery_response_status_in_range', 'webhook_delivery', each('response_status', [0, 99, 1000, -200])],
  [
    'webhook_delivery_failure_told',
    'webhook_delivery',
    [{ status: 'failed' }, { status: 'delivered', failure: 'timeout' }]
  ],
  [
    'webhook_delivery_application_complete',
    'webhook_delivery',
    [
      { application_id: id },
      { application_state: 'confirmed' },
      { application_id: id, application_state: 'confirmed', change_seq: 1 }
    ]
  ],
  [
    'application_hashes_length',
    'application',
    [...each('status_hash', [Buffer.alloc(31), Buffer.alloc(33)]), ...each('confirmation_hash', [Buffer.alloc(0)])]
  ],
  ['application_subject_complete', 'application', [{ subject_type: 'person' }, { subject_id: id }]],
  ['application_result_complete', 'application', [{ result_path: 'events' }, { result_id: id }]],
  ['application_refused_for_a_reason', 'application', [{ state: 'refused' }, { refusal_reason: 'Nie.' }]],
  ['application_count_first_day', 'application_count', each('month', ['2026-11-02', '2026-11-30'])],
  ['application_count_not_negative', 'application_count', [{ decided: -1 }]],
  ['feed_head_one_row', 'feed_head', [{ only_row: false }]],
  ['feed_head_pkey', 'feed_head', [{ only_row: true }]],
  ['instance_one_row', 'instance', [{ only_row: false }]],
  ['instance_pkey', 'instance', [{ only_row: true }]],
  ['territory_register_state_pkey', 'territory_register_state', [{ only_row: true }]],
  ['territory_register_state_one_row', 'territory_register_state', [{ only_row: false }]],
  ['territory_register_state_stated_on_finite', 'territory_register_state', each('stated_on', endless)],

  ...(
    [
      ['organisation', 'established'],
      ['organisation', 'closed'],
      ['organisation_lineage', 'happened'],
      ['appointment', 'started'],
      ['appointment', 'ended'],
      ['membership', 'joined'],
      ['membership', 'ended', { status: 'ended' }],
      ['membership_event', 'effective', { kind: 'ended' }],
      ['declaration_decision', 'effective'],
      ['event', 'date'],
      ['assertion', 'as_of']
    ] as const
  ).map(([table, prefix, rest = {}]): [string, string, Row[]] => [
    `${table}_${prefix}_within_bounds`,
    table,
    uncertainFarOff(prefix, rest)
  ]),
  ['declaration_signed_within_bounds', 'declaration', uncertainFarOff('signed', {}, ['0001-12-31 BC', '2200-01-01'])],
  [
    'appointment_attested_on_within_bounds',
    'appointment',
    each('attested_on', ['{1799-12-31}', '{2021-09-16,2200-01-01}'])
  ],
  ['previous_value_version_not_first', 'previous_value', each('version', [1, 0, -1])],
  ['previous_value_once', 'previous_value', []],
  ['contact_review_on_within_bounds', 'contact', each('review_on', farOff)],
  ['organisation_verified_on_within_bounds', 'organisation', each('verified_on', farOff)],
  ['appointment_verified_on_within_bounds', 'appointment', each('verified_on', farOff)],
  ['contact_verified_on_within_bounds', 'contact', each('verified_on', farOff)],
  ['declaration_decision_decided_on_within_bounds', 'declaration_decision', each('decided_on', farOff)],
  ['legal_act_dated_within_bounds', 'legal_act', each('dated', farOff)],
  ['legal_act_in_force_from_within_bounds', 'legal_act', each('in_force_from', farOff)],
  ['source_published_on_within_bounds', 'source', each('published_on', farOff)],
  ['source_snapshot_not_after_within_bounds', 'source', each('snapshot_not_after', farOff)],
  ['source_taken_over_on_within_bounds', 'source', each('taken_over_on', farOff)],
  ['territory_register_state_stated_on_within_bounds', 'territory_register_state', each('stated_on', farOff)],
  [
    'territory_name_valid_within_bounds',
    'territory_name',
    each('valid', ['[1799-12-31,1801-01-01)', '[2190-01-01,2200-01-02)', '[2020-01-01,infinity)'])
  ],
  ['event_ends_on_within_bounds', 'event', each('ends_on', ['2200-01-01', '9999-12-31', 'infinity'])],
  [
    'event_starts_at_within_bounds',
    'event',
    [hours('1899-12-31T23:59:59.999999Z'), hours('2199-12-31T23:59:59.9999999Z')]
  ],
  [
    'event_ends_at_within_bounds',
    'event',
    ['2200-01-01T00:00:00Z', '2199-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.9999999Z', 'infinity'].map((end) =>
      hours('2022-11-21T10:00:00Z', end)
    )
  ],
  [
    'api_key_moments_within_bounds',
    'api_key',
    [
      { not_before: '2199-06-01T00:00:00Z', expires_at: '2200-01-01T00:00:00Z' },
      { not_before: '1899-12-31T23:59:59Z', expires_at: '1900-06-01T00:00:00Z' }
    ]
  ]
]

t.test('Sample rows of every table are valid', async (t) => {
  for (const table of Object.keys(samples)) {
    // These tables have exactly one row, which already exists.
    if (!['feed_head', 'audit_head', 'instance', 'territory_register_state'].includes(table))
      t.equal(await refusal(table, {}, standsOn[table]), undefined, table)
  }
})

/** Returns changes that break a check of a common kind, by the end of its name. Undefined for any other check. */
function usualAbuse(table: string, check: string): Row[] | undefined {
  const [, subject = '', kind] =
    /^(.*?)_?(slug_shape|not_blank|valid|within_bounds)$/.exec(check.slice(table.length + 1)) ?? []
  if (kind === 'slug_shape') return each('slug', slugs)
  if (kind === 'not_blank') return each(subject, blank)
  if (kind === 'valid') return uncertain(subject)
  return kind === 'within_bounds' ? uncertainFarOff(subject) : undefined
}

/** Returns an existing row of a table, without the columns that the database fills in. */
async function sampleOf(table: string): Promise<Row> {
  const [row = {}] = await queryRows(`select * from ${table} limit 1`)
  const filled = await list(
    `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
      and (atthasdef or attgenerated <> '')`,
    [table]
  )
  return Object.fromEntries(
    Object.entries({ ...row, slug: 'proba' }).filter(([name]) => name in row && !filled.includes(name))
  )
}

t.test('Every check and constraint refuses rows that break it', async (t) => {
  for (const [constraint, table, changes] of abuses) {
    for (const change of changes)
      t.equal(await refusal(table, change), constraint, `${table} ${JSON.stringify(change).slice(0, 100)}`)
  }
  const tried = new Set(abuses.map(([constraint]) => constraint))
  const rest = await queryRows(
    `select owner, conname as name from (${constraints}) con where contype = 'c' order by 1, 2`
  )
  for (const { owner, name } of rest as { owner: string; name: string }[]) {
    if (tried.has(name)) continue
    const changes = usualAbuse(owner, name)
    t.ok(changes, `${name}: add rows that break it to \`abuses\` in test/migrations.test.ts`)
    samples[owner] ??= await sampleOf(owner)
    for (const change of changes ?? [])
      t.equal(await refusal(owner, change), name, `${owner} ${JSON.stringify(change).slice(0, 100)}`)
  }
})

t.test('Two valid rows that exclude each other are refused', async (t) => {
  const joined = (from: Row, to: Row = {}): Row => ({ ...from, ...to })
  const pairs: [string, string | undefined, string, Row, Row][] = [
    [
      'two certain memberships at the same time',
      'membership_once_at_a_time',
      'membership',
      { joined_on: '2020-01-01' },
      { joined_on: '2021-01-01', tier: 'honorary' }
    ],
    [
      'one membership after the other, meeting on one day',
      undefined,
      'membership',
      joined({ joined_on: '2020-01-01' }, { ended_on: '2021-01-01', status: 'ended' }),
      { joined_on: '2021-01-01' }
    ],
    [
      'two memberships that only possibly overlap',
      undefined,
      'membership',
      { joined_not_before: '2020-01-01' },
      { joined_on: '2021-01-01' }
    ],
    [
      'the same person twice in a post at the same time',
      'appointment_person_once_in_post',
      'appointment',
      { started_on: '2030-01-01' },
      { started_on: '2031-01-01', capacity: 'acting' }
    ],
    [
      'the same person in a post again later',
      undefined,
      'appointment',
      { started_on: '2030-01-01', ended_on: '2031-01-01' },
      { started_on: '2031-01-01' }
    ],
    [
      'two names of a gmina at the same time',
      'territory_name_one_at_a_time',
      'territory_name',
      {},
      { name: 'Inna', valid: '[1900-06-01,1902-01-01)' }
    ],
    [
      'one NIP of two organisations that are not parts of one gmina',
      'organisation_nip_key',
      'organisation',
      { nip: '5261040828', territory_code: null },
      { nip: '5261040828', territory_code: null, slug: 'proba-2' }
    ],
    [
      'one e-Doręczenia address of two organisations that are not parts of one gmina',
      'organisation_e_delivery_key',
      'organisation',
      { e_delivery: 'AE:PL-12345-67890-ABCDE-12', territory_code: null },
      { e_delivery: 'AE:PL-12345-67890-ABCDE-12', territory_code: null, slug: 'proba-2' }
    ],
    [
      'two Wikidata ids alike',
      'organisation_wikidata_key',
      'organisation',
      { wikidata: 'Q36' },
      { wikidata: 'Q36', slug: 'proba-2' }
    ],
    [
      'two REGON alike',
      'organisation_regon_key',
      'organisation',
      { regon: '000331501' },
      { regon: '000331501', slug: 'proba-2' }
    ],
    [
      'two KRS alike',
      'organisation_krs_key',
      'organisation',
      { krs: '0000085688' },
      { krs: '0000085688', slug: 'proba-2' }
    ],
    ['two active signing keys', 'signing_key_one_active', 'signing_key', {}, { kid: 'l'.repeat(43) }],
    [
      'an active signing key after a retired one',
      undefined,
      'signing_key',
      { retired_at: '2026-11-21T00:00:00Z', private_key: null },
      { kid: 'l'.repeat(43) }
    ],
    ['two equal citations', 'citation_once', 'citation', {}, {}],
    ['two equal positions in a list', 'declaration_signatory_list_key', 'declaration_signatory', {}, { no: 100 }],
    [
      'two memberships that continue the same one',
      'membership_continues_once',
      'membership',
      { continues_id: membership },
      { organisation_id: null, person_id: person, tier: 'honorary', continues_id: membership }
    ],
    ['two present secrets of an endpoint', 'webhook_secret_present_idx', 'webhook_secret', {}, {}],
    ['a present and an old secret', undefined, 'webhook_secret', { expires_at: '2026-11-22T00:00:00Z' }, {}],
    [
      'the same event twice for an endpoint',
      'webhook_delivery_event_key',
      'webhook_delivery',
      { event_id: id },
      { event_id: id }
    ],
    [
      'two decisions on one declaration',
      'declaration_decision_pkey',
      'declaration_decision',
      {},
      { outcome: 'accepted' }
    ],
    ['two changes with the same number', 'change_pkey', 'change', {}, {}]
  ]
  for (const [what, constraint, table, first, second] of pairs)
    t.equal(await refusal(table, second, [...(standsOn[table] ?? []), [table, first]]), constraint, what)
})

t.test('Unusual but valid rows are accepted', async (t) => {
  const fine: [string, Row[]][] = [
    ['organisation', each('nip', ['5261040828', '6821452717', '7681674802', '8621573340', '8567346215'])],
    [
      'organisation',
      each('regon', [
        '000331501',
        '351620771',
        '592197923',
        '432699340',
        '432322189',
        '732065814',
        '123456785',
        '123456740',
        '12345678512347',
        '23511332857188',
        '00033150100017'
      ])
    ],
    ['organisation', each('krs', ['0000085688', '0000184388'])],
    ['publication', each('isbn', ['9788300000005', '9791034304790', '8300000003', '043942089X'])],
    ['publication', each('doi', ['10.1234/a', '10.31338/2544-3135.si.2020-85.12', '10.123456789/(A)<b>;c'])],
    ['event_link', each('url', [null, 'http://example.org'])],
    ['source', [{ project_to: '2022-12-10' }, { project_from: '2022-09-01', project_to: '2022-09-01' }]],
    ['objective', [{ organisation_id: member }, { legal_act_id: act }]],
    ['organisation', each('slug', ['a', '0', 'a-1', 'a'.repeat(80), 'matches', '01a1fdfa-0000-7000-8000-00000000000'])],
    [
      'organisation',
      [
        { kind: 'cus', creation_mode: 'transformation_mopr' },
        { latitude: 51.2, longitude: 22.3, coordinates_basis: 'prg-centroid' },
        { established_on: '2021-01-01', closed_not_before: '2021-01-02' }
      ]
    ],
    [
      'membership',
      [
        { organisation_id: null, person_id: person, tier: 'honorary' },
        { tier: 'honorary' },
        { founder: true, founding_signatory: true },
        { status: 'ended', ended_not_after: '2022-01-01' }
      ]
    ],
    [
      'membership',
      [
        { organisation_id: member, joined_on: '2019-01-01', ended_on: '2021-09-16', status: 'ended' },
        { organisation_id: member }
      ]
    ],
    [
      'territory',
      [
        { code: '0699', level: 'powiat', parent_code: '06' },
        { code: '0699', level: 'city_county', parent_code: '06' }
      ]
    ],
    [
      'contact',
      [{ organisation_id: null, post_id: post }, { email: null, phone: '+48818272694' }, { email: 'żółw@przykład.pl' }]
    ],
    [
      'event',
      [
        hours('2022-11-21T00:30:00+01:00'),
        { ...hours('2022-11-21T22:30:00Z', '2022-11-22T00:00:00Z') },
        { date_on: null, date_not_before: '2022-01-01' }
      ]
    ],
    ['declaration', [{ signed_not_before: '2021-01-01', signed_not_after: '2021-01-01' }, { signed_on: '0001-01-01' }]],
    ['appointment', [{ person_id: appointed, started_on: '1990-01-01', ended_on: '1991-01-01' }]]
  ]
  for (const [table, changes] of fine)
    for (const change of changes) t.equal(await refusal(table, change), undefined, `${table} ${JSON.stringify(change)}`)
})

/** Returns every row of every table as text. `content` omits the columns that every change updates. */
async function dump(at: pg.Pool, { content = false } = {}): Promise<Record<string, string[]>> {
  const names = (await list(`select name from (${tables}) c order by 1`, [], at)).filter(
    (name) => !content || !['change', 'feed_head', 'audit', 'audit_head', 'previous_value'].includes(name)
  )
  const left = content ? `- '{version,created_at,updated_at}'::text[]` : ''
  const rows = (name: string) =>
    list(
      `select (to_jsonb(x) ${left} ${content && name === 'citation' ? `- 'id'` : ''})::text from ${name} x order by 1`,
      [],
      at
    )
  return Object.fromEntries(
    await Promise.all(names.map(async (name): Promise<[string, string[]]> => [name, await rows(name)]))
  )
}

const changesIn = async (at: pg.Pool, after = 0) =>
  queryRows(
    `select seq, type, op, subject_type, subject_id, subject_version, fields from change where seq > $1 order by seq`,
    [after],
    at
  )
const headOf = async (at: pg.Pool) => Number((await list('select seq from feed_head', [], at))[0])

t.test('seed(): a second run changes nothing and adds nothing to the change log', async (t) => {
  const before = await dump(pool)
  t.ok(Object.values(before).flat().length > 500, 'the database has data')
  const { db, close } = connect(url, { max: 1, timeoutFactor: 15 })
  t.equal(await seed(db, declared.datasets), 0)
  await close()
  t.strictSame(await dump(pool), before)
})

/** Number of records: rows of tables with a column `version`. */
async function countRecords(at: pg.Pool): Promise<number> {
  const names = await list(
    `select name from (${tables}) c
    where exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'version')`,
    [],
    at
  )
  return Number((await list(`select ${names.map((name) => `(select count(*) from ${name})`).join(' + ')}`, [], at))[0])
}
const numbered = (t: Test, written: Row[], head: number) =>
  t.strictSame(
    written.map(({ seq }) => seq),
    written.map((_, i) => head + i + 1),
    'numbered without gaps'
  )

t.test('seed() restores changed data, with one entry in the change log per record', async (t) => {
  const { open } = await freshDatabase(t, { migrated: true })
  const { db, pool } = open()
  t.ok((await seed(db, declared.datasets)) > 200)
  const right = await dump(pool, { content: true })
  t.equal(await headOf(pool), await countRecords(pool), 'one entry in the change log per record')
  const first = await changesIn(pool)
  numbered(t, first, 0)
  t.ok(
    first.every(
      ({ type, op, subject_version }) => String(type).endsWith('.created') && op === 'upsert' && subject_version === 1
    )
  )

  for (const statement of [
    `update organisation set name = 'Inna nazwa', website = null where slug = 'cus-belzyce'`,
    `update territory set name = 'Inna' where code = '060901'`,
    `update person set academic_title = 'prof' where slug = 'anna-ostasz'`,
    `delete from membership where organisation_id = (select id from organisation where slug = 'cus-swidnik')`,
    `delete from declaration_signatory where no = 1`,
    `insert into event_participant (event_id, no, role, group_name)
      select id, 99, 'attendee', 'nikt' from event where slug = 'konferencja-2022-11-21'`,
    `delete from programme_speaker where (event_id, item_no, no) =
      (select event_id, item_no, no from programme_speaker order by 1, 2, 3 limit 1)`,
    `delete from citation where id = (select id from citation where legal_act_id is not null order by id limit 1)`,
    `insert into citation (source_id, organisation_id, locator)
      select s.id, o.id, 'invented' from source s, organisation o where s.slug = 's000' and o.slug = 'umwl'`
  ]) {
    t.not((await pool.query(statement)).rowCount, 0, statement)
  }
  t.notSame(await dump(pool, { content: true }), right)
  const head = await headOf(pool)
  t.ok((await seed(db, declared.datasets)) > 0)
  t.strictSame(await dump(pool, { content: true }), right, 'all data is restored')

  const written = await changesIn(pool, head)
  numbered(t, written, head)
  t.equal(
    new Set(written.map(({ subject_type, subject_id }) => `${subject_type} ${subject_id}`)).size,
    written.length,
    'one entry per record'
  )
  const entries = written.map(
    ({ type, fields, subject_version }) => `${type} ${(fields as string[]).join()} ${subject_version}`
  )
  // Version 1 is that of the seed, version 2 that of the change above.
  for (const line of [
    'organisation.updated name,website 3',
    'organisation.updated sources 3',
    'organisation.updated memberships 3',
    'territory.updated name 3',
    'person.updated academic_title 3',
    'declaration.updated signatories 3',
    'legal_act.updated sources 3'
  ]) {
    t.ok(entries.includes(line), `${line} is in ${entries.join('; ')}`)
  }
  t.ok(
    entries.some((line) => line.startsWith('membership.created ')),
    'deleted records are created again'
  )
  t.notOk(
    /Inna|nikt|invented|Bełżyc/.test(JSON.stringify(written)),
    'the change log contains names of fields, no values'
  )
  t.strictSame(await list('select audit_broken_at()', [], pool), ['null'], 'the audit is one chain')
  t.equal(await seed(db, declared.datasets), 0, 'a third run changes nothing')
})

t.test('seed() twice at the same time loads the data once', async (t) => {
  const { open } = await freshDatabase(t, { migrated: true })
  const [one, two] = [open(), open()]
  const counts = await Promise.all([seed(one.db, declared.datasets), seed(two.db, declared.datasets)])
  t.equal(Math.min(...counts), 0)
  t.ok(Math.max(...counts) > 200)
  t.equal(await headOf(one.pool), await countRecords(one.pool))
  numbered(t, await changesIn(one.pool), 0)
})

t.test('seed() that breaks a constraint is rolled back', async (t) => {
  const { open } = await freshDatabase(t, { migrated: true })
  const { db, pool } = open()
  t.equal(await isEmpty(db), true)
  const empty = await dump(pool)
  // Simulates a file with a mistake: the last table but three refuses a row.
  await pool.query(`alter table linked_site add constraint linked_site_none check (name = '')`)
  await t.rejects(seed(db, declared.datasets), /linked_site_none/)
  t.strictSame(await dump(pool), empty)
  t.equal(await isEmpty(db), true, 'the database still counts as empty')
  await pool.query('alter table linked_site drop constraint linked_site_none')
  t.ok((await seed(db, declared.datasets)) > 200, 'after the correction it loads')
  t.equal(await isEmpty(db), false)
})

t.test(
  'Change log and audit have no gaps and follow the order of commits, with parallel and failing writes',
  async (t) => {
    const { open } = await freshDatabase(t, { migrated: true })
    const { pool } = open()
    const write = async ({ db }: Connection, writer: number) => {
      for (let no = 0; no < 12; no++) {
        const work = db.transaction().execute(async (tx) => {
          await tx.selectFrom('instance').select('epoch').execute()
          const row = (i: number) => ({ slug: `p-${writer}-${no}-${i}`, given_name: 'Jan', family_name: 'Próbny' })
          await tx
            .insertInto('person')
            .values(Array.from({ length: 1 + (no % 3) }, (_, i) => row(i)))
            .execute()
          if (no % 4 === 3) throw new Error('on purpose')
        })
        await work.catch((error: Error) => t.equal(error.message, 'on purpose'))
      }
    }
    let writing = true
    const gaps: unknown[] = []
    const watch = async () => {
      while (writing) {
        for (const [table, head] of [
          ['change', 'feed_head'],
          ['audit', 'audit_head']
        ]) {
          const [seen] = await queryRows(
            `select count(*)::int as rows, coalesce(max(seq), 0)::int as last,
              (select seq::int from ${head}) as head from ${table}`,
            [],
            pool
          )
          if (seen?.rows !== seen?.last || seen?.head !== seen?.last) gaps.push(seen)
        }
      }
    }
    const watching = watch()
    await Promise.all(Array.from({ length: 6 }, (_, writer) => write(open(), writer)))
    writing = false
    await watching
    t.strictSame(gaps, [], 'no reader ever saw a gap')
    const written = await changesIn(pool)
    t.equal(written.length, 6 * 3 * (1 + 2 + 3), 'rolled back writes have no entry')
    t.strictSame(
      written.map(({ seq }) => seq),
      written.map((_, i) => i + 1)
    )
    t.strictSame(await list('select audit_broken_at()', [], pool), ['null'], 'the audit is one chain')
    t.strictSame(await list('select count(*) from audit', [], pool), [String(written.length)])
  }
)

t.test('migrate() twice at the same time on an empty database runs each migration once', async (t) => {
  for (let round = 0; round < 3; round++) {
    const { open } = await freshDatabase(t, { migrated: false })
    const [one, two] = [open(), open()]
    const applied = await Promise.all([migrate(one), migrate(two)])
    t.strictSame(
      applied.map(({ length }) => length).sort((a, b) => a - b),
      [0, applied.flat().length]
    )
    t.ok(applied.flat().includes('0001_baseline.sql'))
    t.strictSame(await migrate(one), [], 'a third run does nothing')
  }
})

t.test('migrate() with a failing migration rolls everything back', async (t) => {
  const { open } = await freshDatabase(t, { migrated: false })
  const connection = open()
  const { pool } = connection
  await pool.query('create table event (id int)')
  await t.rejects(migrate(connection), { code: '42P07' })
  t.strictSame(await list(`select name from (${tables}) c`, [], pool), ['event'])
  await pool.query('drop table event')
  t.ok((await migrate(connection)).length >= 8)
})

/** A connection that only returns a version of PostgreSQL. */
const connectionOfVersion = (version: number): Db => {
  const response = { executeQuery: async () => ({ rows: [{ version }] }) as never, streamQuery: () => ({}) as never }
  const nothing = async () => {}
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => response,
        beginTransaction: async () => Promise.reject(new Error('the version was accepted')),
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        destroy: nothing
      }),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler()
    }
  })
}

t.test('a PostgreSQL older than 18 is refused', async (t) => {
  await t.rejects(migrate({ db: connectionOfVersion(170_004) }), {
    message: 'PostgreSQL 18 or newer is required; this is version 17'
  })
  await t.rejects(migrate({ db: connectionOfVersion(179_999) }), { message: /is required; this is version 17/ })
  for (const version of [180_000, 190_000]) {
    const error = await migrate({ db: connectionOfVersion(version) }).then(
      () => undefined,
      (failure: Error) => failure
    )
    t.notMatch(error?.message ?? '', /is needed/, `${version} is new enough`)
  }
})

t.test('certain_period() lies within possible_period() for every kind of start and end', async (t) => {
  const { pool, close } = connect(await database(t), { max: 1, timeoutFactor: 15 })
  t.teardown(close)
  const { rows } = await pool.query(`
    with starts (day) as (values ('2022-03-01'::date), (null)), ends (day) as (values ('2022-06-10'::date), (null))
    select concat_ws(' ', 'start', a.day, b.day, c.day, 'end', d.day, e.day, f.day) as known,
      certain_period(a.day, c.day, d.day, e.day, f.day) <@ possible_period(a.day, b.day, d.day, f.day) as inside,
      certain_period(a.day, c.day, d.day, e.day, f.day)::text as certain,
      f.day is not null and d.day is null and e.day is null as latest_only
    from starts a, starts b, starts c, ends d, ends e, ends f`)
  t.equal(rows.length, 64)
  for (const { known, inside, certain, latest_only } of rows) {
    t.not(inside, false, known)
    if (latest_only) t.equal(certain, null, `${known}: if only the latest day of the end is known, nothing is certain`)
  }
})
