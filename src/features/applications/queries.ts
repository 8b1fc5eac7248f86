// The resource of applications, for staff, and the statements that store and find them.
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { Caller } from '../../http/access.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource } from '../../records/define.ts'
import { idOnly, oneOf } from '../../records/references.ts'
import { isOneOf, object, utcText } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { organisationSummary } from '../summaries.ts'
import { insertApplicationEvent } from '../webhooks/queries.ts'
import { endOf } from './periods.ts'
import type { State } from './rules.ts'
import { Application } from './schemas.ts'
import type { ApplicationPrototype, ApplicationStatus } from './submission-schemas.ts'
import { applicationKind, applicationState } from './vocabularies.ts'

export const NEEDS_DECIDE = 'Requires a key with the scope `applications:decide`.'

const a = columnsOf('application', 'a')
const k = columnsOf('api_key', 'k')
const o = columnsOf('organisation', 'ao')
const r = columnsOf('redirect', 'r')

/** The present id of a record that may have been merged into another one. */
const presentId = (type: RawBuilder<unknown>, id: RawBuilder<unknown>) => sql<string>`coalesce(
  (select ${r('target_id')} from ${r.table} where ${r('subject_type')} = ${type} and ${r('identifier')} = ${id}::text),
  ${id})`

const result = object({
  id: a('result_id'),
  path: sql`'/v1/' || ${a('result_path')} || '/' || ${a('result_id')}`
})

export const applications = defineResource({
  name: 'application',
  path: 'applications',
  label: { pl: 'zgłoszenie', en: 'application' },
  texts: {
    list: {
      operationId: 'list_applications',
      summary: 'List applications',
      description:
        'Applications, enquiries and proposed corrections, without personal data, the newest first. The list of those ' +
        `that wait for a decision is \`state=confirmed\`. ${NEEDS_DECIDE}`
    }
  },
  record: Application,
  access: 'applications:decide',
  parameter: 'application',
  identifier: idOnly('Stable id of the application.'),
  ...a.keys('id'),
  from: sql`${a.table} join ${k.table} on ${k('id')} = ${a('api_key_id')}
    left join ${o.table} on ${o('id')} = ${presentId(sql`'organisation'`, a('organisation_id'))}`,
  reads: [],
  columns: {
    ...a.stamps(),
    ...a.pick('id', 'receipt', 'kind', 'state'),
    state_at: a.moment('state_at'),
    due_at: a.moment('due_at'),
    owner: k('owner'),
    organisation: organisationSummary('ao'),
    result: a.unlessNull('result_id', result),
    created_at: a.moment('created_at')
  },
  sorts: {
    created_at: a.sort('created_at', 'timestamptz'),
    due_at: a.sort('due_at', 'timestamptz'),
    updated_at: a.sort('updated_at', 'timestamptz')
  },
  defaultSort: '-created_at',
  filters: {
    kind: oneOf(term(applicationKind, 'Kind of the application.', 'membership'), 'Kind of the application.', [
      'membership'
    ]),
    state: oneOf(term(applicationState, 'State of the application.', 'confirmed'), 'State of the application.', [
      'confirmed'
    ])
  },
  where: (q: { kind?: string[]; state?: string[] }) => [
    isOneOf(a('kind'), q.kind, 'application_kind'),
    isOneOf(a('state'), q.state, 'application_state')
  ]
})

export interface NewApplication {
  id: string
  receipt: string
  body: ApplicationPrototype
  people: string
  api_key_id: string
  status_hash: Buffer
  confirmation_hash: Buffer
  organisation_id: string | null
  subject: { type: string; id: string } | null
}

export async function insertApplication(tx: Tx, { body, subject, ...columns }: NewApplication): Promise<void> {
  await tx
    .insertInto('application')
    .values({
      ...columns,
      kind: body.kind,
      email: body.email,
      content: JSON.stringify(body),
      due_at: endOf('received'),
      subject_type: subject?.type ?? null,
      subject_id: subject?.id ?? null,
      audit_seq: (eb) => eb.selectFrom('audit_head').select('seq')
    })
    .execute()
}

const createdAt = a('created_at').$castTo<Date>()

/** Returns the parts of a receipt that are stored. They stay the same whatever happens to the application. */
export const findReceipt = (tx: Tx, id: string): Promise<{ receipt: string; confirm_by: string } | undefined> =>
  tx
    .selectFrom('application as a')
    .select(['a.receipt', utcText(endOf('received', createdAt)).$castTo<string>().as('confirm_by')])
    .where('a.id', '=', id)
    .executeTakeFirst()

/** Condition that the application belongs to the holder of the caller's key. */
const isOf = ({ owner, audience }: Caller) =>
  sql<boolean>`(${k('owner')} = ${owner} and ${k('audience')} = ${audience}::key_audience)`

const statusColumns = [
  'a.state',
  a.moment('state_at').$castTo<string>().as('state_at'),
  'a.refusal_reason as reason'
] as const

/** Returns the state of the application with this token. A caller with a key finds only those of its holder. */
export const findStatus = (db: Db, hash: Buffer, caller: Caller | null): Promise<ApplicationStatus | undefined> =>
  db
    .selectFrom('application as a')
    .innerJoin('api_key as k', 'k.id', 'a.api_key_id')
    .select(statusColumns)
    .where('a.status_hash', '=', hash)
    .where(caller ? isOf(caller) : sql<boolean>`true`)
    .executeTakeFirst()

export interface Confirmable {
  id: string
  state: State
  is_overdue: boolean
}

/** Locks the application of the caller's holder that has this confirmation token. */
export const lockConfirmable = (tx: Tx, hash: Buffer, caller: Caller): Promise<Confirmable | undefined> =>
  tx
    .selectFrom('application as a')
    .innerJoin('api_key as k', 'k.id', 'a.api_key_id')
    .select((eb) => ['a.id', 'a.state', eb('a.due_at', '<', sql<Date>`now()`).$castTo<boolean>().as('is_overdue')])
    .where('a.confirmation_hash', '=', hash)
    .where(isOf(caller))
    .forUpdate('a')
    .executeTakeFirst()

/**
 * Changes the state of an application, whose row is locked. The audit names the change after the new state, and the
 * webhook endpoints of its holder get an event.
 */
export async function setState(
  tx: Tx,
  id: string,
  state: Exclude<State, 'received'>,
  outcome: { refusal_reason?: string; result_path?: string; result_id?: string } = {}
): Promise<ApplicationStatus> {
  const changed = await tx
    .updateTable('application as a')
    .set({ state, state_at: sql<Date>`now()`, due_at: endOf(state), ...outcome })
    .where('a.id', '=', id)
    .returning(statusColumns)
    .executeTakeFirstOrThrow()
  await sql`select mark_change('application', ${id}, ${state}, 'upsert')`.execute(tx)
  await insertApplicationEvent(tx, id)
  return changed
}

/** Counts a decision in its month. */
export async function countDecision(tx: Tx, id: string): Promise<void> {
  await tx
    .insertInto('application_count')
    .columns(['kind', 'month', 'decided'])
    .expression((eb) =>
      eb
        .selectFrom('application')
        .select(['kind', sql<string>`date_trunc('month', now() at time zone 'Europe/Warsaw')::date`.as('month')])
        .select(sql<number>`1`.as('decided'))
        .where('id', '=', id)
    )
    .onConflict((conflict) =>
      conflict
        .constraint('application_count_pkey')
        .doUpdateSet((eb) => ({ decided: eb('application_count.decided', '+', eb.ref('excluded.decided')) }))
    )
    .execute()
}

/** Returns the state of an application. It must exist. */
export const getState = async (tx: Tx, id: string): Promise<State> =>
  (await tx.selectFrom('application').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state

/** An application for a decision. */
export interface StoredApplication {
  state: State
  content: ApplicationPrototype
  organisation_id: string | null
  subject: { type: string; id: string } | null
  /** Number of the last entry of the audit when the application arrived. */
  audit_seq: number
}

/** Returns an application for a decision. It must exist. */
export async function getForDecision(tx: Tx, id: string): Promise<StoredApplication> {
  const {
    subject_type: type,
    subject_id,
    ...rest
  } = await tx
    .selectFrom('application')
    .select((eb) => [
      'state',
      eb.ref('content').$castTo<ApplicationPrototype>().as('content'),
      'organisation_id',
      'subject_type',
      'subject_id',
      'audit_seq'
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...rest, subject: type !== null && subject_id !== null ? { type, id: subject_id } : null }
}
