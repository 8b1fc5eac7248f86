import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { DB } from '../../db/types.ts'
import { anyOf } from '../../records/columns.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { hasEnd } from './as-of.ts'

/** A membership that an admission creates. Exactly one of `organisation_id` and `person_id` is set. */
export interface NewMembership {
  organisation_id: string | null
  person_id: string | null
  tier: string
  founder: boolean
  founding_signatory: boolean
  representative_id: string | null
}

/** Locks the rows of the members, so that other changes and admissions of them wait for this transaction. */
export async function lockMembers(tx: Tx, members: string[]): Promise<void> {
  for (const table of ['organisation', 'person'] as const)
    await tx.selectFrom(table).where('id', '=', anyOf(members)).orderBy('id').forNoKeyUpdate().execute()
}

/**
 * Returns the ids of those who are already members: with a running membership without a recorded end, or with one that
 * certainly held after `joined`, the beginning of the new one.
 */
export async function findPresentMembers(tx: Tx, members: string[], joined: UncertainDay): Promise<string[]> {
  const since = sql`certain_period(${joined.on}::date, ${joined.not_after}::date, null, null, null)`
  const found = await tx
    .selectFrom('membership as m')
    .select('m.member_id')
    .distinct()
    .where('m.member_id', '=', anyOf(members))
    .where((eb) =>
      eb.or([
        eb.and([eb('m.status', '<>', 'ended'), eb.not(hasEnd)]),
        sql<boolean>`${eb.ref('m.certain_period')} && ${since}`
      ])
    )
    .$narrowType<{ member_id: string }>()
    .execute()
  return found.map(({ member_id }) => member_id)
}

const columns: readonly (keyof DB['membership'])[] = [
  'organisation_id',
  'person_id',
  'tier',
  'tier_basis',
  'tier_basis_note',
  'founder',
  'founding_signatory',
  'status',
  'joined_on',
  'joined_not_before',
  'joined_not_after',
  'declaration_id',
  'representative_id'
]

export async function insertMemberships(
  tx: Tx,
  declaration: string,
  memberships: NewMembership[],
  joined: UncertainDay,
  basis: string | null
): Promise<void> {
  const rows = memberships.map((membership) => ({
    ...membership,
    tier_basis: 'decided',
    tier_basis_note: basis,
    status: 'active',
    declaration_id: declaration,
    joined_on: joined.on,
    joined_not_before: joined.not_before,
    joined_not_after: joined.not_after
  }))
  const columnList = sql.join(columns.map((name) => sql.id(name)))
  await sql`
    insert into membership (${columnList})
    select ${columnList} from jsonb_populate_recordset(null::membership, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}
