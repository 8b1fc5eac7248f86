import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { UncertainDay } from '../eligibility/rules.ts'

/** A membership to be made. */
export interface NewMembership {
  organisation_id: string | null
  person_id: string | null
  tier: string
  founder: boolean
  founding_signatory: boolean
  representative_id: string | null
}

/** Has others who want to change or admit the same members wait for this transaction. */
export async function lockMembers(tx: Tx, members: string[]): Promise<void> {
  await sql`select from organisation where id = any(${members}::uuid[]) order by id for no key update`.execute(tx)
  await sql`select from person where id = any(${members}::uuid[]) order by id for no key update`.execute(tx)
}

/** Those of the members who belong already: by a membership that runs, or one that surely held after the new one begins. */
export async function findMembers(tx: Tx, members: string[], joined: UncertainDay): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct member_id::text as id from membership
    where member_id = any(${members}::uuid[])
      and (status <> 'ended' or certain_period && certain_period(${joined.on}::date, ${joined.not_after}::date, null, null, null))`.execute(
    tx
  )
  return rows.map(({ id }) => id)
}

export async function insertMemberships(
  tx: Tx,
  declaration: string,
  memberships: NewMembership[],
  joined: UncertainDay,
  basis: string | null
): Promise<void> {
  await sql`
    insert into membership (organisation_id, person_id, tier, tier_basis, tier_basis_note, founder, founding_signatory, status,
      joined_on, joined_not_before, joined_not_after, declaration_id, representative_id)
    select organisation_id, person_id, tier, 'decided', ${basis}, founder, founding_signatory, 'active',
      ${joined.on}::date, ${joined.not_before}::date, ${joined.not_after}::date, ${declaration}::uuid, representative_id
    from jsonb_populate_recordset(null::membership, ${JSON.stringify(memberships)}::jsonb)`.execute(tx)
}
