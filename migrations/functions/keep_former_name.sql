create or replace function keep_former_name() returns trigger language plpgsql as $$
begin
  -- An erasure replaces the name so that it is forgotten.
  if current_setting('konwent.erasing', true) is distinct from 'on' then
    insert into person_former_name (person_id, given_name, family_name)
    values (old.id, old.given_name, old.family_name) on conflict do nothing;
  end if;
  return null;
end $$;
comment on function keep_former_name() is 'Trigger: keeps the name that a person had before a change.';
revoke execute on function keep_former_name from konwent_app, konwent_readonly;
