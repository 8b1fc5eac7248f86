// Every rule of the database that a write can break has words in both languages, and a pointer to a property that there is.
import { sql } from 'kysely'
import tap from 'tap'
import { BrokenConstraint, constraintError } from '../../src/http/errors.ts'
import type { Properties, Rows } from '../../src/records/define.ts'
import { declared } from '../declared.ts'
import { setup } from '../helper.ts'

const ruleTexts = declared.book.rules
const declaredWrites = declared.writes.map(({ writes }) => writes)
const constraintFault = (constraint: string) =>
  constraintError(new BrokenConstraint(constraint, false), declared.book).faults[0] ?? {}

const rowsIn = (properties: Properties): Rows[] =>
  Object.values(properties).flatMap((property) =>
    property.kind === 'rows' ? [property, ...rowsIn(property.items)] : []
  )

tap.test('every constraint that a write can break has a text, and every text a constraint', async (t) => {
  const { db } = await setup(t)
  const { rows: constraints } = await sql<{ table: string; name: string; type: string; columns: string[] }>`
    select conrelid::regclass::text as table, conname as name, contype as type,
      array(select a.attname::text from pg_attribute a where a.attrelid = conrelid and a.attnum = any(conkey)) as columns
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'u', 'x')`.execute(db)
  const lists = declaredWrites.flatMap(({ properties }) => rowsIn(properties))
  const tables = new Set([...declaredWrites.map(({ resource }) => resource.name), ...lists.map(({ table }) => table)])
  const ties = new Set(lists.map(({ table, parentColumn }) => `${table} ${parentColumn}`))
  // What ties a row to the record around it comes from the path, never from a body; the state of a person's data is changed by operations of its own.
  const internal = ({ table, name, type, columns }: (typeof constraints)[number]) =>
    /^(citation_one_record|contact_withdrawal_finite|person_restriction_has_reason|person_erased_not_restricted)$/.test(
      name
    ) ||
    (type === 'f' && columns.some((column) => ties.has(`${table} ${column}`))) ||
    (type === 'f' && table === 'citation' && name !== 'citation_source_fkey')
  const breakable = constraints
    .filter((constraint) => tables.has(constraint.table) && !internal(constraint))
    .map(({ name }) => name)
  t.ok(breakable.length > 100)
  t.strictSame(
    breakable.filter((name) => !ruleTexts[name]),
    [],
    'each has a text'
  )
  const known = new Set(constraints.map(({ name }) => name))
  t.strictSame(
    Object.keys(ruleTexts).filter((name) => !known.has(name)),
    [],
    'and each text is of a constraint'
  )
  const propertiesOf = new Map(declaredWrites.map(({ resource, properties }) => [resource.name, properties]))
  for (const { table, name } of constraints) {
    const properties = propertiesOf.get(table)
    const pointer = ruleTexts[name]?.pointer.slice(1)
    // A membership's continuation is written by an operation of its own.
    if (properties && pointer && pointer !== 'continues')
      t.ok(properties[pointer], `${name} leads to a property: ${pointer}`)
  }
  for (const [name, { pl, en }] of Object.entries(ruleTexts)) {
    t.match(pl, /^\p{Lu}.*\.$/u, `${name}: a Polish sentence`)
    t.match(en, /^\p{Lu}?.*\.$/u, `${name}: an English sentence`)
    t.not(pl, en)
  }
})

tap.test('a constraint without words of its own is still told by its name', async (t) => {
  t.match(constraintFault('some_rule'), {
    code: 'some_rule',
    detail: { pl: /regułę rejestru/, en: /rule of the registry/ }
  })
  t.notOk('pointer' in constraintFault('some_rule'))
})
