// Compares a row with its record: the patch to write, attempts to change read-only values, and the resulting
// differences. These functions do not query the database.
//
// Names: `rowValue` is the value in the row, `previous` the value before the write, `current` the value after it.
import { isDeepStrictEqual } from 'node:util'
import type { Properties, Reference, Writes } from '../../../records/define-writes.ts'
import { type Column, columnsOf } from '../../../records/formats/csv.ts'
import type { Difference, RowFault } from '../../../records/import-report.ts'
import { identifiersOf } from '../../../records/write/define.ts'
import { type Json, listsOnDemand } from '../importables.ts'
import { readOnlyFault } from './row-faults.ts'

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a ?? null, b ?? null)
/** Properties that describe the version of the record or the day of the export. Rows may have any value for them. */
const STAMPS = new Set(['version', 'updated_at', 'certainty'])

/** Returns the body of the write for a row: the properties that differ from the record, or all for a new record. */
export function patchOf({ properties, resource }: Writes, row: Json, before: Json | null): Json {
  const body: Json = {}
  for (const [name, property] of Object.entries(properties)) {
    const rowValue = row[name]
    if (rowValue === undefined) continue
    const previous = before?.[name]
    switch (property.kind) {
      case 'value': {
        const newValue = rowValue ?? property.fallback ?? null
        // A managed value can only be cleared. Any other value is reported as read-only later.
        if (property.managed && newValue !== null) break
        if (!same(newValue, previous)) body[name] = newValue
        break
      }
      case 'reference': {
        const newValue = referenceIn(property, rowValue, previous)
        if (newValue !== undefined) body[name] = newValue
        break
      }
      case 'date': {
        if (!isObject(rowValue)) body[name] = rowValue
        else {
          const days = Object.fromEntries(
            ['on', 'not_before', 'not_after'].flatMap((member) =>
              rowValue[member] === undefined || same(rowValue[member], (previous as Json | undefined)?.[member])
                ? []
                : [[member, rowValue[member]]]
            )
          )
          if (Object.keys(days).length > 0) body[name] = days
        }
        break
      }
      default: {
        // A list that the record includes only on request is null if it was not requested.
        if (rowValue === null && !(name in resource.record.properties)) break
        const newValue = rowValue === null ? [] : asSent(property.items, rowValue)
        if (!same(newValue, asSent(property.items, previous ?? []))) body[name] = newValue
      }
    }
  }
  return body
}

/** Returns the new reference if the row changes an identifier; null if it clears the reference; otherwise undefined. */
function referenceIn(property: Reference, rowValue: unknown, previous: unknown): unknown {
  if (property.bare || !isObject(rowValue)) return same(rowValue, previous) ? undefined : rowValue
  const edited = editedIdentifiers(property, rowValue, previous)
  if (edited.length === 0) return undefined
  const identifier = edited.find((name) => (rowValue[name] ?? null) !== null)
  if (identifier !== undefined) return { [identifier]: rowValue[identifier] }
  // If one identifier was emptied but another one was left, the reference is not cleared.
  return identifiersOf(property.resource).some((name) => (rowValue[name] ?? null) !== null) ? undefined : null
}

const editedIdentifiers = ({ resource }: Reference, rowValue: Json, previous: unknown): string[] =>
  identifiersOf(resource).filter(
    (name) => rowValue[name] !== undefined && !same(rowValue[name], (previous as Json | null | undefined)?.[name])
  )

/**
 * Returns a list in the form of a request body, without properties that only responses have. Anything but a list of
 * objects is returned unchanged, so that the schema rejects it.
 */
function asSent(properties: Properties, list: unknown): unknown {
  if (!Array.isArray(list)) return list
  return list.map((item) => {
    if (!isObject(item)) return item
    const entries = Object.entries(properties).flatMap(([name, property]): [string, unknown][] => {
      const value = item[name]
      if (value === undefined || value === null) return []
      if (property.kind === 'rows') return [[name, asSent(property.items, value)]]
      if (property.kind !== 'reference' || property.bare || !isObject(value)) return [[name, value]]
      const identifier = identifiersOf(property.resource).find((key) => (value[key] ?? null) !== null)
      return [[name, identifier === undefined ? {} : { [identifier]: value[identifier] }]]
    })
    return Object.fromEntries(entries)
  })
}

/** Returns a fault for each read-only value of the row that equals neither the previous nor the current value. */
export function readOnlyFaults({ properties }: Writes, row: Json, before: Json | null, after: Json): RowFault[] {
  const faults: RowFault[] = []
  const check = (path: string[], rowValue: unknown, previous: unknown, current: unknown): void => {
    if (isObject(rowValue)) {
      for (const [name, value] of Object.entries(rowValue))
        check([...path, name], value, memberOf(previous, name), memberOf(current, name))
    } else if (!same(rowValue, previous) && !matches(rowValue, current)) faults.push(readOnlyFault(path.join('_')))
  }
  for (const [name, rowValue] of Object.entries(row)) {
    const known = properties[name]
    const property = known?.kind === 'value' && known.managed ? undefined : known
    const [previous, current] = [before?.[name], after[name]]
    if (STAMPS.has(name) || rowValue === undefined || property?.kind === 'value') continue
    if (property === undefined) {
      // An empty cell of a read-only column is ignored.
      if (rowValue !== null) check([name], rowValue, previous, current)
    } else if (property.kind === 'rows') {
      // A list is one value in one column, including the lists within it.
      if (rowValue !== null && !same(rowValue, previous) && !matches(rowValue, current))
        faults.push(readOnlyFault(name))
    } else if (isObject(rowValue) && !(property.kind === 'reference' && property.bare)) {
      const known =
        property.kind === 'date' ? ['on', 'not_before', 'not_after'] : identifierUsed(property, rowValue, previous)
      for (const [member, value] of Object.entries(rowValue)) {
        if (!known.includes(member)) check([name, member], value, memberOf(previous, member), memberOf(current, member))
      }
    }
  }
  return faults
}

/** Returns the identifier that referenceIn() uses. */
const identifierUsed = (property: Reference, rowValue: Json, previous: unknown): string[] =>
  editedIdentifiers(property, rowValue, previous)
    .filter((name) => (rowValue[name] ?? null) !== null)
    .slice(0, 1)

const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

/** Returns whether all properties of the row value equal the current value. Omitted properties are not compared. */
function matches(rowValue: unknown, current: unknown): boolean {
  if (Array.isArray(rowValue))
    return (
      Array.isArray(current) &&
      rowValue.length === current.length &&
      rowValue.every((item, i) => matches(item, current[i]))
    )
  if (isObject(rowValue))
    return Object.entries(rowValue).every(([name, value]) => matches(value, memberOf(current, name)))
  return same(rowValue, current)
}

/** Returns whether the row comes from an older version of the record. */
export const isStale = (row: Json, before: Json): boolean => {
  const [version, at] = [row.version ?? null, row.updated_at ?? null]
  return version !== null ? version !== before.version : at !== null && at !== before.updated_at
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

type ComparedColumn = Pick<Column, 'header' | 'path'>

/** Returns the writable columns. Of a reference, it is that of its slug, its code, or otherwise its id. */
export function comparedColumns(writes: Writes): ComparedColumn[] {
  const { resource, properties } = writes
  return [
    ...columnsOf(resource.record),
    ...listsOnDemand(writes).map((name) => ({ header: name, path: [name] }))
  ].filter(({ path: [name, member] }) => {
    const property = properties[name as string]
    return (
      property !== undefined &&
      (property.kind !== 'reference' || property.bare || member === identifiersOf(property.resource).at(-1))
    )
  })
}

const at = (record: Json | null, path: string[]): unknown =>
  path.reduce<unknown>((value, name) => memberOf(value, name), record)

/** Returns the differences of the columns. */
export function differences(columns: readonly ComparedColumn[], before: Json | null, after: Json): Difference[] {
  return columns.flatMap(({ header, path }) => {
    const [previous, current] = [at(before, path), at(after, path)]
    return same(previous, current)
      ? []
      : [{ field: header, before: textOf(previous), after: textOf(current) }].filter(
          ({ before, after }) => before !== after
        )
  })
}
