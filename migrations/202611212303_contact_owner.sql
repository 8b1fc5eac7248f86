-- A contact is shown with its post and, beside it, the organisation that the post is in. Sent back like that it says nothing wrong.

create function contact_owner() returns trigger language plpgsql as $$
begin
  if new.post_id is not null and new.organisation_id = (select organisation_id from post where id = new.post_id) then
    new.organisation_id := null;
  end if;
  return new;
end $$;
comment on function contact_owner() is 'Trigger: a contact of a post names the organisation through the post alone.';
create trigger contact_owner before insert or update on contact for each row execute function contact_owner();
