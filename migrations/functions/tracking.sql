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

create or replace function make_tracking(subject_type text) returns void language plpgsql
  set search_path = public, pg_temp as $make$
declare
  kind record;
  -- The content of the record, as the change log names it. The key belongs to it, but has no name there.
  content text[];
  after_row text;
  before_row text;
  changed text;
  given text;
  public_after text;
  public_before text;
begin
  select t.* into strict kind from record_type t where t.subject_type = make_tracking.subject_type;
  with named as (
    select p.property, a.attnum,
      -- Values of json cannot be compared.
      quote_ident(a.attname) || case when a.atttypid = 'json'::regtype then '::text' else '' end as name
    from pg_attribute a join record_property p on p.subject_type = kind.subject_type and p.column_name = a.attname
    where a.attrelid = kind.subject_type::regclass and a.attnum > 0 and not a.attisdropped
      and (p.property is not null or a.attname = kind.key_column)
  ), grouped as (
    select property, array_agg(name order by attnum) as names from named where property is not null group by property
  )
  select (select array_agg(name order by attnum) from named),
    (select string_agg(format('case when %s then %L end', (
      select string_agg(format('a.%1$s is distinct from b.%1$s', name), ' or ') from unnest(g.names) as name),
      g.property), ', ' order by g.property collate "C") from grouped g),
    (select string_agg(format('case when num_nonnulls(%s) > 0 then %L end', (
      select string_agg('a.' || name, ', ') from unnest(g.names) as name), g.property),
      ', ' order by g.property collate "C") from grouped g)
  into content, changed, given;
  after_row := (select string_agg('a.' || name, ', ') from unnest(content) as name);
  before_row := (select string_agg('b.' || name, ', ') from unnest(content) as name);
  public_after := case when kind.limited then format('is_public(%L, to_jsonb(a))', kind.subject_type) else 'true' end;
  public_before := case when kind.limited then format('is_public(%L, to_jsonb(b))', kind.subject_type) else 'true' end;

  execute format($template$
    create or replace function %1$I() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $function$
    begin
      if (%4$s) is distinct from (%5$s) then
        new.version := old.version;
        -- Rows that the transaction has changed have its timestamp. Only these are looked up, so a bulk change needs no
        -- queries.
        if old.updated_at is distinct from now() or not was_changed(%2$L, new.%3$I::text) then
          new.version := old.version + 1;
        end if;
        new.updated_at := now();
      end if;
      return new;
    end $function$ $template$,
    'track_version_' || kind.subject_type, kind.subject_type, kind.key_column,
    replace(after_row, 'a.', 'new.'), replace(before_row, 'b.', 'old.'));
  execute format($template$
    create or replace function %1$I() returns trigger language plpgsql security definer
      set search_path = public, pg_temp
      set enable_nestloop = off set enable_hashjoin = on set enable_mergejoin = on set enable_seqscan = on as $function$
    begin
      if tg_op = 'INSERT' then
        insert into pending_change as p
          (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
        select pg_current_xact_id(), %2$L, a.%3$I::text, %4$L, 'created', a.version,
          array_remove(array[%5$s]::text[], null), false, %6$s
        from after_rows a
        on conflict on constraint pending_change_pkey do update set verb = 'updated', version = excluded.version,
          fields = excluded.fields, public_after = excluded.public_after;
      elsif tg_op = 'UPDATE' then
        insert into pending_change as p
          (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
        select pg_current_xact_id(), %2$L, a.%3$I::text, %4$L, 'updated', a.version,
          array_remove(array[%7$s]::text[], null), %8$s, %6$s
        from after_rows a join before_rows b on b.%3$I = a.%3$I
        where (%9$s) is distinct from (%10$s)
        on conflict on constraint pending_change_pkey do update
          set version = excluded.version, public_after = excluded.public_after, fields = united(p.fields, excluded.fields);
      else
        insert into pending_change as p
          (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
        select pg_current_xact_id(), %2$L, b.%3$I::text, %4$L, 'deleted', null, '{}', %8$s, false from before_rows b
        on conflict on constraint pending_change_pkey do update set version = null, public_after = false, fields = '{}',
          verb = case when p.verb = 'created' then 'undone' when p.op is null then 'deleted' else p.verb end;
      end if;
      if found then insert into pending_transaction values (pg_current_xact_id()) on conflict do nothing; end if;
      return null;
    end $function$ $template$,
    'track_' || kind.subject_type, kind.subject_type, kind.key_column, kind.journaled, given, public_after,
    coalesce(changed, ''), public_before, after_row, before_row);
  execute format($template$
    create or replace function %1$I(ids text[], property text) returns void language plpgsql security definer
      set search_path = public, pg_temp as $function$
    begin
      -- The comparison in the type of the key can use the index. A comparison as text would read the whole table.
      update %2$I t set version = version + 1, updated_at = now() where t.%3$I = any($1::%4$s[])
        and (t.updated_at is distinct from now() or not was_changed(%2$L, t.%3$I::text));
      insert into pending_change as p
        (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
      select pg_current_xact_id(), %2$L, t.%3$I::text, %5$L, 'updated', t.version, array[$2], %6$s, %6$s
      from %2$I t where t.%3$I = any($1::%4$s[])
      on conflict on constraint pending_change_pkey do update
        set version = excluded.version, fields = united(p.fields, excluded.fields);
      insert into pending_transaction values (pg_current_xact_id()) on conflict do nothing;
    end $function$ $template$,
    'touch_' || kind.subject_type, kind.subject_type, kind.key_column, key_type_of(kind.subject_type), kind.journaled,
    case when kind.limited then format('is_public(%L, to_jsonb(t))', kind.subject_type) else 'true' end);
  execute format('create or replace trigger track_version before update on %I
    for each row execute function %I()', kind.subject_type, 'track_version_' || kind.subject_type);
  execute format('create or replace trigger track_insert after insert on %I referencing new table as after_rows
    for each statement execute function %I()', kind.subject_type, 'track_' || kind.subject_type);
  execute format('create or replace trigger track_update after update on %I
    referencing old table as before_rows new table as after_rows
    for each statement execute function %I()', kind.subject_type, 'track_' || kind.subject_type);
  execute format('create or replace trigger track_delete after delete on %I referencing old table as before_rows
    for each statement execute function %I()', kind.subject_type, 'track_' || kind.subject_type);
  execute format('comment on function %I() is %L', 'track_version_' || kind.subject_type,
    'Trigger: raises the version after a change of content, once per transaction. Made by make_tracking().');
  execute format('comment on function %I() is %L', 'track_' || kind.subject_type,
    'Trigger: collects the rows that a statement inserted, updated or deleted. Made by make_tracking().');
  execute format('comment on function %I is %L', 'touch_' || kind.subject_type,
    'Raises the version of records of one type for touch(). Made by make_tracking().');
  execute format('revoke execute on function %I(), %I(), %I from konwent_app, konwent_readonly',
    'track_version_' || kind.subject_type, 'track_' || kind.subject_type, 'touch_' || kind.subject_type);
end $make$;
comment on function make_tracking(text) is
  'Makes the triggers that track the rows of a record type. Their functions name the columns of the table, because '
  'PostgreSQL plans such a function once, and comparing rows as jsonb would cost more than the change itself.';
revoke execute on function make_tracking from konwent_app, konwent_readonly;

create or replace function touch(subject_type text, ids text[], property text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if coalesce(cardinality(ids), 0) = 0 then return; end if;
  execute format('select %I($1, $2)', 'touch_' || subject_type) using ids, property;
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

-- Existing record types get the functions of this version. The former ones had no columns of their own.
do $$ begin
  if to_regclass('record_type') is not null then
    perform make_tracking(t.subject_type) from record_type t;
    drop function if exists track_rows(), track_version();
  end if;
end $$;
