// Parts that a dump of one database lacks: roles, their settings and members, settings of the database, rights on it.
import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from '../../db/connect.ts'

/** Settings that are lists of names. Their quoted form cannot be passed as one literal. */
const LISTS = ['search_path', 'session_preload_libraries', 'local_preload_libraries', 'temp_tablespaces']

/** The roles that migrations create. */
const REGISTRY_ROLES = ['konwent_owner', 'konwent_app', 'konwent_readonly']

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const Rights = Type.Object({
  /** Encoding and collation. */
  locale: Type.Object({
    encoding: Type.String(),
    provider: Type.String(),
    collate: Type.String(),
    ctype: Type.String(),
    locale: Nullable(Type.String())
  }),
  /** The roles of the registry, and others that own something in the database or have rights there. No passwords. */
  roles: Type.Array(Type.Object({ name: Type.String(), login: Type.Boolean(), description: Nullable(Type.String()) })),
  /** Members of the roles of the registry. */
  members: Type.Array(
    Type.Object({
      role: Type.String(),
      member: Type.String(),
      admin: Type.Boolean(),
      inherit: Type.Boolean(),
      set: Type.Boolean()
    })
  ),
  /** Rights on the database. The grantee is null for everybody. */
  privileges: Type.Array(
    Type.Object({ grantee: Nullable(Type.String()), privilege: Type.String(), grantable: Type.Boolean() })
  ),
  /** Settings of the database, of a role there, or of a role of the registry in every database. */
  settings: Type.Array(
    Type.Object({
      role: Nullable(Type.String()),
      everywhere: Type.Boolean(),
      name: Type.String(),
      value: Type.String()
    })
  )
})
export type Rights = Static<typeof Rights>

/** Reads the rights and settings. Any login may do so. */
export async function readRights(db: Db): Promise<Rights> {
  const ours = sql`array(select oid from pg_roles where rolname = any(${REGISTRY_ROLES}))`
  const { rows } = await sql<Rights>`
    select jsonb_build_object('encoding', pg_encoding_to_char(encoding), 'provider', case datlocprovider
        when 'b' then 'builtin' when 'i' then 'icu' else 'libc' end,
        'collate', datcollate, 'ctype', datctype, 'locale', datlocale) as locale,
      (select jsonb_agg(jsonb_build_object('name', rolname, 'login', rolcanlogin,
          'description', shobj_description(r.oid, 'pg_authid')) order by rolname)
        from pg_roles r
        -- Owners ('o') and grantees ('a'). A dump does not contain the owner of an extension.
        where r.oid = any(${ours}) or r.oid in (select refobjid from pg_shdepend
          where dbid = d.oid and refclassid = 'pg_authid'::regclass and deptype in ('o', 'a')
            and classid <> 'pg_extension'::regclass)) as roles,
      (select coalesce(jsonb_agg(to_jsonb(m) order by m.role, m.member), '[]') from (
        select pg_get_userbyid(roleid) as role, pg_get_userbyid(member) as member, bool_or(admin_option) as admin,
          bool_or(inherit_option) as inherit, bool_or(set_option) as set
        from pg_auth_members where roleid = any(${ours}) group by roleid, member) as m) as members,
      (select coalesce(jsonb_agg(jsonb_build_object('grantee', g.rolname, 'privilege', privilege_type,
          'grantable', is_grantable) order by g.rolname, privilege_type), '[]')
        from aclexplode(coalesce(datacl, acldefault('d', datdba))) a left join pg_roles g on g.oid = a.grantee
        where a.grantee <> datdba) as privileges,
      (select coalesce(jsonb_agg(jsonb_build_object('role', r.rolname, 'everywhere', setdatabase = 0,
          'name', split_part(setting, '=', 1), 'value', substr(setting, strpos(setting, '=') + 1))
          order by setdatabase, r.rolname, setting), '[]')
        from pg_db_role_setting s cross join unnest(setconfig) as setting left join pg_roles r on r.oid = setrole
        where setdatabase = d.oid or setdatabase = 0 and setrole = any(${ours})) as settings
    from pg_database d where datname = current_database()`.execute(db)
  return rows[0] as Rights
}

/**
 * Creates the roles of the registry that this server lacks, and makes the login a member. Returns the names of the
 * created roles. Throws, before it creates any, if another role that the dump names is missing.
 */
export async function createRoles(db: Db, { roles }: Rights): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select rolname as name from pg_roles`.execute(db)
  const present = new Set(rows.map(({ name }) => name))
  const missing = roles.filter(({ name }) => !present.has(name))
  const others = missing.filter(({ name }) => !REGISTRY_ROLES.includes(name))
  if (others.length > 0) {
    const statements = others.map(
      ({ name, login }) => `create role ${pg.escapeIdentifier(name)}${login ? ' login' : ''}`
    )
    throw new Error(`the backup names roles that this server lacks. Run this in psql first: ${statements.join('; ')}`)
  }
  for (const { name, login, description } of missing) {
    await sql`create role ${sql.id(name)} ${sql.raw(login ? 'login' : 'nologin')}`.execute(db)
    if (description !== null) await sql`comment on role ${sql.id(name)} is ${sql.lit(description)}`.execute(db)
  }
  for (const name of ['konwent_owner', 'konwent_app']) {
    const { rows } = await sql<{ member: boolean }>`select pg_has_role(${name}, 'set') as member`.execute(db)
    if (!rows[0]?.member)
      await sql`grant ${sql.id(name)} to current_user`.execute(db).catch((error: Error) => {
        throw new Error(`the login must be a member of ${name}: ${error.message}. A superuser can grant it that role.`)
      })
  }
  return missing.map(({ name }) => name)
}

/** Takes away the default rights of everybody on the database, so that only its owner and superusers can connect. */
export async function closeDatabase(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  await sql`revoke all on database ${sql.id(rows[0]?.name ?? '')} from public`.execute(db)
}

/**
 * Restores settings, members and, last, rights on the database. Settings that a role has on this server stay, and so do
 * the members of a role that this restore did not create. Returns the statements that were not executed, with the
 * reason.
 */
export async function restoreRights(db: Db, rights: Rights, created: string[]): Promise<string[]> {
  const { rows } = await sql<{ database: string; login: string }>`
    select current_database() as database, current_user as login`.execute(db)
  const { database, login } = rows[0] as { database: string; login: string }
  const present = await readRights(db)
  const id = pg.escapeIdentifier
  const left: string[] = []
  const attempt = async (statement: string, list?: { name: string; value: string }) => {
    try {
      await db.transaction().execute(async (tx) => {
        if (list) await sql`select set_config(${list.name}, ${list.value}, true)`.execute(tx)
        await sql.raw(statement).execute(tx)
      })
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error
      const shown = list ? statement.replace(/from current$/, `to ${list.value}`) : statement
      left.push(`${shown} (${error.message})`)
    }
  }
  for (const { role, everywhere, name, value } of rights.settings) {
    const isSame = (other: { role: string | null; everywhere: boolean; name: string }) =>
      other.everywhere && other.role === role && other.name === name
    if (everywhere && present.settings.some(isSame)) continue
    const target = role === null ? `database ${id(database)}` : `role ${id(role)}`
    const scope = role === null || everywhere ? '' : ` in database ${id(database)}`
    const set = `alter ${target}${scope} set ${id(name)}`
    if (LISTS.includes(name)) await attempt(`${set} from current`, { name, value })
    else await attempt(`${set} to ${pg.escapeLiteral(value)}`)
  }
  for (const { role, member, admin, inherit, set } of rights.members) {
    if (member === login || present.members.some((other) => other.role === role && other.member === member)) continue
    const statement = `grant ${id(role)} to ${id(member)} with admin ${admin}, inherit ${inherit}, set ${set}`
    if (created.includes(role)) await attempt(statement)
    else left.push(`${statement} (if it should still apply: this server had the role already)`)
  }
  for (const { grantee, privilege, grantable } of rights.privileges) {
    const target = grantee === null ? 'public' : id(grantee)
    await attempt(`grant ${privilege} on database ${id(database)} to ${target}${grantable ? ' with grant option' : ''}`)
  }
  return left
}
