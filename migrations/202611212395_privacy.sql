-- Who may see contact data, whose data is frozen or erased (RODO), and what becomes of the contacts of those who left a post.

create type legal_basis as enum ('consent', 'contract', 'legal_obligation', 'vital_interests', 'public_task', 'legitimate_interests');
create type restriction_reason as enum ('accuracy_contested', 'unlawful_processing', 'legal_claims', 'objection');

alter table person
  add column restricted_at timestamptz,
  add column restriction_reason restriction_reason,
  add column erased_at timestamptz,
  add constraint person_restriction_has_reason check ((restricted_at is null) = (restriction_reason is null)),
  add constraint person_erased_not_restricted check (num_nonnulls(erased_at, restricted_at) < 2);
comment on column person.restricted_at is 'Since when the data is only kept and not processed (art. 18 RODO); null when it is processed.';
comment on column person.restriction_reason is 'Which case of art. 18 (1) RODO it is.';
comment on column person.erased_at is 'When the data was erased (art. 17 RODO); null when it was not.';

alter table contact
  add column basis legal_basis,
  add column basis_source text,
  add column review_on date,
  add column withdrawn_on date,
  add constraint contact_basis_source_not_blank check (is_text(basis_source)),
  add constraint contact_review_finite check (isfinite(review_on));
comment on column contact.basis is 'Basis of the processing by art. 6 (1) RODO; null when it was not entered.';
comment on column contact.basis_source is 'Where the data came from (art. 14 RODO).';
comment on column contact.review_on is 'Day on which it is to be looked at whether the data is still needed.';
comment on column contact.withdrawn_on is 'Day from which only staff may see it, since whoever it was printed for, or everybody, has left the post by then; null while somebody may be in it.';

alter table person enable row level security;
create policy person_served on person to konwent_app using (true) with check (true);
create policy person_reported on person for select to konwent_readonly using (restricted_at is null and erased_at is null);
comment on policy person_served on person is 'The service sees all rows, and itself leaves out what its client may not see.';
comment on policy person_reported on person is 'Reports see what every visitor sees.';

-- What a transaction may see. src/lib/sight.ts makes these settings; nobody else does.

create function may_see(visibility contact_visibility) returns boolean
  language sql stable parallel safe
  return coalesce(visibility = 'public' or current_setting('konwent.contacts', true) = 'staff'
    or (visibility = 'partner' and current_setting('konwent.contacts', true) = 'partner'), false);
comment on function may_see(contact_visibility) is 'Whether the transaction reads for somebody who may see contact data of this visibility.';

create function visibility_now(visibility contact_visibility, withdrawn_on date) returns contact_visibility
  language sql stable parallel safe
  return case when withdrawn_on <= (now() at time zone 'Europe/Warsaw')::date then 'staff' else visibility end;
comment on function visibility_now(contact_visibility, date) is 'Visibility of contact data today in Poland: after its withdrawal it is for staff.';

create function shows_restricted() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('konwent.restricted', true) = 'on', false);
comment on function shows_restricted() is 'Whether the transaction reads for somebody who may see people whose data is only kept (art. 18 RODO).';

create unlogged table pending_disclosure (
  transaction xid8 not null,
  contact_id uuid not null,
  field text not null,
  constraint pending_disclosure_pkey primary key (transaction, contact_id, field)
);
comment on table pending_disclosure is 'Contact data beyond what everybody sees that the transactions under way have read; empty between them.';
comment on column pending_disclosure.transaction is 'The transaction.';
comment on column pending_disclosure.contact_id is 'The contact.';
comment on column pending_disclosure.field is 'The property.';

create function disclosed(contact_id uuid, field text, value text) returns text language plpgsql strict as $$
begin
  insert into pending_disclosure (transaction, contact_id, field) values (pg_current_xact_id(), contact_id, field) on conflict do nothing;
  return value;
end $$;
comment on function disclosed(uuid, text, text) is 'The value, after noting that the transaction has read it: data that not everybody sees can be read in no other way.';

create function take_disclosures() returns table (ids text[], fields text[]) language sql as $$
  with taken as (delete from pending_disclosure where transaction = pg_current_xact_id_if_assigned() returning contact_id, field)
  select array_agg(distinct contact_id::text order by contact_id::text), array_agg(distinct field order by field) from taken having count(*) > 0
$$;
comment on function take_disclosures() is 'Contacts and properties that the transaction has noted as read so far; no row when there are none. They are forgotten with that.';

-- Contacts of those who have left.

create function withdrawal_of(post uuid, organisation uuid, holder uuid) returns date
  language sql stable
  return least(
    (select max(upper(a.possible_period)) from appointment a join post p on p.id = a.post_id
      where a.person_id = holder and (p.id = post or p.organisation_id = organisation) having not bool_or(upper_inf(a.possible_period))),
    (select max(upper(a.possible_period)) from appointment a where a.post_id = post having not bool_or(upper_inf(a.possible_period))));
comment on function withdrawal_of(uuid, uuid, uuid) is 'Day by which all appointments of the printed holder to the post, or in the organisation, or all appointments of anybody to the post have surely ended; null when one may go on, and when there were none.';

create function withdraw_contact() returns trigger language plpgsql as $$
begin
  new.withdrawn_on := withdrawal_of(new.post_id, new.organisation_id, new.printed_holder_id);
  return new;
end $$;
comment on function withdraw_contact() is 'Trigger: finds out from which day a contact is for staff only.';
create trigger withdraw_contact before insert or update of post_id, organisation_id, printed_holder_id on contact for each row execute function withdraw_contact();

create or replace function is_public(subject_type text, record jsonb) returns boolean
  language sql stable parallel safe
  return case
    when record is null then false
    when subject_type = 'declaration' then record ->> 'status' = 'accepted'
    when subject_type = 'person' then coalesce(record ->> 'restricted_at', record ->> 'erased_at') is null
    when subject_type = 'appointment' then not exists (select from person where id = (record ->> 'person_id')::uuid and restricted_at is not null)
    when subject_type = 'contact' then
      coalesce((record ->> 'withdrawn_on')::date > (now() at time zone 'Europe/Warsaw')::date, true)
      and not exists (select from person where id = (record ->> 'printed_holder_id')::uuid and restricted_at is not null)
      and ((record ->> 'email_visibility' = 'public' and record ->> 'email' is not null)
        or (record ->> 'phone_visibility' = 'public' and record ->> 'phone' is not null)
        or (record ->> 'address_visibility' = 'public' and coalesce(record ->> 'street', record ->> 'locality') is not null))
    else true end;
comment on function is_public(text, jsonb) is 'Whether everybody may see a record, today; what is not public leaves no trace in the journal.';

create function withdraw_contacts() returns trigger language plpgsql as $$
declare
  posts uuid[];
  gone record;
begin
  if tg_op = 'INSERT' then
    posts := array(select post_id from after_rows);
  elsif tg_op = 'DELETE' then
    posts := array(select post_id from before_rows);
  else
    posts := array(select post_id from after_rows union select post_id from before_rows);
  end if;
  for gone in
    with due as (
      select c.id, is_public('contact', to_jsonb(c)) as was_public, w.day
      from contact c cross join lateral (select withdrawal_of(c.post_id, c.organisation_id, c.printed_holder_id) as day) w
      where (c.post_id = any(posts) or (c.printed_holder_id is not null and c.organisation_id in (select organisation_id from post where id = any(posts))))
        and c.withdrawn_on is distinct from w.day)
    update contact c set withdrawn_on = due.day from due where c.id = due.id returning c.id, due.was_public and not is_public('contact', to_jsonb(c)) as withdrawn
  loop
    if gone.withdrawn then perform mark_change('contact', gone.id::text, 'withdrawn', 'redact'); end if;
  end loop;
  return null;
end $$;
comment on function withdraw_contacts() is 'Trigger: contacts stop being public with the appointment that they belong to.';
create trigger withdraw_contacts_insert after insert on appointment referencing new table as after_rows for each statement execute function withdraw_contacts();
create trigger withdraw_contacts_update after update on appointment referencing old table as before_rows new table as after_rows for each statement execute function withdraw_contacts();
create trigger withdraw_contacts_delete after delete on appointment referencing old table as before_rows for each statement execute function withdraw_contacts();

-- Data that is frozen is kept as it is, and nothing new is kept of whose data was erased.

-- However small the table of people is when its plan is made, many rows may come in one transaction.
create function refuse_processing() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  reference constant text := tg_argv[0];
  -- What these triggers, a restriction and its end write themselves.
  own constant text[] := '{withdrawn_on,restricted_at,restriction_reason}';
  before constant jsonb := to_jsonb(old);
  after constant jsonb := to_jsonb(new);
  restricted boolean;
  erased boolean;
begin
  -- A raised version tells of a change in what is shown with the record.
  if current_setting('konwent.erasing', true) = 'on'
    or (tg_op = 'UPDATE' and content_of(before) - own = content_of(after) - own and before -> 'version' = after -> 'version') then
    return coalesce(new, old);
  end if;
  if reference = 'id' then
    restricted := before ->> 'restricted_at' is not null;
    erased := before ->> 'erased_at' is not null;
  else
    restricted := exists (select from person where id = (before ->> reference)::uuid and restricted_at is not null)
      or exists (select from person where id = (after ->> reference)::uuid and restricted_at is not null);
    erased := before ->> reference is distinct from after ->> reference
      and exists (select from person where id = (after ->> reference)::uuid and erased_at is not null);
  end if;
  if restricted then
    raise check_violation using message = 'the processing of the data is restricted', table = tg_table_name, constraint = 'processing_restricted';
  elsif erased then
    raise check_violation using message = 'the data of the person was erased', table = tg_table_name,
      constraint = case reference when 'id' then 'erased' else format('%s_%s_fkey', tg_table_name, regexp_replace(reference, '_id$', '')) end;
  end if;
  return coalesce(new, old);
end $$;
comment on function refuse_processing() is 'Trigger: refuses changes of restricted people and of what belongs to them (art. 18 RODO), and new data of people whose data was erased.';
create trigger refuse_processing before update or delete on person for each row execute function refuse_processing('id');
create trigger refuse_processing before insert or update or delete on appointment for each row execute function refuse_processing('person_id');
create trigger refuse_processing before insert or update or delete on contact for each row execute function refuse_processing('printed_holder_id');

create table erasure (
  no bigint generated always as identity,
  person_id uuid not null,
  pseudonymised boolean not null,
  erased_at timestamptz not null default now(),
  request_id text,
  constraint erasure_pkey primary key (no)
);
comment on table erasure is 'The erasures that were carried out, to be carried out again in a database restored from an older backup. Holds no personal data, and rows are only added.';
comment on column erasure.no is 'Number of the erasure.';
comment on column erasure.person_id is 'The person whose data was erased.';
comment on column erasure.pseudonymised is 'Whether the name was erased as well.';
comment on column erasure.erased_at is 'When it was done.';
comment on column erasure.request_id is 'Request in which it was done; null for the command line.';
create index erasure_person_idx on erasure (person_id);
revoke update, delete on erasure from konwent_app;
-- So that an erasure can have the old versions of its rows and the samples of the planner cleared away at once.
grant maintain on person, contact, redirect, appointment, citation to konwent_app;

revoke execute on function withdraw_contact, withdraw_contacts, refuse_processing from konwent_app, konwent_readonly;

update contact set withdrawn_on = withdrawal_of(post_id, organisation_id, printed_holder_id) where withdrawal_of(post_id, organisation_id, printed_holder_id) is not null;
