-- Versions, and the changes that a transaction collects (docs/decisions/0016). The planner settings of the functions
-- are for their cached plans, which serve one changed row and ten thousand.

create or replace function begin_settling() returns void
  language sql security definer set search_path = public, pg_temp
  as $$ insert into pending_transaction values (pg_current_xact_id()) on conflict do nothing $$;
comment on function begin_settling() is 'Makes settle() run before the transaction commits.';
revoke execute on function begin_settling from konwent_app, konwent_readonly;

create or replace function was_changed(subject_type text, subject_id text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  -- tg_table_name (type name) has the collation "C". The index can only be used with the default collation.
  return exists (select from pending_change p where p.transaction = pg_current_xact_id()
    and p.subject_type = was_changed.subject_type collate "default"
    and p.subject_id = was_changed.subject_id collate "default");
end $$;
comment on function was_changed(text, text) is 'Whether the transaction has already changed the record.';
revoke execute on function was_changed from konwent_app, konwent_readonly;

create or replace function track_version() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  key constant text := tg_argv[0];
  ignored constant text[] := tg_argv[1];
begin
  if to_jsonb(new) - ignored is distinct from to_jsonb(old) - ignored then
    new.version := old.version;
    -- Rows that the transaction has changed have its timestamp. Only these are looked up, so a bulk change needs no
    -- queries.
    if old.updated_at is distinct from now() or not was_changed(tg_table_name, to_jsonb(new) ->> key) then
      new.version := old.version + 1;
    end if;
    new.updated_at := now();
  end if;
  return new;
end $$;
comment on function track_version() is
  'Trigger: raises the version after a change of content, once per transaction. Arguments: the key column, and the '
  'columns that are not content.';
revoke execute on function track_version from konwent_app, konwent_readonly;

create or replace function track_rows() returns trigger language plpgsql security definer
  set search_path = public, pg_temp
  set enable_nestloop = off set enable_hashjoin = on set enable_mergejoin = on set enable_seqscan = on as $$
declare
  kind constant text := tg_table_name;
  key constant text := tg_argv[0];
  ignored constant text[] := tg_argv[1];
  journaled constant boolean := tg_argv[2];
  limited constant boolean := tg_argv[3];
  properties constant jsonb := properties_of(kind);
begin
  if tg_op = 'INSERT' then
    insert into pending_change as p
      (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
    select pg_current_xact_id(), kind, r.row ->> key, journaled, 'created', (r.row ->> 'version')::int,
      changed_properties(properties, null, r.row), false, not limited or is_public(kind, r.row)
    from (select to_jsonb(a) as row from after_rows a) r
    on conflict on constraint pending_change_pkey do update
      set verb = 'updated', version = excluded.version, fields = excluded.fields, public_after = excluded.public_after;
  elsif tg_op = 'UPDATE' then
    insert into pending_change as p
      (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
    select pg_current_xact_id(), kind, a.row ->> key, journaled, 'updated', (a.row ->> 'version')::int,
      changed_properties(properties, b.row, a.row), not limited or is_public(kind, b.row),
      not limited or is_public(kind, a.row)
    from (select to_jsonb(x) ->> key as id, to_jsonb(x) as row from after_rows x offset 0) a
    join (select to_jsonb(x) ->> key as id, to_jsonb(x) as row from before_rows x offset 0) b using (id)
    where a.row - ignored is distinct from b.row - ignored
    on conflict on constraint pending_change_pkey do update
      set version = excluded.version, public_after = excluded.public_after, fields = united(p.fields, excluded.fields);
  else
    insert into pending_change as p
      (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
    select pg_current_xact_id(), kind, r.row ->> key, journaled, 'deleted', null, '{}',
      not limited or is_public(kind, r.row), false
    from (select to_jsonb(b) as row from before_rows b) r
    on conflict on constraint pending_change_pkey do update set version = null, public_after = false, fields = '{}',
      verb = case when p.verb = 'created' then 'undone' when p.op is null then 'deleted' else p.verb end;
  end if;
  if found then perform begin_settling(); end if;
  return null;
end $$;
comment on function track_rows() is
  'Trigger: collects the rows that a statement inserted, updated or deleted. Arguments: the key column, the columns '
  'that are not content, whether the type is in the change log, and whether is_public() has a rule for it.';
revoke execute on function track_rows from konwent_app, konwent_readonly;

create or replace function touch(subject_type text, ids text[], property text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kind record;
  -- The comparison in this type can use the index. A comparison as text would read the whole table.
  key_type text;
  public_condition text;
begin
  if coalesce(cardinality(ids), 0) = 0 then return; end if;
  select t.* into strict kind from record_type t where t.subject_type = touch.subject_type collate "default";
  key_type := key_type_of(kind.subject_type);
  public_condition := case when kind.limited
    then format('is_public(%L, to_jsonb(t))', kind.subject_type) else 'true' end;
  execute format('update %1$I t set version = version + 1, updated_at = now() where t.%2$I = any($1::%3$s[])
    and (t.updated_at is distinct from now() or not was_changed(%1$L, t.%2$I::text))',
    kind.subject_type, kind.key_column, key_type) using ids;
  execute format('insert into pending_change as p
      (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
    select pg_current_xact_id(), %1$L, t.%2$I::text, $3, ''updated'', t.version, array[$2], %4$s, %4$s
    from %1$I t where t.%2$I = any($1::%3$s[])
    on conflict on constraint pending_change_pkey do update
      set version = excluded.version, fields = united(p.fields, excluded.fields)',
    kind.subject_type, kind.key_column, key_type, public_condition) using ids, property, kind.journaled;
  perform begin_settling();
end $$;
comment on function touch(text, text[], text) is
  'Raises the version of records whose parts have changed, once per transaction.';
revoke execute on function touch from konwent_app, konwent_readonly;

create or replace function track_parents() returns trigger language plpgsql security definer
  set search_path = public, pg_temp
  set enable_hashjoin = on set enable_mergejoin = on set enable_seqscan = off as $$
declare
  parent constant text := tg_argv[0];
  expression constant text := tg_argv[1];
  property constant text := tg_argv[2];
  own_column constant text := substring(expression from '^row ->> ''([a-z_]+)''$');
  ids text[];
  children text;
begin
  if own_column is not null and tg_op <> 'UPDATE' then
    -- Reading the column is many times faster than reading it from the row as jsonb.
    execute format('select array_agg(distinct %I::text) from %I where %1$I is not null', own_column,
      case tg_op when 'INSERT' then 'after_rows' else 'before_rows' end) into ids;
    perform touch(parent, ids, property);
    return null;
  end if;
  -- NOT EXISTS is a hash join at any size. NOT IN uses a hash table only if that fits into work_mem.
  children := case tg_op
    when 'INSERT' then 'select to_jsonb(x) as row from after_rows x'
    when 'DELETE' then 'select to_jsonb(x) as row from before_rows x'
    else format('
      select content_of(to_jsonb(x)) as row from after_rows x where not exists (
        select from before_rows y where shown_content(%1$L, to_jsonb(y)) = shown_content(%1$L, to_jsonb(x)))
      union all
      select content_of(to_jsonb(x)) from before_rows x where not exists (
        select from after_rows y where shown_content(%1$L, to_jsonb(y)) = shown_content(%1$L, to_jsonb(x)))',
      tg_table_name) end;
  execute format('select array_agg(distinct parent) from (select (%s)::text as parent from (%s) as rows) as p
    where parent is not null', expression, children) into ids;
  perform touch(parent, ids, property);
  return null;
end $$;
comment on function track_parents() is
  'Trigger: a change of rows touches the records that contain them. Arguments: the type of these records, an SQL '
  'expression for their key over the row as jsonb, and the property that contains the rows.';
revoke execute on function track_parents from konwent_app, konwent_readonly;

create or replace function mark_change(
  subject_type text, subject_id text, verb text, op change_op, successor_id text default null
) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into pending_change as p (transaction, subject_type, subject_id, journaled, verb, op, version, fields,
    public_before, public_after, successor_id)
  values (pg_current_xact_id(), subject_type, subject_id, true, verb, op, null, '{}', true, true, successor_id)
  on conflict on constraint pending_change_pkey do update
    set verb = excluded.verb, op = excluded.op, successor_id = excluded.successor_id;
  perform begin_settling();
end $$;
comment on function mark_change(text, text, text, change_op, text) is
  'Sets the verb of a change in the transaction, and the operation that a copy must apply. Call it after the change.';
revoke execute on function mark_change from konwent_readonly;

create or replace function record_audit(action text, subject_type text, subject_ids text[], fields text[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into pending_audit (transaction, action, subject_type, subject_ids, fields)
  values (pg_current_xact_id(), action, subject_type, subject_ids, fields);
  perform begin_settling();
end $$;
comment on function record_audit(text, text, text[], text[]) is
  'Enters an action without changes into the audit, such as reading non-public data.';
revoke execute on function record_audit from konwent_readonly;
