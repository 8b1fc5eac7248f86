-- No organisation is a part of itself by way of others, and search texts are computed once for each organisation and statement.

create function organisation_acyclic() returns trigger language plpgsql as $$
declare
  around uuid := new.part_of_id;
  seen uuid[] := array[new.id];
begin
  -- Two changes at once could each close the other's circle. A new organisation has no parts yet.
  if tg_op = 'UPDATE' then perform pg_advisory_xact_lock(hashtext('organisation.part_of')); end if;
  -- Step by step, each by the primary key: a recursive query would go through the whole table for each row of an import.
  while around is not null loop
    if around = any(seen) then
      raise check_violation using message = 'the organisation would be a part of itself', table = 'organisation', constraint = 'organisation_not_part_of_itself';
    end if;
    seen := seen || around;
    select o.part_of_id into around from organisation o where o.id = around;
  end loop;
  return null;
end $$;
comment on function organisation_acyclic() is 'Trigger: refuses an organisation that would be a part of itself by way of others, where a family of kinds would go round for ever.';
create trigger organisation_acyclic_insert after insert on organisation for each row when (new.part_of_id is not null) execute function organisation_acyclic();
create trigger organisation_acyclic_update after update of part_of_id on organisation for each row
  when (new.part_of_id is not null and new.part_of_id is distinct from old.part_of_id) execute function organisation_acyclic();

-- By statement: with a row trigger the time that a list of names takes grows with its square.
drop trigger organisation_search_refresh on organisation_name;
drop trigger organisation_search_refresh on territory_name;

create or replace function organisation_search_refresh() returns trigger language plpgsql as $$
begin
  update organisation o set search_text = '' where o.territory_code = new.code and new.name is distinct from old.name;
  return null;
end $$;
comment on function organisation_search_refresh() is 'Trigger: another name of the gmina makes organisation_derive() compute the search text anew.';

create function organisation_names_refresh() returns trigger language plpgsql as $$
begin
  execute format('update organisation o set search_text = %L where o.%I in (%s)', '', tg_argv[1], case tg_op
    when 'INSERT' then format('select %I from after_rows', tg_argv[0])
    when 'DELETE' then format('select %I from before_rows', tg_argv[0])
    else format('select %1$I from before_rows union select %1$I from after_rows', tg_argv[0]) end);
  return null;
end $$;
comment on function organisation_names_refresh() is 'Trigger: other names of organisations or gminas make organisation_derive() compute the search texts anew.';

do $$
declare
  names record;
  arguments text;
begin
  for names in select * from (values ('organisation_name', 'organisation_id', 'id'), ('territory_name', 'territory_code', 'territory_code')) as n (child, reference, key) loop
    arguments := format('organisation_names_refresh(%L, %L)', names.reference, names.key);
    execute format('create trigger names_refresh_insert after insert on %I referencing new table as after_rows for each statement execute function %s', names.child, arguments);
    execute format('create trigger names_refresh_update after update on %I referencing old table as before_rows new table as after_rows for each statement execute function %s', names.child, arguments);
    execute format('create trigger names_refresh_delete after delete on %I referencing old table as before_rows for each statement execute function %s', names.child, arguments);
  end loop;
end $$;

revoke execute on function organisation_acyclic, organisation_names_refresh from konwent_app, konwent_readonly;
