// The copy: a SQLite file with every public record as JSON, and the cursor of the last change that it contains.
import { DatabaseSync } from 'node:sqlite'
import type { Copy, CopyWriter } from 'konwent-registry-client/sync'

/** Opens the file, or creates it. */
export function openCopy(file: string): Copy {
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

  const writer: CopyWriter = {
    clear: () => db.exec('delete from record'),
    put: (type, id, data) => put.run(type, id, JSON.stringify(data)),
    remove: (type, id) => remove.run(type, id),
    redirect: (type, id, successor) => redirect.run(type, id, successor),
    moveTo: (cursor) => writeCursor.run(cursor)
  }
  return {
    cursor: () => readCursor.get()?.cursor as string | undefined,
    async change(work) {
      db.exec('begin immediate')
      try {
        await work(writer)
        db.exec('commit')
      } catch (error) {
        db.exec('rollback')
        throw error
      }
    }
  }
}
