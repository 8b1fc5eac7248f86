import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import { columnsOf, recordsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import { arrayOf, object } from '../../records/sql.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { Assessment } from '../eligibility/assessment.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { declarationSummary, organisationSummary, personSummary } from '../summaries.ts'
import type { Applicant, Decision, Declaration, Signatory } from './rules.ts'
import type { applicantStatement, declarationProperty, declarationStatus } from './vocabularies.ts'

const [d, dd, da] = [
  columnsOf('declaration', 'd'),
  columnsOf('declaration_decision', 'dd'),
  columnsOf('declaration_applicant', 'da')
]

/** Returns a declaration. It must exist. */
export const getDeclaration = (tx: Tx, id: string): Promise<Declaration> =>
  tx
    .selectFrom('declaration as d')
    .select(['d.id', 'd.kind', 'd.status', 'd.title', 'd.tier'])
    .select((eb) => [
      // As JSON, because pg does not parse arrays of an enum.
      eb.fn<Declaration['statements']>('to_json', ['d.statements']).as('statements'),
      d.uncertain('signed').$castTo<UncertainDay>().as('signed')
    ])
    .where('d.id', '=', id)
    .executeTakeFirstOrThrow()

/** Returns the signatures in their order. */
export const listSignatories = (tx: Tx, id: string): Promise<Signatory[]> =>
  tx
    .selectFrom('declaration_signatory')
    .select(['role', 'organisation_id', 'person_id'])
    .where('declaration_id', '=', id)
    .orderBy('no')
    .execute()

/** Sets the status of a declaration. The change log and the audit name the change after the new status. */
export async function setStatus(
  tx: Tx,
  id: string,
  status: Exclude<Term<typeof declarationStatus>, 'draft'>
): Promise<void> {
  await tx.updateTable('declaration').set({ status }).where('id', '=', id).execute()
  await sql`select mark_change('declaration', ${id}, ${status}, 'upsert')`.execute(tx)
}

/** Returns the decision on a declaration, or undefined before one was taken. */
export const findDecision = (tx: Tx, id: string): Promise<Decision | undefined> =>
  tx
    .selectFrom('declaration_decision as dd')
    .select([
      'dd.outcome',
      'dd.decided_on',
      'dd.tier',
      'dd.basis',
      'dd.reason',
      'dd.override_reason',
      'dd.duplicate_of_id'
    ])
    .select(dd.uncertain('effective').$castTo<UncertainDay>().as('effective'))
    .where('dd.declaration_id', '=', id)
    .executeTakeFirst()

const applicantColumns = ['declaration_id', 'no', 'organisation_id', 'person_id', 'tier', 'eligibility'] as const

/**
 * Stores a decision with the present eligibility check of each applicant. The tier of the applicants is null for a
 * withdrawal.
 */
export async function saveDecision(
  tx: Tx,
  id: string,
  decision: Decision,
  applicants: Applicant[],
  assessments: Map<string, Assessment>
): Promise<void> {
  const { effective, ...columns } = decision
  await tx
    .insertInto('declaration_decision')
    .values({
      ...columns,
      declaration_id: id,
      effective_on: effective.on,
      effective_not_before: effective.not_before,
      effective_not_after: effective.not_after
    })
    .execute()
  const rows = applicants.map((applicant, index) => ({
    declaration_id: id,
    no: index + 1,
    organisation_id: applicant.member_type === 'organisation' ? applicant.id : null,
    person_id: applicant.member_type === 'person' ? applicant.id : null,
    tier: applicant.tier,
    eligibility: assessments.get(applicant.id)?.check
  }))
  await tx
    .insertInto('declaration_applicant')
    .columns(applicantColumns)
    .expression((eb) => eb.selectFrom(recordsOf('declaration_applicant', rows, 'r')).select(applicantColumns))
    .execute()
}

const [dao, dap] = [columnsOf('organisation', 'dao'), columnsOf('person', 'dap')]
const eligibility = da('eligibility')

const applicants = arrayOf(
  {
    no: da('no'),
    organisation: organisationSummary('dao'),
    person: personSummary('dap'),
    tier: da('tier'),
    checked_on: sql`${eligibility} -> 'checked_on'`,
    statements: sql`${eligibility} -> 'statements'`,
    tiers: sql`${eligibility} -> 'tiers'`
  },
  sql`from ${da.table}
    left join ${dao.table} on ${dao('id')} = ${da('organisation_id')}
    left join ${dap.table} on ${dap('id')} = ${da('person_id')}
    where ${da('declaration_id')} = ${d('id')} order by ${da('no')}`
)

/**
 * Returns the decision on a declaration, or undefined if there is none. `condition` selects the
 * declaration `d`.
 */
export async function findDecisionRecord(db: Db, condition: Sql): Promise<object | undefined> {
  const decision = object({
    declaration: declarationSummary('d'),
    ...dd.pick('outcome', 'decided_on', 'tier'),
    effective: dd.uncertain('effective'),
    ...dd.pick('basis', 'reason', 'override_reason'),
    duplicate_of: declarationSummary('dx'),
    applicants,
    decided_at: dd.moment('decided_at')
  })
  const found = await db
    .selectFrom('declaration_decision as dd')
    .innerJoin('declaration as d', 'd.id', 'dd.declaration_id')
    .leftJoin('declaration as dx', 'dx.id', 'dd.duplicate_of_id')
    .select(decision.$castTo<object>().as('json'))
    .where(condition.$castTo<SqlBool>())
    .executeTakeFirst()
  return found?.json
}

/** A part of a declaration that is missing: at least one of the three is stated. */
export interface Gap {
  property?: Term<typeof declarationProperty> | undefined
  statement?: Term<typeof applicantStatement> | undefined
  text?: string | undefined
}

/** Stores a return for completion, with the key of the transaction. `complete_by` is a day as YYYY-MM-DD. */
export async function saveReturn(tx: Tx, id: string, missing: Gap[], complete_by: string | null): Promise<void> {
  const { id: return_id } = await tx
    .insertInto('declaration_return')
    .values({
      declaration_id: id,
      complete_by,
      key_id: sql`nullif(current_setting('konwent.key_id', true), '')::uuid`
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const rows = missing.map(({ property = null, statement = null, text = null }, index) => ({
    return_id,
    no: index + 1,
    property,
    statement,
    text
  }))
  await tx.insertInto('declaration_gap').values(rows).execute()
}

const [dr, dg] = [columnsOf('declaration_return', 'dr'), columnsOf('declaration_gap', 'dg')]

/** Returns the returns of the declaration `d` that `condition` selects, oldest first; undefined if there is none. */
export async function findReturns(db: Db, condition: Sql): Promise<object | undefined> {
  const missing = arrayOf(
    dg.pick('property', 'statement', 'text'),
    sql`from ${dg.table} where ${dg('return_id')} = ${dr('id')} order by ${dg('no')}`
  )
  const returns = arrayOf(
    { ...dr.pick('id', 'key_id'), returned_at: dr.moment('returned_at'), ...dr.pick('complete_by'), missing },
    sql`from ${dr.table} where ${dr('declaration_id')} = ${d('id')} order by ${dr('returned_at')}, ${dr('id')}`
  )
  const found = await db
    .selectFrom('declaration as d')
    .select(
      object({ declaration: declarationSummary('d'), data: returns })
        .$castTo<object>()
        .as('json')
    )
    .where(condition.$castTo<SqlBool>())
    .executeTakeFirst()
  return found?.json
}
