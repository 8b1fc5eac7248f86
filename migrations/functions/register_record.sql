-- One call of register_record() in a migration makes a table a record type. 0002_records.sql has the calls of the
-- baseline; test/register-record.test.ts has a complete example.

create or replace function register_record(
  subject regclass,
  key text default 'id',
  journal boolean default true,
  cited boolean default false,
  redirects boolean default null,
  readable boolean default true,
  limited boolean default false,
  properties jsonb default '{}',
  shows jsonb default '{}',
  shown text[] default '{}'
) returns void language plpgsql set search_path = public, pg_temp as $$
declare
  kind constant text := subject::text;
  existing constant text[] := columns_of(subject);
  wanted constant text[] := array[key, 'version', 'created_at', 'updated_at'];
begin
  if not existing @> wanted then
    raise 'the table % has no column %', kind,
      (select string_agg(name, ', ') from unnest(wanted) as name where name <> all(existing));
  end if;
  perform complete_record(subject);
  insert into record_type as t (subject_type, key_column, journaled, limited, shown)
  values (kind, key, journal, limited, shown)
  on conflict on constraint record_type_pkey do update set key_column = excluded.key_column,
    journaled = excluded.journaled, limited = excluded.limited, shown = excluded.shown;
  perform name_properties(subject, key, properties);
  perform register_references(subject, kind, shows, properties);

  perform make_tracking(kind);

  if coalesce(redirects, 'slug' = any(existing)) then
    execute format('create or replace trigger redirect_insert after insert on %I
      for each row execute function redirect_follow()', kind);
    execute format('create or replace trigger redirect_update after update of slug on %I
      for each row when (new.slug <> old.slug) execute function redirect_follow()', kind);
    execute format('create or replace trigger redirect_delete after delete on %I
      for each row execute function redirect_follow()', kind);
  end if;
  if readable then execute format('grant select on %I to konwent_readonly', kind); end if;
  if cited then perform register_citations(subject, key); end if;
end $$;
comment on function register_record is
  'Makes a table a record type: versions, audit, change log (journal), redirects of former slugs (default: if there '
  'is a slug), citations (cited), reading by konwent_readonly (readable). limited: is_public() has a rule for it. '
  'properties: names of columns in the contract if they cannot be derived from the column; null for a column that is '
  'not content. shows: columns that refer to records whose data this record contains, with the type of these records; '
  'a.b is column b of the record to which column a refers. shown: properties that other records contain. Call it '
  'again after a change of the columns.';

create or replace function complete_record(subject regclass) returns void
  language plpgsql set search_path = public, pg_temp as $$
declare
  existing constant text[] := columns_of(subject);
  date text;
  triple text;
  item record;
begin
  for item in
    select a.attnum, a.attname, case
      when a.attname = 'id' then 'Stable identifier.'
      when a.attname = 'slug' then 'Short name for URLs.'
      when a.attname = 'version' then 'Grows by one with every change.'
      when a.attname = 'created_at' then 'When the record was made.'
      when a.attname = 'updated_at' then 'When the record last changed.'
      when a.attname ~ '_on$' then 'The day, if it is known.'
      when a.attname ~ '_not_before$' then 'Earliest possible day; null when unknown.'
      when a.attname ~ '_not_after$' then 'Latest possible day; null when unknown.' end as text
    from pg_attribute a
    where a.attrelid = subject and a.attnum > 0 and not a.attisdropped and col_description(subject, a.attnum) is null
      and (a.attname in ('id', 'slug', 'version', 'created_at', 'updated_at')
        or existing @> uncertain_columns(substring(a.attname from '^(.*)_(?:on|not_before|not_after)$')))
  loop
    execute format('comment on column %s.%I is %L', subject, item.attname, item.text);
  end loop;
  if 'slug' = any(existing) then perform add_check(subject, 'slug_shape', 'is_slug(slug)'); end if;
  foreach date in array array(select substring(name from '^(.*)_not_before$') from unnest(existing) as name) loop
    continue when date is null or not existing @> uncertain_columns(date);
    select string_agg(quote_ident(name), ', ') into triple from unnest(uncertain_columns(date)) as name;
    perform add_check(subject, date || '_valid', format('is_uncertain_date(%s)', triple));
    perform add_check(subject, date || '_within_bounds', format('is_uncertain_date_within_bounds(%s)', triple));
  end loop;
end $$;
comment on function complete_record is
  'Adds the standard parts that the migration of a record type has omitted: comments on standard columns, the check of '
  'the slug, and the checks of uncertain dates.';

create or replace function uncertain_columns(prefix text) returns text[] language sql immutable
  return array[prefix || '_on', prefix || '_not_before', prefix || '_not_after'];
comment on function uncertain_columns is 'Columns of an uncertain date.';

create or replace function add_check(subject regclass, suffix text, condition text) returns void
  language plpgsql set search_path = public, pg_temp as $$
declare
  name constant text := subject::text || '_' || suffix;
begin
  if not exists (select from pg_constraint c where c.conrelid = subject and c.conname = name collate "C") then
    execute format('alter table %s add constraint %I check (%s)', subject, name, condition);
  end if;
end $$;
comment on function add_check is 'Adds a check to a table, unless a constraint with this name exists.';

create or replace function register_part(
  part regclass, parent text, parent_column text, property text, readable boolean default null, shows jsonb default '{}'
) returns void language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from record_type t where t.subject_type = parent) then
    raise 'the type % is not registered', parent;
  end if;
  insert into record_part (part, subject_type, parent_column, property)
  values (part::text, parent, parent_column, property)
  on conflict on constraint record_part_pkey do update
    set parent_column = excluded.parent_column, property = excluded.property;
  perform register_touch(part, parent, parent_column, property);
  perform register_references(part, parent, shows,
    (select jsonb_object_agg(reference, property) from jsonb_object_keys(shows) as reference));
  if coalesce(readable, has_table_privilege('konwent_readonly', parent, 'select')) then
    execute format('grant select on %I to konwent_readonly', part::text);
  end if;
end $$;
comment on function register_part is
  'Makes the rows of a table parts of a record, which contains them as a property. Their change is a change of the '
  'record. konwent_readonly may read them if it may read the record; readable overrides this.';

create or replace function register_touch(child regclass, parent text, parent_expression text, property text)
  returns void language plpgsql set search_path = public, pg_temp as $$
declare
  suffix constant text := parent || '_' || property;
  arguments constant text := format('%L, %L, %L', parent,
    case when parent_expression ~ '^[a-z_]+$' then format('row ->> %L', parent_expression)
      else parent_expression end, property);
begin
  if not exists (select from record_type t where t.subject_type = parent) then
    raise 'the type % is not registered', parent;
  end if;
  execute format('create or replace trigger %I after insert on %s referencing new table as after_rows
    for each statement execute function track_parents(%s)', 'touch_insert_' || suffix, child, arguments);
  execute format('create or replace trigger %I after update on %s
    referencing old table as before_rows new table as after_rows
    for each statement execute function track_parents(%s)', 'touch_update_' || suffix, child, arguments);
  execute format('create or replace trigger %I after delete on %s referencing old table as before_rows
    for each statement execute function track_parents(%s)', 'touch_delete_' || suffix, child, arguments);
end $$;
comment on function register_touch is
  'Makes changes of a table touch the records of another type, which contain its rows as a property. A column, or an '
  'SQL expression over the row as jsonb, has the key of the record.';

create or replace function register_citations(subject regclass, key text) returns void
  language plpgsql set search_path = public, pg_temp as $$
declare
  kind constant text := subject::text;
  reference text := citing_column(subject);
  cited text;
begin
  if reference is null then
    reference := format('%s_%s', kind, key);
    execute format('alter table citation add column %1$I %2$s,
      add constraint %3$I foreign key (%1$I) references %4$I on delete cascade',
      reference, key_type_of(kind), format('citation_%s_fkey', kind), kind);
    execute format('comment on column citation.%I is %L', reference, format('The record, when of the type %s.', kind));
    execute format('create index %1$I on citation (%2$I) where %2$I is not null',
      format('citation_%s_idx', kind), reference);
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into cited
    from pg_attribute a join pg_constraint c on c.conrelid = a.attrelid and c.contype = 'f' and a.attnum = any(c.conkey)
    where a.attrelid = 'citation'::regclass and c.confrelid <> 'source'::regclass;
    execute format('alter table citation drop constraint citation_one_record, drop constraint citation_once,
      add constraint citation_one_record check (num_nonnulls(%1$s) = 1),
      add constraint citation_once unique nulls not distinct (source_id, locator, field, %1$s)', cited);
  end if;
  perform register_touch('citation', kind, reference, 'sources');
end $$;
comment on function register_citations is
  'Allows citations of sources for records of a type. Adds a column to citation that refers to the type, if missing.';

create or replace function name_properties(subject regclass, key text, named jsonb) returns void
  language plpgsql set search_path = public, pg_temp as $$
declare
  kind constant text := subject::text;
  existing constant text[] := columns_of(subject);
  wrong constant text := (select string_agg(name, ', ') from jsonb_object_keys(named) as name
    where split_part(name, '.', 1) <> all(existing));
begin
  if wrong is not null then raise 'properties names %, no column of %', wrong, kind; end if;
  delete from record_property p where p.subject_type = kind;
  insert into record_property (subject_type, column_name, property)
  select kind, a.attname, case
    when named ? a.attname then named ->> a.attname
    when a.attname = key or a.attgenerated <> '' or content_of(jsonb_build_object(a.attname, 1)) = '{}' then null
    -- The three columns of an uncertain date are one property.
    when existing @> uncertain_columns(date.name) then date.name
    when exists (select from pg_constraint c
      where c.conrelid = subject and c.contype = 'f' and c.conkey = array[a.attnum])
      then regexp_replace(a.attname, '_(id|code)$', '')
    else a.attname end
  from pg_attribute a
  cross join lateral (select substring(a.attname from '^(.*)_(?:on|not_before|not_after)$') as name) as date
  where a.attrelid = subject and a.attnum > 0 and not a.attisdropped;
end $$;
comment on function name_properties is
  'Fills record_property for a table, with the named properties and those derived from columns: held for held_on, '
  'held_not_before and held_not_after, organiser for the foreign key organiser_id, null for columns without content.';

create or replace function register_references(source regclass, owner text, shows jsonb, named jsonb) returns void
  language plpgsql set search_path = public, pg_temp as $$
declare
  existing constant text[] := columns_of(source);
  wrong text;
begin
  select string_agg(name, ', ') into wrong from jsonb_object_keys(shows) as name
  where split_part(name, '.', 1) <> all(existing);
  if wrong is not null then raise 'shows names %, no column of %', wrong, source; end if;
  select string_agg(s.value, ', ') into wrong from jsonb_each_text(shows) s
  where not exists (select from record_type t where t.subject_type = s.value);
  if wrong is not null then raise 'shows names the type %, which is not registered', wrong; end if;
  delete from record_reference r where r.source_table = source::text;
  insert into record_reference (source_table, reference, subject_type, shown_type, property)
  select source::text, s.key, owner, s.value, coalesce(named ->> s.key, property_of(owner, split_part(s.key, '.', 1)))
  from jsonb_each_text(shows) s;
end $$;
comment on function register_references is 'Fills record_reference for a record type or for a part of a record type.';

create or replace function columns_of(subject regclass) returns text[] language sql stable
  return (select array_agg(attname::text order by attnum) from pg_attribute
    where attrelid = subject and attnum > 0 and not attisdropped);
comment on function columns_of is 'Names of the columns of a table.';

create or replace function key_type_of(subject_type text) returns text language plpgsql stable
  set search_path = public, pg_temp as $$
begin
  return (select format_type(a.atttypid, a.atttypmod) from record_type t
    join pg_attribute a on a.attrelid = t.subject_type::regclass and a.attname = t.key_column
    where t.subject_type = key_type_of.subject_type collate "default");
end $$;
comment on function key_type_of is 'Data type of the key of a record type.';

create or replace function citing_column(subject regclass) returns text language sql stable
  return (select a.attname::text from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.conrelid = to_regclass('citation') and c.confrelid = subject and c.contype = 'f'
      and c.confrelid <> to_regclass('source'));
comment on function citing_column is 'Column of citation that refers to a table. Null if there is none.';

revoke execute on function register_record, complete_record, uncertain_columns, add_check, register_part,
  register_touch, register_citations, name_properties, register_references, columns_of, key_type_of, citing_column
  from konwent_app, konwent_readonly;
