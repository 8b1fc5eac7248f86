// Describes everything that migrations create in a database, to compare two databases.
import type pg from 'pg'

const notOfExtension = (catalogue: string, object: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${object}.oid
    and d.deptype = 'e')`
const rights = (acl: string, type: string, owner: string) => `(
  select coalesce(string_agg(format('%s:%s', coalesce(to_regrole(grantee::regrole::text)::text, 'public'),
    privilege_type), ',' order by grantee::regrole::text, privilege_type), '')
  from aclexplode(coalesce(${acl}, acldefault('${type}', ${owner}))))`

/** Each query returns lines of text. The order of columns in a table is ignored: no statement depends on it. */
const queries: Record<string, string> = {
  tables: `select format('%s %s persistence=%s rls=%s owner=%s rights=%s comment=%s', c.relkind, c.relname,
      c.relpersistence, c.relrowsecurity, c.relowner::regrole,
      ${rights('c.relacl', 'r', 'c.relowner')}, obj_description(c.oid, 'pg_class'))
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
      and ${notOfExtension('pg_class', 'c')}`,
  sequences: `select format('%s owner=%s rights=%s', c.relname, c.relowner::regrole,
      ${rights('c.relacl', 's', 'c.relowner')})
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'`,
  columns: `select format('%s.%s %s collation=%s null=%s default=%s generated=%s identity=%s statistics=%s rights=%s '
      'comment=%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation,
      not a.attnotnull,
      pg_get_expr(f.adbin, f.adrelid), a.attgenerated, a.attidentity, a.attstattarget, a.attacl,
      col_description(c.oid, a.attnum))
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef f on f.adrelid = c.oid and f.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p') and ${notOfExtension('pg_class', 'c')}`,
  constraints: `select format('%s %s %s valid=%s deferrable=%s,%s', n.conrelid::regclass, n.conname,
      pg_get_constraintdef(n.oid), n.convalidated, n.condeferrable, n.condeferred)
    from pg_constraint n where n.connamespace = 'public'::regnamespace`,
  indexes: `select indexdef from pg_indexes where schemaname = 'public'`,
  statistics: `select format('%s owner=%s comment=%s', pg_get_statisticsobjdef(oid), stxowner::regrole,
    obj_description(oid, 'pg_statistic_ext')) from pg_statistic_ext`,
  triggers: `select format('%s enabled=%s', pg_get_triggerdef(g.oid), g.tgenabled) from pg_trigger g
    join pg_class c on c.oid = g.tgrelid where c.relnamespace = 'public'::regnamespace and not g.tgisinternal`,
  functions: `select format('%s owner=%s rights=%s comment=%s', case p.prokind
      when 'a' then p.oid::regprocedure::text || (select format(' %s %s', g.aggtransfn, g.aggtranstype::regtype)
        from pg_aggregate g where g.aggfnoid = p.oid)
      else pg_get_functiondef(p.oid) end, p.proowner::regrole,
      ${rights('p.proacl', 'f', 'p.proowner')}, obj_description(p.oid, 'pg_proc'))
    from pg_proc p where p.pronamespace = 'public'::regnamespace and ${notOfExtension('pg_proc', 'p')}`,
  types: `select format('%s %s owner=%s rights=%s', t.typname, (select array_agg(e.enumlabel order by e.enumsortorder)
      from pg_enum e where e.enumtypid = t.oid), t.typowner::regrole, ${rights('t.typacl', 'T', 't.typowner')})
    from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
      and ${notOfExtension('pg_type', 't')}`,
  policies: `select format('%s %s %s roles=%s using=%s check=%s comment=%s', polrelid::regclass, polname, polcmd,
      array(select r::regrole::text from unnest(polroles) r order by 1), pg_get_expr(polqual, polrelid),
      pg_get_expr(polwithcheck, polrelid), obj_description(oid, 'pg_policy')) from pg_policy`,
  defaults: `select format('%s %s %s %s', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype,
      (select string_agg(format('%s:%s', grantee::regrole, privilege_type), ',' order by grantee::regrole::text,
        privilege_type) from aclexplode(defaclacl))) from pg_default_acl`,
  schema: `select format('%s owner=%s rights=%s', nspname, nspowner::regrole, ${rights('nspacl', 'n', 'nspowner')})
    from pg_namespace where nspname !~ '^pg_|^information_schema$'`,
  database: `select ${rights('datacl', 'd', 'datdba')} from pg_database where datname = current_database()`,
  extensions: `select extname from pg_extension`,
  records: `select to_jsonb(x)::text from record_type x union all select to_jsonb(x)::text from record_property x
    union all select to_jsonb(x)::text from record_part x union all select to_jsonb(x)::text from record_reference x`
}

/** Returns sorted lines that describe the schema of a database. */
export async function schemaOf(pool: pg.Pool): Promise<string[]> {
  const lines: string[] = []
  for (const [kind, text] of Object.entries(queries)) {
    const { rows } = await pool.query<string[]>({ text, rowMode: 'array' })
    lines.push(...rows.map(([line]) => `${kind}: ${line}`).sort())
  }
  return lines
}
