// The other records that bodies name: by id, slug or code.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Fault, Text } from '../../http/errors.ts'
import type { Resource } from '../define.ts'
import type { Properties, Reference, Writes } from '../define-writes.ts'
import { idsAmong } from '../references.ts'

export type Body = Record<string, unknown>

/** A name of another record found in a body. */
interface Name {
  resource: Resource
  table: string
  by: string
  value: string
  pointer: string
}

const nameOf = ({ table, by, value }: Omit<Name, 'pointer' | 'resource'>): string => `${table} ${by} ${value}`
const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** Returns the names in the parts of a body that have no faults of form. */
function namesIn(properties: Properties, body: Body, faulty: readonly string[], pointer = ''): Name[] {
  return Object.entries(properties).flatMap(([name, property]): Name[] => {
    const content = body[name]
    if (content === undefined || content === null || property.kind === 'value' || property.kind === 'date') return []
    const at = `${pointer}/${pointerPart(name)}`
    if (faulty.includes(at)) return []
    if (property.kind === 'reference') {
      const isSound = !faulty.some((other) => other.startsWith(`${at}/`))
      return isSound ? [{ ...identify(property, content), pointer: at }] : []
    }
    return (content as Body[]).flatMap((item, i) =>
      faulty.includes(`${at}/${i}`) ? [] : namesIn(property.items, item, faulty, `${at}/${i}`)
    )
  })
}

/** Returns how the body names the other record. The schema guarantees exactly one name. */
function identify({ resource, bare }: Reference, content: unknown): Omit<Name, 'pointer'> {
  const name = { resource, table: resource.name }
  if (bare) return { ...name, by: 'slug', value: String(content) }
  const [by, value] = Object.entries(content as Record<string, string>)[0] as [string, string]
  return { ...name, by, value }
}

/** The records named in bodies, former slugs and ids of merged records included. Unknown names are faults. */
export class Names {
  readonly #keys = new Map<string, string>()

  /**
   * Looks up all names in the bodies. `pointer` is the JSON pointer of each body, and `form` its violations of the
   * schema, with pointers within the body: names in such a place are left out.
   */
  static async read(
    tx: Tx,
    { properties }: Pick<Writes, 'properties'>,
    bodies: { body: Body; pointer?: string; form?: readonly Fault[] }[]
  ): Promise<{ names: Names; faults: Fault[] }> {
    const used = bodies.flatMap(({ body, pointer = '', form = [] }) => {
      const faulty = form.map((fault) => fault.pointer ?? '')
      return namesIn(properties, body, faulty).map((name) => ({ ...name, pointer: pointer + name.pointer }))
    })
    const names = new Names()
    const groups = Map.groupBy(used, ({ table, by }) => `${table} ${by}`)
    for (const group of groups.values()) {
      const { table, by, resource } = group[0] as Name
      const values = [...new Set(group.map(({ value }) => value))]
      const isUnknown = (value: string) => !names.#keys.has(nameOf({ table, by, value }))
      const add = (rows: { value: string; key: string }[]) => {
        for (const { value, key } of rows) names.#keys.set(nameOf({ table, by, value }), key)
      }
      add(await find(tx, table, by, values))
      const { otherCode } = resource.identity ?? {}
      const unknown = by === 'code' ? values.filter(isUnknown) : []
      if (otherCode && unknown.length > 0) add(await findByOtherCode(tx, table, otherCode, unknown))
    }
    const unknown = used.filter((name) => !names.#keys.has(nameOf(name)))
    return { names, faults: await unknownReferences(tx, unknown) }
  }

  /** Returns the id or code of a record that a body names. */
  keyOf(reference: Reference, content: unknown): string {
    return this.#keys.get(nameOf(identify(reference, content))) as string
  }
}

/**
 * Returns the id of the record that a body names in one property, or null with the fault if the registry does not have
 * it. Former slugs and ids of merged records are found too.
 */
export async function findReference(
  tx: Tx,
  resource: Resource,
  property: string,
  content: object
): Promise<{ id: string; faults: [] } | { id: null; faults: Fault[] }> {
  const reference: Reference = { kind: 'reference', resource }
  const { names, faults } = await Names.read(tx, { properties: { [property]: reference } }, [
    { body: { [property]: content } }
  ])
  return faults.length > 0 ? { id: null, faults } : { id: names.keyOf(reference, content), faults: [] }
}

async function find(tx: Tx, table: string, by: string, values: string[]): Promise<{ value: string; key: string }[]> {
  const key = by === 'code' ? 'code' : 'id'
  const ids = idsAmong(values)
  const isNamed = by === 'id' ? sql`t.id = any(${ids}::uuid[])` : sql`t.${sql.id(by)}::text = any(${values})`
  const isRedirected =
    by === 'id'
      ? sql`t.id = case when r.identifier = any(${ids}) then r.identifier::uuid end`
      : sql`t.${sql.id(by)}::text = r.identifier`
  const direct = sql`
    select t.${sql.id(by)}::text as value, t.${sql.id(key)}::text as key from ${sql.table(table)} t where ${isNamed}`
  const redirected = sql`
    select r.identifier, r.target_id::text from redirect r
    where r.subject_type = ${table} and r.identifier = any(${values})
      and not exists (select from ${sql.table(table)} t where ${isRedirected})`
  const query = key === 'code' ? direct : sql`${direct} union all ${redirected}`
  return (await sql<{ value: string; key: string }>`${query}`.execute(tx)).rows
}

async function findByOtherCode(tx: Tx, table: string, column: string, values: string[]) {
  const { rows } = await sql<{ value: string; key: string }>`
    select t.${sql.id(column)} as value, t.code as key from ${sql.table(table)} t
    where t.${sql.id(column)} = any(${values})`.execute(tx)
  return rows
}

async function unknownReferences(tx: Tx, names: Name[]): Promise<Fault[]> {
  const reasons = new Map<string, Text | undefined>()
  for (const { resource, by, value } of names)
    if (by === 'code' && !reasons.has(value)) reasons.set(value, await resource.explainUnknown?.(tx, value))
  return names.map(({ pointer, value }) => {
    const reason = reasons.get(value)
    return {
      pointer,
      code: 'unknown_reference',
      detail: {
        pl: `W rejestrze nie ma rekordu «${value}».${reason ? ` ${reason.pl}` : ''}`,
        en: `The registry has no record «${value}».${reason ? ` ${reason.en}` : ''}`
      }
    }
  })
}
