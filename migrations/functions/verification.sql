-- The author of a verification (docs/decisions/0054).

create or replace function note_verifier() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or new.verified_on is distinct from old.verified_on then
    new.verified_by_id := case when new.verified_on is not null
      then nullif(current_setting('konwent.key_id', true), '')::uuid end;
  end if;
  return new;
end $$;
comment on function note_verifier() is 'Trigger: stores the acting key beside the day of a verification.';
revoke execute on function note_verifier from konwent_app, konwent_readonly;

create or replace function verifier(key_id uuid) returns text
  language plpgsql stable strict set search_path = public, pg_temp as $$
begin
  if coalesce(current_setting('konwent.verifiers', true), '') <> 'on' then return null; end if;
  return (select k.owner from api_key k where k.id = verifier.key_id);
end $$;
comment on function verifier(uuid) is
  'Holder of the key that verified a record. Null for readers without the right to read it.';
revoke execute on function verifier from konwent_readonly;
