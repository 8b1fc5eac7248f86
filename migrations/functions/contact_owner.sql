create or replace function contact_owner() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if new.post_id is not null and new.organisation_id = (select organisation_id from post where id = new.post_id) then
    new.organisation_id := null;
  end if;
  return new;
end $$;
comment on function contact_owner() is 'Trigger: a contact of a post names the organisation through the post alone.';
revoke execute on function contact_owner from konwent_app, konwent_readonly;
