create or replace function organisation_acyclic() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  ancestor uuid := new.part_of_id;
  seen uuid[] := array[new.id];
begin
  -- Without the lock, two concurrent changes could create a cycle together. A new organisation has no parts yet.
  if tg_op = 'UPDATE' then perform pg_advisory_xact_lock(hashtext('organisation.part_of')); end if;
  -- A loop with primary key lookups: a recursive query would read the whole table for each row of an import.
  while ancestor is not null loop
    if ancestor = any(seen) then
      raise check_violation using message = 'the organisation would be a part of itself', table = 'organisation',
        constraint = 'organisation_not_part_of_itself';
    end if;
    seen := seen || ancestor;
    select o.part_of_id into ancestor from organisation o where o.id = ancestor;
  end loop;
  return null;
end $$;
comment on function organisation_acyclic() is
  'Trigger: refuses an organisation that would indirectly be a part of itself. Otherwise the family of kinds would be '
  'passed on without end.';
revoke execute on function organisation_acyclic from konwent_app, konwent_readonly;
