create or replace function contact_owner() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if new.post_id is not null and new.organisation_id = (select organisation_id from post where id = new.post_id) then
    new.organisation_id := null;
  end if;
  return new;
end $$;
comment on function contact_owner() is
  'Trigger: clears the organisation of a contact that belongs to a post of this organisation.';
revoke execute on function contact_owner from konwent_app, konwent_readonly;
