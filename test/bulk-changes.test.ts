// Bulk changes: the work of PostgreSQL grows with the number of rows, not with its square, whatever plans a session has
// cached. Rows are counted; time is not measured.
import pg from 'pg'
import t from 'tap'
import { clearStatistics, database } from './helper.ts'

const SMALL = 40
const FACTOR = 4
/** Quadratic work would grow sixteenfold. */
const LARGEST_GROWTH = FACTOR * 1.5

const own = `slug ~ '^b-'`
const organisations = `insert into organisation (slug, name, short_name, kind)
  select 'b-' || i, 'Ośrodek Pomocy Społecznej nr ' || i, 'OPS ' || i, 'ops' from generate_series(1, $N) i`
const people = `insert into person (slug, given_name, family_name)
  select 'b-' || i, 'Łucja', 'Żuk' || i from generate_series(1, $N) i`
const posts = `insert into post (organisation_id, role, title)
  select id, 'head', 'Dyrektor' from organisation where ${own}`
const appointments = `insert into appointment (person_id, post_id, capacity)
  select p.id, s.id, 'substantive' from person p
  join organisation o using (slug) join post s on s.organisation_id = o.id where p.${own}`
const contacts = `insert into contact (slug, post_id, printed_holder_id, email, email_visibility)
  select p.slug, a.post_id, p.id, p.slug || '@example.org', 'public'
  from person p join appointment a on a.person_id = p.id where p.${own}`
const memberships = `insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status)
  select id, 'supporting', 'printed', false, false, 'active' from organisation where ${own}`
const names = `insert into organisation_name (organisation_id, name, kind)
  select id, 'Dawna ' || slug, (select kind from organisation_name limit 1) from organisation where ${own}`
const events = `insert into event (slug, title, kind, venue_id)
  select slug, 'Zjazd', 'conference', id from organisation where ${own}`
const participants = `insert into event_participant (event_id, no, role, organisation_id)
  select id, 1, 'organiser', venue_id from event where ${own}`
const citations = `insert into citation (source_id, organisation_id)
  select (select id from source limit 1), id from organisation where ${own}`
const gminas = `insert into territory (code, level, name, parent_code, gmina_kind)
  select '0609' || lpad(i::text, 2, '0'), 'gmina', 'Próbna ' || i, '0609',
    (select gmina_kind from territory where gmina_kind is not null limit 1)
  from generate_series(30, 29 + least($N / 4, 60) + 1) i`
const staffed = [organisations, people, posts, appointments, contacts]
const ofOwnPeople = `person_id in (select id from person where ${own})`
const rename = (table: string, column = 'name') => `update ${table} set ${column} = ${column} || ' nowa' where ${own}`

/** The preparation, and the change whose work is counted. */
const changes: Record<string, [before: string[], change: string]> = {
  'organisations made': [[], organisations],
  'organisations renamed': [[organisations], rename('organisation')],
  'organisations renamed again': [[organisations, rename('organisation')], rename('organisation')],
  'slugs of organisations changed': [[organisations], `update organisation set slug = 'x' || slug where ${own}`],
  'kinds of organisations changed': [[organisations], `update organisation set kind = 'cus' where ${own}`],
  'organisations made parts of one organisation': [
    [organisations],
    `update organisation set part_of_id = (select id from organisation where slug = 'b-1')
      where ${own} and slug <> 'b-1'`
  ],
  'organisations deleted': [[organisations], `delete from organisation where ${own}`],
  'former names added': [[organisations], names],
  'former names changed': [
    [organisations, names],
    `update organisation_name set name = name || 'x' where name ~ '^Dawna b-'`
  ],
  'former names deleted': [[organisations, names], `delete from organisation_name where name ~ '^Dawna b-'`],
  'people made': [[], people],
  'people renamed': [staffed, rename('person', 'family_name')],
  'slugs of people changed': [[people], `update person set slug = 'x' || slug where ${own}`],
  'posts made': [[organisations], posts],
  'posts renamed': [
    staffed,
    `update post set title = 'Kierownik' where organisation_id in (select id from organisation where ${own})`
  ],
  'appointments made': [[organisations, people, posts], appointments],
  'appointments ended': [staffed, `update appointment set ended_on = '2020-01-01' where ${ofOwnPeople}`],
  'appointments deleted': [staffed, `delete from appointment where ${ofOwnPeople}`],
  'contacts made': [staffed.slice(0, -1), contacts],
  'contacts changed': [staffed, `update contact set email = 'x' || email where ${own}`],
  'contacts moved': [staffed, `update contact set printed_holder_id = null where ${own}`],
  'organisations with staff renamed': [staffed, rename('organisation')],
  'memberships made': [[organisations], memberships],
  'memberships suspended': [
    [organisations, memberships],
    `update membership set status = 'suspended' where status = 'active'`
  ],
  'events made': [[organisations], events],
  'participants made': [[organisations, events], participants],
  'participants changed': [[organisations, events, participants], `update event_participant set printed_post = 'x'`],
  'citations made': [[organisations], citations],
  'gminas made': [[], gminas],
  'publications made': [
    [],
    `insert into publication (slug, kind, title) select 'b-' || i, 'book', 'Tytuł' from generate_series(1, $N) i`
  ]
}

t.test('SQL: the work of a bulk change grows linearly with its rows', async (t) => {
  t.setTimeout(600_000)
  const client = new pg.Client(await database(t))
  await client.connect()
  t.teardown(() => client.end())
  await clearStatistics(client)
  let compared = 0
  client.on('notice', ({ message }) => {
    compared += comparisons(message ?? '')
  })
  const explain = (on: boolean) => client.query(`set auto_explain.log_min_duration = ${on ? 0 : -1}`)
  await client.query(`load 'auto_explain'; set auto_explain.log_nested_statements = on;
    set auto_explain.log_analyze = on;
    set auto_explain.log_timing = off; set auto_explain.log_format = json; set auto_explain.log_level = notice`)
  // Tables that are empty between transactions look empty to every plan.
  for (const table of ['pending_change', 'pending_audit', 'pending_transaction', 'pending_disclosure'])
    await client.query(`vacuum ${table}`)

  const settle = () => client.query('set constraints all immediate; set constraints all deferred')
  const rowsRead = async () => {
    const { rows } = await client.query(`
      select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables`)
    return rows[0].n as number
  }
  const workOf = async ([before, change]: [string[], string], size: number) => {
    const run = (statement: string) => client.query(statement.replaceAll('$N', String(size)))
    await client.query('begin')
    // Earlier changes of the transaction wait to be settled, as in an import of several batches.
    for (const statement of before) await run(statement)
    const read = await rowsRead()
    compared = 0
    await explain(true)
    await run(change)
    await settle()
    await explain(false)
    const work = (await rowsRead()) - read + compared
    await client.query('rollback')
    return work
  }
  // Every cached plan is made for one or two rows, after changes in a different order than the measured one.
  for (const change of Object.values(changes).toReversed()) await workOf(change, 2)
  for (let i = 0; i < 5; i++) for (const change of Object.values(changes)) await workOf(change, 1)
  for (const [what, change] of Object.entries(changes)) {
    const [small, large] = [await workOf(change, SMALL), await workOf(change, SMALL * FACTOR)]
    t.ok(large <= small * LARGEST_GROWTH, `${what}: ${small} rows for ${SMALL}, ${large} for ${SMALL * FACTOR}`)
  }
})

interface Plan {
  'Rows Removed by Join Filter'?: number
  'Actual Loops'?: number
  Plans?: Plan[]
}

/** Number of row pairs that the joins of a logged plan compared without a match. */
function comparisons(message: string): number {
  const begin = message.indexOf('{')
  if (!message.includes('plan:') || begin < 0) return 0
  const count = (plan: Plan): number =>
    (plan['Rows Removed by Join Filter'] ?? 0) * (plan['Actual Loops'] ?? 1) +
    (plan.Plans ?? []).reduce((sum, each) => sum + count(each), 0)
  return count((JSON.parse(message.slice(begin)) as { Plan: Plan }).Plan)
}
