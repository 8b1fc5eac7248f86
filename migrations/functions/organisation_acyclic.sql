create or replace function organisation_acyclic() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  around uuid := new.part_of_id;
  seen uuid[] := array[new.id];
begin
  -- Two changes at once could each close the other's circle. A new organisation has no parts yet.
  if tg_op = 'UPDATE' then perform pg_advisory_xact_lock(hashtext('organisation.part_of')); end if;
  -- Step by step, each by the primary key: a recursive query would read the whole table for each row of an import.
  while around is not null loop
    if around = any(seen) then
      raise check_violation using message = 'the organisation would be a part of itself', table = 'organisation',
        constraint = 'organisation_not_part_of_itself';
    end if;
    seen := seen || around;
    select o.part_of_id into around from organisation o where o.id = around;
  end loop;
  return null;
end $$;
comment on function organisation_acyclic() is
  'Trigger: refuses an organisation that would be a part of itself by way of others, where a family of kinds would '
  'go round for ever.';
revoke execute on function organisation_acyclic from konwent_app, konwent_readonly;
