create or replace function organisation_search_text(o organisation) returns text
  language sql stable
  return ' ' || fold(concat_ws(' ', o.name, o.short_name,
    (select string_agg(n.name, ' ' order by n.name) from organisation_name n where n.organisation_id = o.id),
    (select t.name from territory t where t.code = o.territory_code and t.level = 'gmina'),
    (select string_agg(n.name, ' ' order by n.name) from territory_name n where n.territory_code = o.territory_code)));
comment on function organisation_search_text(organisation) is
  'Text that the parameter q searches: folded names and the names of the gmina. A space precedes each word.';

create or replace function organisation_derive() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if tg_op = 'UPDATE' and
    (new.name, new.short_name, new.kind, new.part_of_id, new.territory_code, new.kind_family, new.search_text)
    is not distinct from
    (old.name, old.short_name, old.kind, old.part_of_id, old.territory_code, old.kind_family, old.search_text)
  then
    return new;
  end if;
  new.kind_family := coalesce(family_of_kind(new.kind),
    case when new.kind = 'department' then (select kind_family from organisation where id = new.part_of_id) end);
  new.search_text := organisation_search_text(new);
  return new;
end $$;
comment on function organisation_derive() is 'Trigger: sets kind_family and search_text.';
revoke execute on function organisation_derive from konwent_app, konwent_readonly;

create or replace function organisation_search_refresh() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  update organisation o set search_text = '' where o.territory_code = new.code and new.name is distinct from old.name;
  return null;
end $$;
comment on function organisation_search_refresh() is
  'Trigger: after a change of the gmina''s name, lets organisation_derive() recompute the search texts.';
revoke execute on function organisation_search_refresh from konwent_app, konwent_readonly;

create or replace function organisation_names_refresh() returns trigger language plpgsql as $$
begin
  execute format('update organisation o set search_text = %L where o.%I in (%s)', '', tg_argv[1], case tg_op
    when 'INSERT' then format('select %I from after_rows', tg_argv[0])
    when 'DELETE' then format('select %I from before_rows', tg_argv[0])
    else format('select %1$I from before_rows union select %1$I from after_rows', tg_argv[0]) end);
  return null;
end $$;
comment on function organisation_names_refresh() is
  'Trigger: after a change of names of organisations or gminas, lets organisation_derive() recompute the search texts.';
revoke execute on function organisation_names_refresh from konwent_app, konwent_readonly;
