create or replace function keep_former_name() returns trigger language plpgsql as $$
begin
  -- An erasure replaces the name, so the former name must not be stored.
  if current_setting('konwent.erasing', true) is distinct from 'on' then
    insert into person_former_name (person_id, given_name, family_name)
    values (old.id, old.given_name, old.family_name) on conflict do nothing;
  end if;
  return null;
end $$;
comment on function keep_former_name() is 'Trigger: stores the former name of a person after a change of the name.';
revoke execute on function keep_former_name from konwent_app, konwent_readonly;
