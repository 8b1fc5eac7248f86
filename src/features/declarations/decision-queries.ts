import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import { arrayOf, moment, object, uncertain } from '../../records/sql.ts'
import type { Assessment } from '../eligibility/assessment.ts'
import { declarationSummary, organisationSummary, personSummary } from '../summaries.ts'
import type { Term } from '../vocabularies/terms.ts'
import type { Applicant, Decision, Declaration, Signatory } from './rules.ts'

/** A declaration that is known to be there. */
export async function getDeclaration(tx: Tx, id: string): Promise<Declaration> {
  const { rows } = await sql<Declaration>`
    select d.id::text as id, d.kind, d.status, d.title, d.tier, to_json(d.statements) as statements, ${uncertain('d.signed')} as signed
    from declaration d where d.id = ${id}::uuid`.execute(tx)
  return rows[0] as Declaration
}

/** Signatures in their order. */
export async function listSignatories(tx: Tx, id: string): Promise<Signatory[]> {
  const { rows } = await sql<Signatory>`
    select role, organisation_id::text as organisation_id, person_id::text as person_id from declaration_signatory where declaration_id = ${id}::uuid order by no`.execute(
    tx
  )
  return rows
}

/** Moves a declaration on; the journal and the audit call the change by the new state. */
export async function setStatus(
  tx: Tx,
  id: string,
  status: Exclude<Term<'declaration_status'>, 'draft'>
): Promise<void> {
  await sql`update declaration set status = ${status} where id = ${id}::uuid`.execute(tx)
  await sql`select mark_change('declaration', ${id}, ${status}, 'upsert')`.execute(tx)
}

/** What was decided on a declaration; undefined while nothing was. */
export async function findDecision(tx: Tx, id: string): Promise<Decision | undefined> {
  const { rows } = await sql<Decision>`
    select outcome, decided_on, tier, ${uncertain('dd.effective')} as effective, basis, reason, override_reason
    from declaration_decision dd where declaration_id = ${id}::uuid`.execute(tx)
  return rows[0]
}

/** Keeps a decision with the check of eligibility of each applicant as it stands; a withdrawal asks for no tier, and has none. */
export async function saveDecision(
  tx: Tx,
  id: string,
  decision: Decision,
  applicants: Applicant[],
  assessments: Map<string, Assessment>
): Promise<void> {
  const { outcome, decided_on, tier, effective, basis, reason, override_reason } = decision
  await sql`
    insert into declaration_decision (declaration_id, outcome, decided_on, tier, effective_on, effective_not_before, effective_not_after, basis, reason, override_reason)
    values (${id}, ${outcome}, ${decided_on}, ${tier}, ${effective.on}, ${effective.not_before}, ${effective.not_after}, ${basis}, ${reason}, ${override_reason})`.execute(
    tx
  )
  const rows = applicants.map((applicant, i) => ({
    declaration_id: id,
    no: i + 1,
    organisation_id: applicant.member_type === 'organisation' ? applicant.id : null,
    person_id: applicant.member_type === 'person' ? applicant.id : null,
    tier: applicant.tier,
    eligibility: assessments.get(applicant.id)?.check
  }))
  await sql`
    insert into declaration_applicant (declaration_id, no, organisation_id, person_id, tier, eligibility)
    select declaration_id, no, organisation_id, person_id, tier, eligibility
    from jsonb_populate_recordset(null::declaration_applicant, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

const applicants = arrayOf(
  {
    no: sql`da.no`,
    organisation: organisationSummary('dao'),
    person: personSummary('dap'),
    tier: sql`da.tier`,
    checked_on: sql`da.eligibility -> 'checked_on'`,
    statements: sql`da.eligibility -> 'statements'`,
    tiers: sql`da.eligibility -> 'tiers'`
  },
  sql`from declaration_applicant da left join organisation dao on dao.id = da.organisation_id left join person dap on dap.id = da.person_id
    where da.declaration_id = d.id order by da.no`
)

/** The decision on a declaration that a path names, as JSON; undefined when there is none. */
export async function findDecisionRecord(db: Db, isNamed: ReturnType<typeof sql>): Promise<string | undefined> {
  const decision = object({
    declaration: declarationSummary('d'),
    outcome: sql`dd.outcome`,
    decided_on: sql`dd.decided_on`,
    tier: sql`dd.tier`,
    effective: uncertain('dd.effective'),
    basis: sql`dd.basis`,
    reason: sql`dd.reason`,
    override_reason: sql`dd.override_reason`,
    applicants,
    decided_at: moment('dd.decided_at')
  })
  const { rows } = await sql<{ json: string }>`
    select ${decision}::text as json from declaration_decision dd join declaration d on d.id = dd.declaration_id where ${isNamed}`.execute(
    db
  )
  return rows[0]?.json
}
