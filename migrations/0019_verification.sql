-- Further identifiers of an organisation, and the day on which staff last verified a record (docs/decisions/0054).

create function is_e_delivery(value text) returns boolean
  language sql immutable strict parallel safe
  return value ~ '^AE:PL-[0-9]{5}-[0-9]{5}-[A-Z]{5}-[0-9]{2}$';
comment on function is_e_delivery(text) is
  'Whether the text has the form of an e-Doręczenia address. No official source states the rule of the last two digits.';

create function is_wikidata(value text) returns boolean
  language sql immutable strict parallel safe
  return value ~ '^Q[1-9][0-9]{0,11}$';
comment on function is_wikidata(text) is 'Whether the text has the form of the id of a Wikidata item.';

alter table organisation
  add column e_delivery text,
  add column bip text,
  add column wikidata text,
  add column verified_on date,
  add column verified_by_id uuid,
  add constraint organisation_e_delivery_valid check (is_e_delivery(e_delivery)),
  -- Parts of a gmina may share its address, as they may share its NIP.
  add constraint organisation_e_delivery_key
    exclude using gist (e_delivery with =, coalesce(territory_code, id::text) with <>)
    where (e_delivery is not null) deferrable,
  add constraint organisation_bip_shape check (bip ~ '^https?://[^[:space:]]+$'),
  add constraint organisation_wikidata_valid check (is_wikidata(wikidata)),
  add constraint organisation_wikidata_key unique (wikidata),
  add constraint organisation_verified_on_within_bounds check (is_day_within_bounds(verified_on));
comment on column organisation.e_delivery is 'Address for e-Doręczenia, such as AE:PL-12345-67890-ABCDE-12.';
comment on column organisation.bip is 'Address of its pages in the Public Information Bulletin (BIP).';
comment on column organisation.wikidata is 'Id of the Wikidata item, such as Q36.';
comment on column organisation.verified_on is 'Day on which staff last compared the record with its sources.';
comment on column organisation.verified_by_id is 'API key that stored verified_on; null for the command line.';
select register_record('organisation', cited => true,
  properties => '{"verified_by_id": null}',
  shows => '{"part_of_id": "organisation", "territory_code": "territory"}',
  shown => '{slug,name,short_name,kind}');

alter table appointment
  add column verified_on date,
  add column verified_by_id uuid,
  add constraint appointment_verified_on_within_bounds check (is_day_within_bounds(verified_on));
comment on column appointment.verified_on is 'Day on which staff last compared the record with its sources.';
comment on column appointment.verified_by_id is 'API key that stored verified_on; null for the command line.';
select register_record('appointment', cited => true, limited => true,
  properties => '{"post_id.organisation_id": "organisation", "verified_by_id": null}',
  shows => '{"person_id": "person", "post_id": "post", "post_id.organisation_id": "organisation",
    "appointed_by_id": "organisation", "predecessor_id": "appointment", "predecessor_id.person_id": "person",
    "until_event_id": "event"}',
  shown => '{person,capacity,printed_post,attested_on}');

alter table contact
  add column verified_on date,
  add column verified_by_id uuid,
  add constraint contact_verified_on_within_bounds check (is_day_within_bounds(verified_on));
comment on column contact.verified_on is 'Day on which staff last compared the record with its sources.';
comment on column contact.verified_by_id is 'API key that stored verified_on; null for the command line.';
select register_record('contact', cited => true, readable => false, limited => true,
  properties => '{"post_id.organisation_id": "organisation", "verified_by_id": null}',
  shows => '{"organisation_id": "organisation", "post_id": "post", "post_id.organisation_id": "organisation",
    "printed_holder_id": "person"}');

create trigger note_verifier before insert or update of verified_on on organisation
  for each row execute function note_verifier();
create trigger note_verifier before insert or update of verified_on on appointment
  for each row execute function note_verifier();
create trigger note_verifier before insert or update of verified_on on contact
  for each row execute function note_verifier();
