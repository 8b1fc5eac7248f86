-- The public records and columns. A record type with a rule in is_public() must be registered with limited => true.

create or replace function is_public(subject_type text, record jsonb) returns boolean
  language sql stable parallel safe set enable_seqscan = off
  return case
    when record is null then false
    when subject_type = 'declaration' then record ->> 'status' = 'accepted'
    when subject_type = 'person' then coalesce(record ->> 'restricted_at', record ->> 'erased_at') is null
    when subject_type = 'appointment' then
      not exists (select from person where id = (record ->> 'person_id')::uuid and restricted_at is not null)
    when subject_type = 'contact' then
      coalesce((record ->> 'withdrawn_on')::date > (now() at time zone 'Europe/Warsaw')::date, true)
      and not exists (
        select from person where id = (record ->> 'printed_holder_id')::uuid and restricted_at is not null)
      and ((record ->> 'email_visibility' = 'public' and record ->> 'email' is not null)
        or (record ->> 'phone_visibility' = 'public' and record ->> 'phone' is not null)
        or (record ->> 'address_visibility' = 'public'
          and coalesce(record ->> 'street', record ->> 'locality') is not null))
    else true end;
comment on function is_public(text, jsonb) is
  'Whether a record is public today. Records that are not public have no entries in the change log.';

create or replace function hidden_columns(subject_type text, record jsonb) returns text[]
  language sql immutable parallel safe
  return case when subject_type = 'contact' then
    '{email_visibility,phone_visibility,address_visibility,basis,basis_source,review_on}'::text[]
    || case when record ->> 'email_visibility' = 'public' then '{}' else '{email}'::text[] end
    || case when record ->> 'phone_visibility' = 'public' then '{}' else '{phone,phone_printed,phone_kind}'::text[] end
    || case when record ->> 'address_visibility' = 'public' then '{}' else '{street,postal_code,locality}'::text[] end
    else '{}' end;
comment on function hidden_columns(text, jsonb) is
  'Columns of a record that are not public. Their changes are recorded only in the audit.';

create or replace function content_of(record jsonb) returns jsonb
  language sql immutable strict parallel safe
  return record - '{version,created_at,updated_at,search_text,certain_period,possible_period,display_name,teryt7,'
    'member_id,member_type,last_used_at,withdrawal_lifted_on}'::text[];
comment on function content_of(jsonb) is
  'A row without derived columns, internal columns, and columns that only record changes.';

create or replace function shown_content(subject_type text, record jsonb) returns jsonb
  language sql immutable parallel safe
  return content_of(record) - hidden_columns(subject_type, record) - '{verified_on,verified_by_id}'::text[];
comment on function shown_content(text, jsonb) is
  'The public content of a row. A verification is no change for the records that contain the row (docs/decisions/0054).';

create or replace function shown_fields(subject_type text, subject_id text, fields text[]) returns text[]
  language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  hidden text[];
begin
  if subject_type <> 'contact' then return fields; end if;
  -- The comparison as UUID can use the index.
  select hidden_columns('contact', to_jsonb(c)) into hidden from contact c where c.id = shown_fields.subject_id::uuid;
  return array(select field from unnest(fields) as field where field <> all(hidden));
end $$;
comment on function shown_fields(text, text, text[]) is 'The changed properties that are public.';
revoke execute on function shown_fields from konwent_app, konwent_readonly;
