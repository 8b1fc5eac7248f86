// One call of register_record() in a migration makes a table a record type.
import t from 'tap'
import { connect } from '../src/db/connect.ts'
import { declared } from './declared.ts'
import { database, type Setup, setup } from './helper.ts'

t.setTimeout(120_000)

/** The migration of a new feature. */
const migration = `
  set local role konwent_owner;
  create table sample (
    id uuid not null default uuidv7(),
    slug text not null,
    name text not null,
    held_on date,
    held_not_before date,
    held_not_after date,
    organiser_id uuid,
    topic_id uuid,
    fee numeric,
    fee_with_tax numeric generated always as (fee * 1.23) stored,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint sample_pkey primary key (id),
    constraint sample_slug_key unique (slug),
    constraint sample_organiser_fkey foreign key (organiser_id) references organisation,
    constraint training_topic_fkey foreign key (topic_id) references training_topic
  );
  create table sample_day (
    sample_id uuid not null,
    no smallint not null,
    lecturer_id uuid,
    constraint sample_day_pkey primary key (sample_id, no),
    constraint sample_day_sample_fkey foreign key (sample_id) references sample on delete cascade,
    constraint sample_day_lecturer_fkey foreign key (lecturer_id) references person
  );
  select register_record('sample', cited => true, shown => '{slug,name}',
    properties => '{"topic_id": "subject"}',
    shows => '{"organiser_id": "organisation", "topic_id": "training_topic"}');
  select register_part('sample_day', 'sample', 'sample_id', 'days', shows => '{"lecturer_id": "person"}')`

t.test('select register_record(…) sets up all that a record needs', async (t) => {
  const connection = connect(await database(t), { max: 1, noTimeouts: true })
  t.teardown(connection.close)
  const { pool } = connection
  await pool.query(`begin; ${migration}; commit`)
  const one = async (text: string) => (await pool.query({ text, rowMode: 'array' })).rows[0]?.[0]
  /** Returns the new entries of the change log: type, operation, version and fields. */
  const changesOf = async (statement: string) => {
    const head = await one('select seq from feed_head')
    await pool.query(statement)
    const { rows } = await pool.query<Record<string, unknown>>(
      `select type, op, subject_version, array_to_string(fields, ',') as fields from change
        where seq > $1 and subject_type = 'sample' order by seq`,
      [head]
    )
    return rows.map(({ type, op, subject_version, fields }) => `${type} ${op} ${subject_version} ${fields}`)
  }

  t.strictSame(
    await changesOf(`insert into sample (slug, name, held_on, organiser_id)
      select 'szkolenie', 'Szkolenie', '2027-03-01', id from organisation where slug = 'cus-belzyce'`),
    ['sample.created upsert 1 held,name,organiser,slug']
  )
  const bounds = `held_not_before = '2027-03-01', held_not_after = '2027-03-31'`
  t.strictSame(await changesOf(`update sample set held_on = null, ${bounds}`), ['sample.updated upsert 2 held'])
  t.strictSame(await changesOf('update sample set name = name'), [], 'what changes nothing leaves nothing')
  t.strictSame(
    await changesOf('update sample set topic_id = (select min(id::text)::uuid from training_topic), fee = 100'),
    ['sample.updated upsert 3 fee,subject'],
    'with names of its own, and without what is generated'
  )
  t.strictSame(
    await changesOf(`update organisation set name = name || ' (nowa nazwa)' where slug = 'cus-belzyce'`),
    ['sample.refreshed upsert 3 organiser'],
    'another name of the organiser refreshes it'
  )
  t.strictSame(await changesOf(`update organisation set website = 'example.org' where slug = 'cus-belzyce'`), [])

  t.strictSame(
    await changesOf(`insert into sample_day
      select t.id, 1, p.id from sample t, person p where p.slug = 'anna-ostasz'`),
    ['sample.updated upsert 4 days'],
    'parts belong to it'
  )
  t.strictSame(
    await changesOf(`update person set academic_title = 'prof' where slug = 'anna-ostasz'`),
    ['sample.refreshed upsert 4 days'],
    'and refresh it with what they show'
  )

  await pool.query(`update sample set slug = 'nowe-szkolenie'`)
  t.equal(
    await one(`select t.slug from redirect r join sample t on t.id = r.target_id
      where r.subject_type = 'sample' and r.identifier = 'szkolenie'`),
    'nowe-szkolenie'
  )
  await t.rejects(pool.query(`insert into sample (slug, name) values ('szkolenie', 'Inne')`), {
    message: 'the slug leads to another record'
  })

  const cite = 'insert into citation (source_id, sample_id) select s.id, t.id from source s, sample t'
  t.strictSame(await changesOf(`${cite} where s.slug = 's000'`), ['sample.updated upsert 6 sources'])
  await t.rejects(pool.query(`${cite} where s.slug = 's000'`), { message: /"citation_once"/ })
  await t.rejects(
    pool.query(`update citation set organisation_id = (select id from organisation limit 1)
    where sample_id is not null`),
    { message: /"citation_one_record"/ }
  )
  t.equal(
    await one(`select indexdef like '%(sample_id) WHERE (sample_id IS NOT NULL)' from pg_indexes
    where indexname = 'citation_sample_idx'`),
    true
  )
  t.match(
    await one(`select col_description('citation'::regclass, attnum) from pg_attribute
    where attrelid = 'citation'::regclass and attname = 'sample_id'`),
    /\S\.$/
  )

  t.strictSame(
    (
      await pool.query({
        text: `select pg_get_constraintdef(oid) from pg_constraint
          where conrelid = 'sample'::regclass and contype = 'c' order by conname`,
        rowMode: 'array'
      })
    ).rows.flat(),
    [
      'CHECK (is_uncertain_date(held_on, held_not_before, held_not_after))',
      'CHECK (is_uncertain_date_within_bounds(held_on, held_not_before, held_not_after))',
      'CHECK (is_slug(slug))'
    ],
    'checks of the common columns'
  )
  t.strictSame(
    (
      await pool.query({
        text: `select attname from pg_attribute where attrelid = 'sample'::regclass and attnum > 0
          and col_description(attrelid, attnum) is null order by attnum`,
        rowMode: 'array'
      })
    ).rows.flat(),
    ['name', 'organiser_id', 'topic_id', 'fee', 'fee_with_tax'],
    'the migration comments the other columns'
  )

  t.strictSame(await changesOf('delete from sample'), ['sample.deleted delete null '])
  t.equal(await one('select count(*)::int from citation where sample_id is not null'), 0)
  t.equal(await one(`select count(*)::int from redirect where subject_type = 'sample'`), 0)
  const { rows: audit } = await pool.query(`select action, array_to_string(fields, ',') as fields from audit
    where subject_type = 'sample' order by seq`)
  t.strictSame(
    audit.map(({ action, fields }) => `${action} ${fields}`),
    [
      'sample.created held,name,organiser,slug',
      'sample.updated held',
      'sample.updated fee,subject',
      'sample.updated days',
      'sample.updated slug',
      'sample.updated sources',
      'sample.deleted '
    ]
  )
  t.equal(await one('select audit_broken_at()'), null)

  for (const table of ['sample', 'sample_day']) {
    t.equal(await one(`select has_table_privilege('konwent_readonly', '${table}', 'select')`), true, table)
    t.equal(await one(`select has_table_privilege('konwent_readonly', '${table}', 'insert')`), false, table)
    t.equal(await one(`select has_table_privilege('konwent_app', '${table}', 'select,insert,update,delete')`), true)
  }
})

t.test('after a change of the columns, the call is repeated', async (t) => {
  const { pool, close } = connect(await database(t), { max: 1, noTimeouts: true })
  t.teardown(close)
  await pool.query(`begin; ${migration}; commit`)
  await pool.query(`begin; set local role konwent_owner; alter table sample add column place_id uuid,
    add constraint sample_place_fkey foreign key (place_id) references organisation;
    select register_record('sample', cited => true, shows => '{"place_id": "organisation"}'); commit`)
  await pool.query(`insert into sample (slug, name, place_id) select 'a', 'A', id from organisation limit 1`)
  const { rows } = await pool.query(`select fields from change where subject_type = 'sample'`)
  t.strictSame(rows, [{ fields: ['name', 'place', 'slug'] }])
  const { rows: shows } = await pool.query(`select reference from record_reference where source_table = 'sample'`)
  t.strictSame(shows, [{ reference: 'place_id' }])
})

t.test('a wrong registration is refused with what is wrong', async (t) => {
  const { pool, close } = connect(await database(t), { max: 1, noTimeouts: true })
  t.teardown(close)
  const refusals: [call: string, message: RegExp][] = [
    [`register_record('import_row')`, /import_row has no column id, version, created_at, updated_at/],
    [`register_record('post', properties => '{"nonsuch": "a"}')`, /properties names nonsuch, no column of post/],
    [`register_record('post', shows => '{"nonsuch": "organisation"}')`, /shows names nonsuch, no column of post/],
    [`register_record('post', shows => '{"organisation_id": "nonsuch"}')`, /the type nonsuch, which is not/],
    [`register_part('import_row', 'nonsuch', 'import_id', 'rows')`, /the type nonsuch is not registered/]
  ]
  for (const [call, message] of refusals) await t.rejects(pool.query(`select ${call}`), { message }, call)
})

t.test('record_property: every column is registered with a property of the contract', async (t) => {
  const s = await setup(t)
  const { rows: missing } = await s.connection.pool.query(`
    select t.subject_type || '.' || a.attname as name from record_type t
    join pg_attribute a on a.attrelid = t.subject_type::regclass and a.attnum > 0 and not a.attisdropped
    where not exists (
      select from record_property p where p.subject_type = t.subject_type and p.column_name = a.attname)`)
  t.strictSame(missing, [], 'call register_record() again in the migration that adds the column')
  const { rows: dropped } = await s.connection.pool.query(`
    select p.subject_type || '.' || p.column_name as column from record_property p
    where not exists (select from pg_attribute a where a.attrelid = p.subject_type::regclass
      and a.attname = p.column_name and not a.attisdropped)`)
  t.strictSame(dropped, [], 'call register_record() again in the migration that drops the column')
  const { rows } = await s.connection.pool.query<{ type: string; property: string }>(`
    select subject_type as type, property from record_property where property is not null
    union select subject_type, property from record_part
    union select subject_type, property from record_reference order by 1, 2`)
  const { rows: types } = await s.connection.pool.query(`select subject_type as type from record_type where journaled`)
  for (const { type } of types) {
    const known = propertiesOf(s, type)
    const named = rows.filter((row) => row.type === type).map(({ property }) => property)
    t.strictSame(
      named.filter((property) => !known.has(property) && !internal.has(`${type}.${property}`)),
      [],
      `${type}: pass the name in the contract in properties`
    )
  }
})

/** For copies, an erased person is redacted. Only the audit names this field. */
const internal = new Set(['person.erased_at'])

/** Returns the names of the properties of the type in the contract. */
function propertiesOf({ contract: { document, resolve } }: Setup, type: string): Set<string> {
  const address = new RegExp(`^/${declared.resources.get(type)?.path}/\\{\\w+\\}$`)
  const path = Object.keys(document.paths).find((each) => address.test(each)) as string
  return new Set(namesIn(document, resolve(document.paths[path].get.responses[200]).content['application/json'].schema))
}

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is JSON of many shapes
function namesIn(document: any, schema: any): string[] {
  if (schema.$ref) return namesIn(document, document.components.schemas[schema.$ref.split('/').at(-1)])
  const inner = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return [...Object.keys(schema.properties ?? {}), ...inner.flatMap((each) => namesIn(document, each))]
}
