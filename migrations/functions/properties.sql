-- Names of columns in the contract, from record_property, which register_record() fills.

create or replace function properties_of(subject_type text) returns jsonb
  language plpgsql stable set search_path = public, pg_temp as $$
begin
  return coalesce((select jsonb_object_agg(p.column_name, p.property) from record_property p
    where p.subject_type = properties_of.subject_type collate "default"), '{}');
end $$;
comment on function properties_of(text) is
  'Property of each column of a record type. Null for a column that is not content of the record.';

create or replace function property_of(subject_type text, name text) returns text
  language plpgsql stable set search_path = public, pg_temp as $$
begin
  return coalesce(properties_of(subject_type) ->> name, name);
end $$;
comment on function property_of(text, text) is
  'Name of a column in the contract, such as established for established_not_before and part_of for part_of_id.';

create or replace function changed_properties(properties jsonb, before jsonb, after jsonb) returns text[]
  language sql immutable parallel safe
  return (select coalesce(array_agg(name order by name), '{}') from (
    select distinct coalesce(properties ->> a.key, a.key) as name
    from jsonb_each(after) a
    where a.value is distinct from coalesce(before -> a.key, 'null')
      and properties -> a.key is distinct from 'null') as changed);
comment on function changed_properties(jsonb, jsonb, jsonb) is
  'Names of the properties in which two states of a row differ, in alphabetical order. The first argument is '
  'properties_of() its type. The state before is null for a new row.';

create or replace function united(a text[], b text[]) returns text[]
  language sql immutable strict parallel safe
  return (select coalesce(array_agg(distinct x order by x), '{}') from unnest(a || b) as x);
comment on function united(text[], text[]) is 'The distinct elements of both arrays, sorted.';
