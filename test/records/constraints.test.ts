// Every constraint that a write can break has texts in both languages and a pointer to an existing property.
import { sql } from 'kysely'
import tap from 'tap'
import { BrokenConstraint, constraintError } from '../../src/http/errors.ts'
import type { Properties, Rows } from '../../src/records/define-writes.ts'
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

tap.test('rules: every constraint that a write can break has a text, and every text has a constraint', async (t) => {
  const { db } = await setup(t)
  const { rows: constraints } = await sql<{ table: string; name: string; type: string; columns: string[] }>`
    select conrelid::regclass::text as table, conname as name, contype as type,
      array(
        select a.attname::text from pg_attribute a where a.attrelid = conrelid and a.attnum = any(conkey)
      ) as columns
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'u', 'x')`.execute(db)
  const lists = declaredWrites.flatMap(({ properties }) => rowsIn(properties))
  const tables = new Set([...declaredWrites.map(({ resource }) => resource.name), ...lists.map(({ table }) => table)])
  const ties = new Set(lists.map(({ table, parentColumn }) => `${table} ${parentColumn}`))
  // References of a part to its record come from the path, never from a body. The state of the data of a person is
  // changed by operations of its own.
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
    'each constraint has a text'
  )
  const known = new Set(constraints.map(({ name }) => name))
  t.strictSame(
    Object.keys(ruleTexts).filter((name) => !known.has(name)),
    [],
    'each text belongs to a constraint'
  )
  const propertiesOf = new Map(declaredWrites.map(({ resource, properties }) => [resource.name, properties]))
  for (const { table, name } of constraints) {
    const properties = propertiesOf.get(table)
    const pointer = ruleTexts[name]?.pointer.slice(1)
    // `continues` of a membership is written by an operation of its own.
    if (properties && pointer && pointer !== 'continues')
      t.ok(properties[pointer], `${name} points to a property: ${pointer}`)
  }
  for (const [name, { pl, en }] of Object.entries(ruleTexts)) {
    t.match(pl, /^\p{Lu}.*\.$/u, `${name}: the Polish text is a sentence`)
    t.match(en, /^\p{Lu}?.*\.$/u, `${name}: the English text is a sentence`)
    t.not(pl, en)
  }
})

tap.test('rules: a constraint without a text of its own is reported by its name', async (t) => {
  t.match(constraintFault('some_rule'), {
    code: 'some_rule',
    detail: { pl: /regułę rejestru/, en: /rule of the registry/ }
  })
  t.notOk('pointer' in constraintFault('some_rule'))
})
