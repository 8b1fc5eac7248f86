-- What a write costs must not grow with what is already there.

create or replace function touch(subject_type text, key text, ids text[], property text, journaled boolean) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- Compared as what it is, the key is found in its index; as text, every record of the table would be looked at.
  kind constant text := (select format_type(a.atttypid, a.atttypmod) from pg_attribute a where a.attrelid = subject_type::regclass and a.attname = key);
begin
  if coalesce(cardinality(ids), 0) = 0 then return; end if;
  execute format('update %1$I t set version = version + 1, updated_at = now() where t.%2$I = any($1::%3$s[])
    and not exists (select from pending_change p where p.transaction = pg_current_xact_id() and p.subject_type = %1$L and p.subject_id = t.%2$I::text)', subject_type, key, kind) using ids;
  execute format('insert into pending_change as p (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
    select pg_current_xact_id(), %1$L, t.%2$I::text, $3, ''updated'', t.version, array[$2], is_public(%1$L, to_jsonb(t)), is_public(%1$L, to_jsonb(t)) from %1$I t where t.%2$I = any($1::%3$s[])
    on conflict on constraint pending_change_pkey do update set version = excluded.version, fields = united(p.fields, excluded.fields)', subject_type, key, kind) using ids, property, journaled;
  perform begin_settling();
end $$;

-- Its plan is kept for the session. Made for one changed row, it would compare each row before with each row after: an hour for an import.
alter function track_rows() set enable_nestloop = off;

-- Asked for each column of each changed row: without a pattern where the end of the name already tells, and not strict, so that it can be part of the query that asks.
create or replace function property_of(subject_type text, name text) returns text
  language sql immutable parallel safe
  return case
    when (right(name, 3) = '_on' or right(name, 11) = '_not_before' or right(name, 10) = '_not_after')
      and name ~ '^(established|closed|joined|ended|started|signed|date|happened|as_of)_(on|not_before|not_after)$' then regexp_replace(name, '_(on|not_before|not_after)$', '')
    when subject_type = 'organisation_lineage' and name = 'organisation_id' then 'successor'
    when name = 'subject_organisation_id' then 'organisation'
    when name = 'subject_territory_code' then 'territory'
    when name = 'territory_code' then 'territory'
    when name = 'parent_code' then 'parent'
    when right(name, 3) = '_id' then left(name, -3)
    else name end;

create or replace function changed_properties(subject_type text, before jsonb, after jsonb) returns text[]
  language sql immutable parallel safe
  return (select coalesce(array_agg(name order by name), '{}') from (
    select distinct property_of(subject_type, a.key) as name
    from jsonb_each(content_of(after)) a where a.value is distinct from coalesce(before -> a.key, 'null') and a.key not in ('id', 'code')) as changed);

-- A new organisation has departments only if they came with it: they are looked for once, not with each row.
drop trigger organisation_family_passes_on on organisation;
create trigger organisation_family_passes_on after update of kind, part_of_id on organisation for each row execute function organisation_family_passes_on();
-- The plan is kept for the session, and serves one row as well as ten thousand.
create function organisation_families_arrive() returns trigger language plpgsql set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update organisation d set kind_family = o.kind_family
  from after_rows n join organisation o on o.id = n.part_of_id
  where d.id = n.id and n.kind = 'department' and d.kind_family is distinct from o.kind_family;
  return null;
end $$;
comment on function organisation_families_arrive() is 'Trigger: departments take on the family of an office that came after them in the same statement.';
create trigger organisation_families_arrive after insert on organisation referencing new table as after_rows for each statement execute function organisation_families_arrive();
revoke execute on function organisation_families_arrive from konwent_app, konwent_readonly;
