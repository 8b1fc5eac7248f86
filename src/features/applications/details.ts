// The data for a decision of staff: the application as sent, the organisations that it may mean, the eligibility of the
// applicant, and other applications that may be the same.
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { KindFamily } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import { arrayOf } from '../../records/sql.ts'
import type { Term } from '../../records/vocabulary.ts'
import { assess } from '../eligibility/assessment.ts'
import { listTiers } from '../eligibility/queries.ts'
import { checkEligibility, type TierVerdict, UNKNOWN_DAY } from '../eligibility/rules.ts'
import { listOrganisations } from '../membership-checks/queries.ts'
import type { Directory } from '../organisations/name-matching/directory.ts'
import { matchName } from '../organisations/name-matching/match-rules.ts'
import type { organisationKind } from '../organisations/vocabularies.ts'
import type { ApplicationPrototype } from './submission-schemas.ts'

export interface Candidate {
  organisation: object & { id?: string }
  is_certain: boolean
  score: number
}

/** Returns the organisations that the application may mean. `named` is the one that it names by id or slug. */
export async function findCandidates(
  db: Db,
  directory: Directory,
  { organisation }: Pick<ApplicationPrototype, 'organisation'>,
  named: string | null
): Promise<Candidate[]> {
  if (named !== null) return certain(await listOrganisations(db, 'organisation', named))
  if (organisation?.nip !== undefined) return certain(await listOrganisations(db, 'nip', organisation.nip))
  if (organisation?.regon !== undefined) return certain(await listOrganisations(db, 'regon', organisation.regon))
  if (organisation?.name === undefined) return []
  const { targets, homonyms, summaries } = directory
  const { candidates, chosen } = matchName(organisation.name, targets, homonyms)
  return candidates.map(({ id, slug, score }) => ({
    organisation: summaries.get(id) as object,
    is_certain: slug === chosen,
    score
  }))
}

/** A number that several organisations share names none of them with certainty. */
const certain = (found: { summary: object }[]): Candidate[] =>
  found.map(({ summary }) => ({ organisation: summary, is_certain: found.length === 1, score: 1 }))

/** Returns the eligibility of the organisation that is certainly meant, or of a proposed one by its kind. */
export async function findEligibility(
  tx: Tx,
  { kind, organisation, statements = [] }: ApplicationPrototype,
  candidates: Candidate[]
): Promise<TierVerdict[]> {
  if (kind !== 'membership') return []
  const id = candidates.find(({ is_certain }) => is_certain)?.organisation.id
  if (id !== undefined)
    return (await assess(tx, { organisation: [id], person: [] }, statements)).get(id)?.check.tiers ?? []
  if (organisation?.kind === undefined) return []
  const proposed = {
    member_type: 'organisation' as const,
    kind: organisation.kind,
    kind_family: await familyOf(tx, organisation.kind),
    established: UNKNOWN_DAY,
    source: null,
    locator: null,
    memberships: []
  }
  return checkEligibility(await listTiers(tx), proposed, statements)
}

async function familyOf(db: Db, kind: Term<typeof organisationKind>): Promise<KindFamily | null> {
  const { rows } = await sql<{ family: KindFamily | null }>`select family_of_kind(${kind}) as family`.execute(db)
  return rows[0]?.family ?? null
}

const [a, d] = [columnsOf('application', 'a'), columnsOf('application', 'd')]
const MAX_DUPLICATES = 20

const duplicates = arrayOf(
  { ...d.pick('id', 'receipt', 'state'), created_at: d.moment('created_at') },
  sql`from ${d.table}
    where ${d('id')} <> ${a('id')} and ${d('kind')} = ${a('kind')}
      and (${d('email')} = ${a('email')} or ${d('organisation_id')} = ${a('organisation_id')}
        or ${d('content')} -> 'organisation' = ${a('content')} -> 'organisation')
    order by ${d('created_at')} desc, ${d('id')} limit ${sql.lit(MAX_DUPLICATES)}`
)

/** The parts of an application that the list does not have. */
export const getDetails = (db: Db, id: string) =>
  db
    .selectFrom('application as a')
    .select((eb) => [
      eb.ref('a.content').$castTo<ApplicationPrototype>().as('submitted'),
      'a.organisation_id',
      'a.basis',
      sql<string>`(${a('due_at')} at time zone 'Europe/Warsaw')::date`.as('review_on'),
      'a.refusal_reason',
      duplicates.$castTo<object[]>().as('duplicates')
    ])
    .where('a.id', '=', id)
    .executeTakeFirstOrThrow()
