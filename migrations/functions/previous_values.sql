-- Values before a change, in the transaction of the change (docs/decisions/0055). A migration names the properties.

create or replace function keep_previous_values(subject regclass, properties text[]) returns void
  language plpgsql set search_path = public, pg_temp as $$
declare
  kind constant text := subject::text;
  wrong text;
begin
  -- Such a type has data that is not for everybody.
  if (select t.limited from record_type t where t.subject_type = kind)
    or not has_table_privilege('konwent_readonly', subject, 'select') then
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
  update record_type t set kept = properties where t.subject_type = kind;
  perform make_keeping(kind);
end $$;
comment on function keep_previous_values is
  'Keeps the values of the named properties before changes of the records of a type. All records of the type must be '
  'public, and so must be those to which the properties refer. Call it again after a change of these columns.';

create or replace function make_keeping(subject_type text) returns void
  language plpgsql set search_path = public, pg_temp as $make$
declare
  kind record;
  fields text[];
  after_row text;
  before_row text;
  -- Values before the change, in the order of the fields: all of them, and null for those that stay.
  all_values text;
  changed_values text;
  -- A record of a person has no values here, such as a membership.
  of_person constant boolean := 'person_id' = any(columns_of(subject_type::regclass));
begin
  select t.* into strict kind from record_type t where t.subject_type = make_keeping.subject_type;
  with named as (
    select p.property, quote_ident(p.column_name) as name
    from record_property p where p.subject_type = kind.subject_type and p.property = any(kind.kept)
  ), grouped as (
    select property, string_agg('a.' || name, ', ' order by name) as after_values,
      string_agg('b.' || name, ', ' order by name) as before_values,
      case when count(*) = 1 then format('coalesce(to_jsonb(b.%s), ''null'')', min(name))
        else format('jsonb_build_object(''on'', b.%1$I, ''not_before'', b.%2$I, ''not_after'', b.%3$I)',
          property || '_on', property || '_not_before', property || '_not_after') end as value
    from named group by property
  )
  select array_agg(property order by property), string_agg(after_values, ', ' order by property),
    string_agg(before_values, ', ' order by property), string_agg(value, ', ' order by property),
    string_agg(format('case when (%s) is distinct from (%s) then %s end', after_values, before_values, value), ', '
      order by property)
  into fields, after_row, before_row, all_values, changed_values from grouped;
  execute format($template$
    create or replace function %1$I() returns trigger language plpgsql security definer
      set search_path = public, pg_temp set timezone = 'UTC'
      set enable_nestloop = off set enable_hashjoin = on set enable_mergejoin = on set enable_seqscan = on as $function$
    begin
      -- An erasure removes values. Those before it must not stay.
      if coalesce(current_setting('konwent.erasing', true), '') = 'on' then return null; end if;
      if tg_op = 'DELETE' then
        insert into previous_value (subject_type, subject_id, version, field, before)
        select %2$L, b.%3$I::text, b.version + 1, f.field, f.before
        from before_rows b, unnest(%4$L::text[], array[%5$s]) as f (field, before)
        where f.before <> 'null' %9$s
        on conflict on constraint previous_value_once do nothing;
      else
        -- A record that the transaction made has no values before it. Of several changes, the first has them.
        insert into previous_value (subject_type, subject_id, version, field, before)
        select %2$L, a.%3$I::text, a.version, f.field, f.before
        from after_rows a join before_rows b on b.%3$I = a.%3$I,
          unnest(%4$L::text[], array[%6$s]) as f (field, before)
        where (%7$s) is distinct from (%8$s) and a.version > 1 and f.before is not null %10$s
        on conflict on constraint previous_value_once do nothing;
      end if;
      return null;
    end $function$ $template$,
    'keep_' || kind.subject_type, kind.subject_type, kind.key_column, fields, all_values, changed_values,
    after_row, before_row, case when of_person then 'and b.person_id is null' end,
    case when of_person then 'and a.person_id is null and b.person_id is null' end);
  execute format('create or replace trigger keep_update after update on %I
    referencing old table as before_rows new table as after_rows
    for each statement execute function %I()', kind.subject_type, 'keep_' || kind.subject_type);
  execute format('create or replace trigger keep_delete after delete on %I referencing old table as before_rows
    for each statement execute function %I()', kind.subject_type, 'keep_' || kind.subject_type);
  execute format('comment on function %I() is %L', 'keep_' || kind.subject_type,
    'Trigger: keeps the values that a statement replaced. Made by make_keeping().');
  execute format('revoke execute on function %I() from konwent_app, konwent_readonly', 'keep_' || kind.subject_type);
end $make$;
comment on function make_keeping(text) is
  'Makes the triggers that keep previous values of a record type. Their function names the columns of the table.';
revoke execute on function keep_previous_values, make_keeping from konwent_app, konwent_readonly;

-- Existing record types get the functions of this version.
do $$ begin
  if to_regclass('previous_value') is not null then
    perform make_keeping(t.subject_type) from record_type t where t.kept <> '{}';
  end if;
end $$;
