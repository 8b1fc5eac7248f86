-- Values before a change, in the transaction of the change (docs/decisions/0055). A migration names the properties.

create or replace function keep_previous_values(subject regclass, properties text[]) returns void
  language plpgsql set search_path = public, pg_temp as $$
declare
  kind constant text := subject::text;
  described record_type;
  wrong text;
  fields jsonb;
begin
  select t.* into strict described from record_type t where t.subject_type = kind;
  -- Such a type has data that is not for everybody.
  if described.limited or not has_table_privilege('konwent_readonly', subject, 'select') then
    raise 'records of the type % are not all public', kind;
  end if;
  select string_agg(name, ', ') into wrong from unnest(properties) as name
  where not exists (select from record_property p where p.subject_type = kind and p.property = name);
  if wrong is not null then raise '% has no property %', kind, wrong; end if;
  select string_agg(distinct p.property, ', ') into wrong
  from record_property p
  join pg_attribute a on a.attrelid = subject and a.attname = p.column_name
  join pg_constraint c on c.conrelid = subject and c.contype = 'f' and a.attnum = any(c.conkey)
  where p.subject_type = kind and p.property = any(properties)
    and exists (select from record_type t where t.subject_type = c.confrelid::regclass::text and t.limited);
  if wrong is not null then raise 'the property % refers to records that are not all public', wrong; end if;
  select string_agg(property, ', ') into wrong from (
    select p.property from record_property p where p.subject_type = kind and p.property = any(properties)
    group by p.property
    having count(*) > 1 and not array_agg(p.column_name) @> uncertain_columns(p.property)
  ) as several;
  if wrong is not null then raise 'the property % has several columns', wrong; end if;
  select jsonb_object_agg(p.column_name, p.property) into fields
  from record_property p where p.subject_type = kind and p.property = any(properties);
  execute format('create or replace trigger keep_update after update on %I
    referencing old table as before_rows new table as after_rows
    for each statement execute function note_previous_values(%L, %L)', kind, described.key_column, fields);
  execute format('create or replace trigger keep_delete after delete on %I referencing old table as before_rows
    for each statement execute function note_previous_values(%L, %L)', kind, described.key_column, fields);
end $$;
comment on function keep_previous_values is
  'Keeps the values of the named properties before changes of the records of a type. All records of the type must be '
  'public, and so must be those to which the properties refer. Call it again after a change of the columns.';

create or replace function kept_value(record jsonb, column_name text, property text) returns jsonb
  language sql immutable parallel safe
  return case when record ? (property || '_not_before') then jsonb_build_object('on', record -> (property || '_on'),
      'not_before', record -> (property || '_not_before'), 'not_after', record -> (property || '_not_after'))
    else record -> column_name end;
comment on function kept_value(jsonb, text, text) is
  'Value of a property in a row: that of its column, or an object of the three days of an uncertain date.';

create or replace function note_previous_values() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set timezone = 'UTC'
  set enable_nestloop = off set enable_hashjoin = on set enable_mergejoin = on set enable_seqscan = on as $$
declare
  kind constant text := tg_table_name;
  id_column constant text := tg_argv[0];
  fields constant jsonb := tg_argv[1];
begin
  -- An erasure removes values. Those before it must not stay.
  if coalesce(current_setting('konwent.erasing', true), '') = 'on' then return null; end if;
  if tg_op = 'DELETE' then
    insert into previous_value (subject_type, subject_id, version, field, before)
    select distinct kind, b.row ->> id_column, (b.row ->> 'version')::int + 1, f.value #>> '{}',
      kept_value(b.row, f.key, f.value #>> '{}')
    from (select to_jsonb(x) as row from before_rows x) b cross join jsonb_each(fields) f
    where b.row ->> 'person_id' is null
    on conflict on constraint previous_value_once do nothing;
    return null;
  end if;
  insert into previous_value (subject_type, subject_id, version, field, before)
  select distinct kind, a.id, (a.row ->> 'version')::int, fields ->> c.key,
    kept_value(b.row, c.key, fields ->> c.key)
  from (select to_jsonb(x) ->> id_column as id, to_jsonb(x) as row from after_rows x offset 0) a
  join (select to_jsonb(x) ->> id_column as id, to_jsonb(x) as row from before_rows x offset 0) b using (id)
  cross join jsonb_each(b.row) c
  where fields ? c.key and a.row -> c.key is distinct from c.value
    -- A record of this transaction has no values before it.
    and (a.row ->> 'version')::int > 1
    and a.row ->> 'person_id' is null and b.row ->> 'person_id' is null
  -- Of several changes in a transaction, the first has the value before it.
  on conflict on constraint previous_value_once do nothing;
  return null;
end $$;
comment on function note_previous_values() is
  'Trigger: keeps the values that a statement replaced. Arguments: the key column, and the property of each column. '
  'Rows that refer to a person are left out.';
revoke execute on function keep_previous_values, kept_value, note_previous_values from konwent_app, konwent_readonly;
