// The copy: a SQLite file with every public record as JSON, and the cursor of the last change that it contains.
import { DatabaseSync } from 'node:sqlite'

/** Opens the file, or creates it. */
export function openCopy(file: string) {
  const db = new DatabaseSync(file, { timeout: 5_000 })
  // secure_delete: data erased in the registry must not remain in free pages of the file.
  db.exec(`
    pragma secure_delete = on;
    create table if not exists record (
      type text, id text, data text not null,
      primary key (type, id)
    ) strict, without rowid;
    create table if not exists redirect (
      type text, id text, successor_id text not null,
      primary key (type, id)
    ) strict, without rowid;
    create table if not exists position (
      only_row integer primary key check (only_row = 1), cursor text not null
    ) strict;
  `)
  const put = db.prepare('insert into record values (?, ?, ?) on conflict do update set data = excluded.data')
  const remove = db.prepare('delete from record where type = ? and id = ?')
  const redirect = db.prepare('insert or replace into redirect values (?, ?, ?)')
  const readCursor = db.prepare('select cursor from position')
  const writeCursor = db.prepare('insert or replace into position values (1, ?)')

  return {
    /** Cursor of the last change that the copy contains. Undefined before the first snapshot. */
    get cursor(): string | undefined {
      return readCursor.get()?.cursor as string | undefined
    },
    set cursor(cursor: string) {
      writeCursor.run(cursor)
    },
    put: (type: string, id: string, data: string) => put.run(type, id, data),
    remove: (type: string, id: string) => remove.run(type, id),
    /** Stores the successor of a merged record, so that old addresses can lead to it. */
    redirect: (type: string, id: string, successor: string) => redirect.run(type, id, successor),
    clear: () => db.exec('delete from record'),
    /** Runs the work in one transaction. */
    async change(work: () => Promise<void>): Promise<void> {
      db.exec('begin immediate')
      try {
        await work()
        db.exec('commit')
      } catch (error) {
        db.exec('rollback')
        throw error
      }
    }
  }
}
