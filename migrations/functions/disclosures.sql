-- Contact data that is not public can be read only through disclosed(), which notes it for the audit.

create or replace function disclosed(contact_id uuid, field text, value text) returns text language plpgsql strict as $$
begin
  insert into pending_disclosure (transaction, contact_id, field)
  values (pg_current_xact_id(), contact_id, field) on conflict do nothing;
  return value;
end $$;
comment on function disclosed(uuid, text, text) is
  'Notes for the audit that the transaction reads the value, and returns it. Non-public contact data is read only '
  'with this function.';

create or replace function take_disclosures() returns table (ids text[], fields text[]) language sql as $$
  with taken as (
    delete from pending_disclosure where transaction = pg_current_xact_id_if_assigned() returning contact_id, field)
  select array_agg(distinct contact_id::text order by contact_id::text), array_agg(distinct field order by field)
  from taken having count(*) > 0
$$;
comment on function take_disclosures() is
  'Returns the contacts and properties that the transaction has noted as read, and deletes the notes. No row if there '
  'are none.';
