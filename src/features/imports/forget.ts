// Imports and erasures of people: a file or report that mentions an erased person is deleted, and no import that runs
// at the same time brings the data back. Both lock imports before files and records: see holdImports().
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { ImportMessage } from '../../records/import-report.ts'
import { setStatus } from './queries.ts'

const UPLOADS = sql`hashtext('konwent import files')`

/** Makes an erasure wait until the transaction has stored its file, and the transaction until an erasure has ended. */
export async function holdErasures(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${UPLOADS})`.execute(tx)
}

/**
 * Waits until imports that are being applied and uploads under way have ended, and excludes new ones until the
 * transaction ends. An erasure begins with this, before it locks any record.
 */
export async function holdImports(tx: Tx): Promise<void> {
  const lockWaiting = tx
    .selectFrom('import as i')
    .select('i.id')
    .where(({ exists, selectFrom }) => exists(selectFrom('import_file').whereRef('import_id', '=', 'i.id')))
    .orderBy('i.id')
    .forUpdate()
  // Most of the waiting is done before uploads are excluded.
  await lockWaiting.execute()
  await sql`select pg_advisory_xact_lock(${UPLOADS})`.execute(tx)
  await lockWaiting.execute()
}

/** Returns the number of the latest erasure. A preview that began before an erasure is repeated after it. */
export async function lastErasure(db: Db): Promise<number> {
  const { no } = await db
    .selectFrom('erasure')
    .select(({ fn }) => fn.coalesce(fn.max('no'), sql<number>`0`).as('no'))
    .executeTakeFirstOrThrow()
  return no
}

/** The reason why an import whose file was deleted by an erasure can no longer be applied. */
export const FILE_ERASED: ImportMessage = {
  code: 'file_erased',
  detail: {
    pl:
      'Plik usunięto, ponieważ wymieniał osobę, której dane usunięto z rejestru. Niczego nie zapisano. ' +
      'Plik należy przesłać ponownie, bez danych tej osoby.',
    en:
      'The file was deleted, because it mentioned a person whose data was erased from the registry. Nothing was ' +
      'written. Send the file again without the data of this person.'
  }
}

/**
 * Deletes the files and the rows of reports that fulfil the conditions, in which the table is named x. A file with such
 * a row in its report goes as well: a value can be written in a form that only the report has in full. Imports that
 * wait for such a file become stale, and their whole reports are deleted: a row of a report need not name the person.
 */
export async function forgetImports(tx: Tx, file: Expression<SqlBool>, row: Expression<SqlBool>): Promise<void> {
  const reported = await tx.selectFrom('import_row as x').select('x.import_id').distinct().where(row).execute()
  const mentioned = reported.map(({ import_id }) => import_id)
  const files = await tx
    .deleteFrom('import_file as x')
    .where(({ eb, fn, or, val }) => or([file, eb('x.import_id', '=', fn.any(val(mentioned)))]))
    .returning('x.import_id')
    .execute()
  for (const { import_id } of files) await setStatus(tx, import_id, 'stale', [FILE_ERASED])
  const stale = files.map(({ import_id }) => import_id)
  await tx
    .deleteFrom('import_row as x')
    .where(({ eb, fn, or, val }) => or([eb('x.import_id', '=', fn.any(val(stale))), row]))
    .execute()
}
