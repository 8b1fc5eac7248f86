-- A record contains parts of others, such as the name of its organisation. If these parts change, the change log gets a
-- `refreshed` entry for the record (docs/decisions/0025). record_reference defines which record contains which.

create or replace function records_showing(shown text, ids text[])
  returns table (subject_type text, subject_id text, version integer, property text)
  language plpgsql stable set search_path = public, pg_temp as $$
declare
  r record;
  via record;
  tables text;
  reference text;
  condition text;
  queries text[] := '{}';
begin
  for r in
    select f.reference, f.property, f.subject_type, t.key_column, t.limited, p.part, p.parent_column
    from record_reference f
    join record_type t on t.subject_type = f.subject_type
    left join record_part p on p.part = f.source_table
    where f.shown_type = records_showing.shown
    order by f.source_table, f.reference
  loop
    -- s is the record that contains parts of another, x a part table of s, v a record between s and the other one.
    tables := format('%I s', r.subject_type);
    reference := format('s.%I', r.reference);
    if r.part is not null then
      tables := format('%I x join %I s on s.%I = x.%I', r.part, r.subject_type, r.key_column, r.parent_column);
      reference := format('x.%I', r.reference);
    elsif r.reference like '%.%' then
      select t.subject_type as kind, t.key_column, f.reference as first into strict via
      from record_reference f join record_type t on t.subject_type = f.shown_type
      where f.source_table = r.subject_type and f.reference = split_part(r.reference, '.', 1);
      tables := format('%I s join %I v on v.%I = s.%I', r.subject_type, via.kind, via.key_column, via.first);
      reference := format('v.%I', split_part(r.reference, '.', 2));
    end if;
    -- A gmina is included with its powiat and voivodeship, whose codes are prefixes of its code.
    condition := case when shown = 'territory'
      then format('array[%1$s, left(%1$s, 4), left(%1$s, 2)] && $1', reference)
      else format('%s = any($1::%s[])', reference, key_type_of(shown)) end;
    if r.limited then condition := condition || format(' and is_public(%L, to_jsonb(s))', r.subject_type); end if;
    queries := queries || format('select %L, s.%I::text, s.version, %L from %s where %s',
      r.subject_type, r.key_column, r.property, tables, condition);
  end loop;
  if shown = 'territory' then
    queries := queries || 'select ''territory'', t.code, t.version,
      case when left(t.code, 4) = any($1) then ''powiat'' else ''voivodeship'' end
      from territory t where array[left(t.code, 4), left(t.code, 2)] && $1 and t.code <> all($1)'::text;
  end if;
  if queries <> '{}' then
    return query execute array_to_string(queries, ' union all ') using ids;
  end if;
end $$;
comment on function records_showing(text, text[]) is
  'Public records that contain data of the given records of one type, each with the property that contains it.';
revoke execute on function records_showing from konwent_app, konwent_readonly;

create or replace function shows_elsewhere(shown text[], subject_type text, type text, op change_op, fields text[])
  returns boolean
  language sql immutable parallel safe
  return (fields && shown and type <> all(array[subject_type || '.created', subject_type || '.refreshed']))
    -- A person that is no longer public is still included by name or pseudonym.
    or (subject_type = 'person' and op = 'redact')
    -- No foreign key connects a gmina with a new or deleted powiat.
    or type in ('territory.created', 'territory.deleted');
comment on function shows_elsewhere(text[], text, text, change_op, text[]) is
  'Whether a change of a record may affect records that contain its data. The first argument has the properties of '
  'its type that others contain. A new record is not contained in any other.';

create or replace function refresh_showing() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  -- This also ends the recursion, because the rows that this trigger writes fire it again.
  if not exists (select from new_rows n join record_type t on t.subject_type = n.subject_type
    where shows_elsewhere(t.shown, n.subject_type, n.type, n.op, n.fields))
  then
    return null;
  end if;
  with shown as materialized (
    select n.subject_type, array_agg(n.subject_id) as ids
    from new_rows n join record_type t on t.subject_type = n.subject_type
    where shows_elsewhere(t.shown, n.subject_type, n.type, n.op, n.fields) group by n.subject_type
  ), showing as materialized (
    select r.subject_type, r.subject_id, r.version, array_agg(distinct r.property order by r.property) as fields
    from shown s cross join lateral records_showing(s.subject_type, s.ids) as r
    where not exists (select from new_rows n where n.subject_type = r.subject_type and n.subject_id = r.subject_id)
    group by r.subject_type, r.subject_id, r.version
  ), counted as materialized (
    select count(*) as rows from showing having count(*) > 0
  ), moved as (
    update feed_head set seq = seq + counted.rows from counted returning feed_head.seq - counted.rows as before
  )
  insert into change (seq, type, op, subject_type, subject_id, subject_version, fields, request_id)
  select moved.before + row_number() over (order by s.subject_type, s.subject_id), s.subject_type || '.refreshed',
    'upsert', s.subject_type, s.subject_id, s.version, s.fields,
    nullif(current_setting('konwent.request_id', true), '')
  from showing s cross join moved;
  return null;
end $$;
comment on function refresh_showing() is
  'Trigger: adds `refreshed` entries to the change log for records that contain changed data. The numbers come from '
  'the counter that the transaction has locked already.';
revoke execute on function refresh_showing from konwent_app, konwent_readonly;
