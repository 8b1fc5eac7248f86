// Applies a proposed correction like a PATCH of staff, if nobody has changed the same properties meanwhile.
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { ApiError, faultAt, type Text } from '../../http/errors.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Resource } from '../../records/define.ts'
import type { Rows, Writes } from '../../records/define-writes.ts'
import { change } from '../../records/write/changes.ts'
import { lockRow } from '../../records/write/locks.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import type { StoredApplication } from './queries.ts'
import { unknownReference } from './rules.ts'
import type { ApplicationAcceptance } from './schemas.ts'

/**
 * Applies the patch of an application to its subject, and adds the source that staff name. Returns the record. Throws
 * 409 if the record is gone or if a corrected property has changed since the application arrived, and whatever a PATCH
 * would throw.
 */
export async function applyCorrection(
  tx: Tx,
  { subject, content, audit_seq }: StoredApplication,
  { source }: ApplicationAcceptance,
  request: FastifyRequest
): Promise<{ resource: Resource; id: string }> {
  const { changes = {} } = content
  const writes = request.server.registry.writes.find((each) => each.writes.resource.name === subject?.type)?.writes
  if (!subject || !writes) throw conflict('subject_gone', gone)
  const locked = await lockRow(tx, writes.resource, subject.id)
  if (!locked) throw conflict('subject_gone', gone)
  const changed = await listChanged(tx, subject, audit_seq, Object.keys(changes))
  if (changed.length > 0) throw conflict('changed_since', changedSince(changed))
  await change(tx, writes, locked, { body: changes, form: [] }, { whole: false, request })
  if (source) await cite(tx, writes, subject.id, source)
  return { resource: writes.resource, id: subject.id }
}

const au = columnsOf('audit', 'au')

/** Returns the properties among `names` that have changed after an entry of the audit. Reads are no changes. */
async function listChanged(
  tx: Tx,
  { type, id }: { type: string; id: string },
  after: number,
  names: string[]
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct name from ${au.table} cross join unnest(${au('fields')}) as f (name)
    where ${au('subject_ids')} @> array[${id}] and ${au('seq')} > ${after} and ${au('subject_type')} = ${type}
      and ${au('action')} <> ${`${type}.read`} and name = any(${names}::text[]) order by 1`.execute(tx)
  return rows.map(({ name }) => name)
}

/** Adds a source to a record. A source that it has already stays as it is. */
async function cite(
  tx: Tx,
  { properties, resource }: Writes,
  id: string,
  { slug, locator = '', field = '' }: NonNullable<ApplicationAcceptance['source']>
): Promise<void> {
  const citations = properties.sources as Rows | undefined
  if (!citations)
    throw ruleBroken(
      faultAt(
        '/source',
        'no_sources',
        `Rekord typu ${resource.label.pl} nie ma źródeł.`,
        `A record of the type ${resource.label.en} has no sources.`
      )
    )
  const source = await tx.selectFrom('source').select('id').where('slug', '=', slug).executeTakeFirst()
  if (!source) throw ruleBroken(unknownReference('/source/slug'))
  await sql`
    insert into citation (source_id, locator, field, ${sql.id(citations.parentColumn)})
    values (${source.id}::uuid, ${locator}, ${field}, ${id}::uuid)
    on conflict on constraint citation_once do nothing`.execute(tx)
}

const conflict = (code: string, detail: Text) =>
  new ApiError('wrong_state', detail, { faults: [{ pointer: '', code, detail }] })

const gone: Text = {
  pl: 'Rekordu, którego dotyczy sprostowanie, nie ma już pod tym identyfikatorem. Zgłoszenie można załatwić odmownie.',
  en: 'The record to be corrected no longer exists under this id. The application can be refused.'
}
const changedSince = (names: string[]): Text => {
  const list = names.map((name) => `«${name}»`).join(', ')
  return {
    pl:
      `Od przesłania zgłoszenia zmieniono w rekordzie: ${list}. Sprostowania nie zastosowano. Jeśli nadal jest ` +
      'potrzebne, należy zmienić rekord ręcznie, a zgłoszenie załatwić odmownie z wyjaśnieniem.',
    en:
      `These properties have changed since the application arrived: ${list}. The correction was not applied. If it is ` +
      'still needed, change the record by hand and refuse the application with an explanation.'
  }
}
