// Defaults of the role konwent_app. A login as this role begins with them, also behind a connection pooler, where a
// session cannot have settings of its own (docs/decisions/0063-poolers.md). They are neither in a dump of the database
// nor in a migration: roles belong to the cluster.
import { sql } from 'kysely'
import type { Db } from './connect.ts'
import { REQUEST_LIMITS, settingsOf } from './session.ts'

const DEFAULTS = settingsOf({ limits: REQUEST_LIMITS })

/**
 * Sets the defaults that are missing or different. Returns the statements that the login may not run, because it neither
 * is a superuser nor administers the role.
 */
export async function repairRoleDefaults(db: Db): Promise<string[]> {
  const wanted = DEFAULTS.map(([name, value]) => ({ name, value }))
  const { rows } = await sql<{ statement: string; may: boolean }>`
    select format('alter role konwent_app set %I = %L', name, value) as statement,
      (select rolsuper or rolcreaterole and pg_has_role('konwent_app', 'member with admin option')
        from pg_roles where rolname = current_user) as may
    from json_to_recordset(${JSON.stringify(wanted)}::json) as w (name text, value text)
    where not exists (select from pg_db_role_setting
      where setdatabase = 0 and setrole = 'konwent_app'::regrole and name || '=' || value = any(setconfig))`.execute(db)
  if (!rows.every(({ may }) => may)) return rows.map(({ statement }) => statement)
  for (const { statement } of rows) await alterRole(db, statement)
  return []
}

/** Runs the statement again if a migration of another database of the cluster has changed the role at the same time. */
async function alterRole(db: Db, statement: string): Promise<void> {
  // PostgreSQL reports "tuple concurrently updated" as an internal error, after the commit of the other session.
  await sql`do ${sql.lit(`begin
    for attempt in 1..10 loop
      begin
        ${statement};
        exit;
      exception when internal_error then
        if attempt = 10 then raise; end if;
      end;
    end loop;
  end`)}`.execute(db)
}
