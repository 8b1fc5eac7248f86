// The verification of a record: the day on which staff last compared it with its sources, and the key that stored it.
// Resources spread these parts into their declarations (docs/decisions/0054).
import { sql } from 'kysely'
import { Nullable } from '../contract/components.ts'
import { Day, Str } from '../contract/schemas.ts'
import type { DB } from '../db/types.ts'
import { type Fault, faultAt } from '../http/errors.ts'
import { todayInPoland } from './bounds.ts'
import type { TableColumns } from './columns.ts'
import type { Filter, ReaderRight, Sql } from './define.ts'
import type { ImportColumns } from './define-imports.ts'
import { flag } from './references.ts'
import { value } from './write/define.ts'

/** Tables that have the columns of a verification. */
type Verified = {
  [T in keyof DB]: DB[T] extends { verified_on: unknown; verified_by_id: unknown } ? T : never
}[keyof DB]

/** Right to read which key holder verified a record, for staff who may read the audit. */
export const verifierRight: ReaderRight = {
  setting: 'konwent.verifiers',
  full: 'on',
  of: ({ audience, scopes }) => (audience === 'staff' && scopes.includes('audit:read') ? 'on' : undefined)
}

/** Sentence for the contract: what a key adds to a record that can be verified. */
export const VERIFIER_ADDED = 'A staff key with the scope `audit:read` also returns `verified_by`.'

/** Properties of the record. */
export const verificationProperties = () => ({
  verified_on: Nullable(
    Day(
      'Day on which staff last compared the record with its sources. Null if it was never verified. It must not be ' +
        'in the future. A verification changes no other property.',
      '2026-10-15'
    )
  ),
  verified_by: Nullable(
    Str(
      'Holder of the API key that stored `verified_on`. Null unless a staff key has the scope `audit:read`, and if ' +
        'the record was not verified with a key.',
      'Obserwatorium CUS',
      { maxLength: 200 }
    )
  )
})

export const verificationColumns = <T extends Verified>(
  t: TableColumns<T>
): Record<'verified_on' | 'verified_by', Sql> => ({
  verified_on: t('verified_on' as Parameters<typeof t>[0]),
  verified_by: sql`verifier(${t('verified_by_id' as Parameters<typeof t>[0])})`
})

export interface VerificationFilters {
  verified?: boolean
  not_verified_since?: string
}

export const verificationFilters: Record<keyof VerificationFilters, Filter> = {
  verified: flag('Whether the record was ever verified.'),
  not_verified_since: {
    schema: Day(
      'Returns only records that were not verified on this day or later, including those that were never verified.',
      '2025-11-30'
    )
  }
}

/** Conditions of the filters on a table. */
export function verificationConditions<T extends Verified>(
  t: TableColumns<T>,
  { verified, not_verified_since }: VerificationFilters
): (Sql | undefined)[] {
  const { verified_on } = verificationColumns(t)
  return [
    verified === undefined ? undefined : sql`(${verified_on} is not null) = ${verified}`,
    not_verified_since === undefined ? undefined : sql`coalesce(${verified_on} < ${not_verified_since}::date, true)`
  ]
}

/** The property of a body. An omitted day stays, also in a PUT: writing a record does not undo its verification. */
export const verification = { verified_on: value({ keepIfAbsent: true }) }

/** The column in a sheet. */
export const verificationColumn: ImportColumns = {
  verified_on: {
    headings: ['Sprawdzono', 'Data sprawdzenia', 'Dzień sprawdzenia', 'Zweryfikowano', 'Data weryfikacji']
  }
}

/** The property that follows from it. */
export const verificationDerived = { verified_by: 'verified_on' }

/** Returns the fault of a day that has not come yet. */
export const verificationFaults = ({ verified_on }: Record<string, unknown>): Fault[] =>
  typeof verified_on === 'string' && verified_on > todayInPoland()
    ? [
        faultAt(
          '/verified_on',
          'in_the_future',
          'Dzień sprawdzenia danych nie może być późniejszy niż dzisiejszy.',
          'The day of a verification must not be in the future.'
        )
      ]
    : []
