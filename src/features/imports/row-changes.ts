// What a row says otherwise than the record: what is to be written, what was not to be written, and what came of it. Decided without touching anything.
import { isDeepStrictEqual } from 'node:util'
import type { Properties, Reference, Writes } from '../../records/define.ts'
import { columnsOf } from '../../records/formats/csv.ts'
import type { Difference, RowFault } from '../../records/import-report.ts'
import { identifiersOf } from '../../records/write/define.ts'
import { type Json, listsOnDemand } from './importables.ts'
import { readOnly } from './row-faults.ts'

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a ?? null, b ?? null)
/** Properties that count changes, or tell of the day that an export was asked for. */
const STAMPS = new Set(['version', 'updated_at', 'certainty'])

/** The body of a write that the row asks for: what it says otherwise than the record does, or all that it says when there is none. */
export function patchOf({ properties, resource }: Writes, row: Json, before: Json | null): Json {
  const body: Json = {}
  for (const [name, property] of Object.entries(properties)) {
    const given = row[name]
    if (given === undefined) continue
    const stood = before?.[name]
    switch (property.kind) {
      case 'value': {
        const wanted = given ?? property.fallback ?? null
        // A value of the registry can only be cleared; another one is reported as read-only.
        if (property.managed && wanted !== null) break
        if (!same(wanted, stood)) body[name] = wanted
        break
      }
      case 'reference': {
        const wanted = referenceIn(property, given, stood)
        if (wanted !== undefined) body[name] = wanted
        break
      }
      case 'date': {
        if (!isObject(given)) body[name] = given
        else {
          const days = Object.fromEntries(
            ['on', 'not_before', 'not_after'].flatMap((member) =>
              given[member] === undefined || same(given[member], (stood as Json | undefined)?.[member])
                ? []
                : [[member, given[member]]]
            )
          )
          if (Object.keys(days).length > 0) body[name] = days
        }
        break
      }
      default: {
        // A list that is shown on demand only is null where it was not asked for.
        if (given === null && !(name in resource.record.properties)) break
        const wanted = given === null ? [] : asSent(property.items, given)
        if (!same(wanted, asSent(property.items, stood ?? []))) body[name] = wanted
      }
    }
  }
  return body
}

/** How the row names another record than before: by the one identifier that was changed. Undefined when it does not. */
function referenceIn(property: Reference, given: unknown, stood: unknown): unknown {
  if (property.bare || !isObject(given)) return same(given, stood) ? undefined : given
  const edited = editedIdentifiers(property, given, stood)
  if (edited.length === 0) return undefined
  const by = edited.find((name) => (given[name] ?? null) !== null)
  if (by !== undefined) return { [by]: given[by] }
  // One identifier was emptied and another left: that clears nothing.
  return identifiersOf(property.resource).some((name) => (given[name] ?? null) !== null) ? undefined : null
}

const editedIdentifiers = ({ resource }: Reference, given: Json, stood: unknown): string[] =>
  identifiersOf(resource).filter(
    (name) => given[name] !== undefined && !same(given[name], (stood as Json | null | undefined)?.[name])
  )

/** A list as it is sent: without what only the record shows. What is no list of objects stays, for the schema to refuse. */
function asSent(properties: Properties, list: unknown): unknown {
  if (!Array.isArray(list)) return list
  return list.map((item) => {
    if (!isObject(item)) return item
    const entries = Object.entries(properties).flatMap(([name, property]): [string, unknown][] => {
      const value = item[name]
      if (value === undefined || value === null) return []
      if (property.kind === 'rows') return [[name, asSent(property.items, value)]]
      if (property.kind !== 'reference' || property.bare || !isObject(value)) return [[name, value]]
      const by = identifiersOf(property.resource).find((key) => (value[key] ?? null) !== null)
      return [[name, by === undefined ? {} : { [by]: value[by] }]]
    })
    return Object.fromEntries(entries)
  })
}

/** What the row says of things that only the registry sets, and that were not so before nor are so now. */
export function readOnlyFaults({ properties }: Writes, row: Json, before: Json | null, after: Json): RowFault[] {
  const faults: RowFault[] = []
  const check = (path: string[], given: unknown, stood: unknown, stands: unknown): void => {
    if (isObject(given)) {
      for (const [name, value] of Object.entries(given))
        check([...path, name], value, memberOf(stood, name), memberOf(stands, name))
    } else if (!same(given, stood) && !holds(given, stands)) faults.push(readOnly(path.join('_')))
  }
  for (const [name, given] of Object.entries(row)) {
    const known = properties[name]
    const property = known?.kind === 'value' && known.managed ? undefined : known
    const [stood, stands] = [before?.[name], after[name]]
    if (STAMPS.has(name) || given === undefined || property?.kind === 'value') continue
    if (property === undefined) {
      // An empty cell says nothing.
      if (given !== null) check([name], given, stood, stands)
    } else if (property.kind === 'rows') {
      // Lists within lists count as one value, in one column.
      if (given !== null && !same(given, stood) && !holds(given, stands)) faults.push(readOnly(name))
    } else if (isObject(given) && !(property.kind === 'reference' && property.bare)) {
      const known = property.kind === 'date' ? ['on', 'not_before', 'not_after'] : chosen(property, given, stood)
      for (const [member, value] of Object.entries(given)) {
        if (!known.includes(member)) check([name, member], value, memberOf(stood, member), memberOf(stands, member))
      }
    }
  }
  return faults
}

/** The identifier that referenceIn() goes by. */
const chosen = (property: Reference, given: Json, stood: unknown): string[] =>
  editedIdentifiers(property, given, stood)
    .filter((name) => (given[name] ?? null) !== null)
    .slice(0, 1)

const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

/** Whether all that is given stands so; what is left out may be anything. */
function holds(given: unknown, stands: unknown): boolean {
  if (Array.isArray(given))
    return Array.isArray(stands) && given.length === stands.length && given.every((item, i) => holds(item, stands[i]))
  if (isObject(given)) return Object.entries(given).every(([name, value]) => holds(value, memberOf(stands, name)))
  return same(given, stands)
}

/** Whether the row was taken from a version of the record that is no longer the newest. */
export const isStale = (row: Json, before: Json): boolean => {
  const [version, at] = [row.version ?? null, row.updated_at ?? null]
  return version !== null ? version !== before.version : at !== null && at !== before.updated_at
}

const textOf = (value: unknown): string | null =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)
    ? null
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)

/** What may be written of the record and differs, by column; a reference by its slug, its code or else its id. */
export function differences(writes: Writes, before: Json | null, after: Json): Difference[] {
  const { resource, properties } = writes
  const columns = [
    ...columnsOf(resource.record),
    ...listsOnDemand(writes).map((name) => ({ header: name, path: [name] }))
  ].filter(({ path: [name, member] }) => {
    const property = properties[name as string]
    return (
      property !== undefined &&
      (property.kind !== 'reference' || property.bare || member === identifiersOf(property.resource).at(-1))
    )
  })
  const at = (record: Json | null, path: string[]) =>
    path.reduce<unknown>((value, name) => memberOf(value, name), record)
  return columns.flatMap(({ header, path }) => {
    const [stood, stands] = [at(before, path), at(after, path)]
    return same(stood, stands)
      ? []
      : [{ field: header, before: textOf(stood), after: textOf(stands) }].filter(
          ({ before, after }) => before !== after
        )
  })
}
