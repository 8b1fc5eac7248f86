-- Remarks are in Polish, the language of the staff who write them. A column beside each has the English text. Remarks
-- on record stay as they are.

alter table citation
  add column note_en text,
  add constraint citation_note_en_not_blank check (is_text(note_en));
comment on column citation.note is 'Remark on what the source says, in Polish.';
comment on column citation.note_en is 'The remark in English; null when it was not translated.';

alter table event_link
  add column rights_en text,
  add constraint event_link_rights_en_not_blank check (is_text(rights_en));
comment on column event_link.rights is 'Reservation of rights, in the registry''s own words, in Polish.';
comment on column event_link.rights_en is 'The reservation of rights in English; null when it was not translated.';

alter table source
  add column rights_en text,
  add constraint source_rights_en_not_blank check (is_text(rights_en));
comment on column source.rights is
  'Reservation of rights as far as it binds re-users, in Polish; null when none is printed.';
comment on column source.rights_en is 'The reservation of rights in English; null when it was not translated.';
select register_record('source', shown => '{slug}');

alter table appointment
  add column note_en text,
  add constraint appointment_note_en_not_blank check (is_text(note_en));
comment on column appointment.note is 'Remark of the registry''s keepers, in Polish.';
comment on column appointment.note_en is 'The remark in English; null when it was not translated.';
select register_record('appointment', cited => true, limited => true,
  properties => '{"post_id.organisation_id": "organisation", "verified_by_id": null}',
  shows => '{"person_id": "person", "post_id": "post", "post_id.organisation_id": "organisation",
    "appointed_by_id": "organisation", "predecessor_id": "appointment", "predecessor_id.person_id": "person",
    "until_event_id": "event"}',
  shown => '{person,capacity,printed_post,attested_on}');

alter table membership
  add column tier_basis_note_en text,
  add constraint membership_tier_basis_note_en_not_blank check (is_text(tier_basis_note_en));
comment on column membership.tier_basis_note is 'Basis of an inferred or decided tier, in Polish.';
comment on column membership.tier_basis_note_en is 'The same in English; null when it was not translated.';
select register_record('membership', cited => true,
  shows => '{"organisation_id": "organisation", "person_id": "person", "representative_id": "person",
    "declaration_id": "declaration"}');

alter table publication
  add column note_en text,
  add constraint publication_note_en_not_blank check (is_text(note_en));
comment on column publication.note is 'Remark of the registry''s keepers, in Polish.';
comment on column publication.note_en is 'The remark in English; null when it was not translated.';
select register_record('publication', cited => true, shows => '{"publisher_id": "organisation"}');

alter table assertion
  add column as_of_basis_en text,
  add constraint assertion_as_of_basis_en_not_blank check (is_text(as_of_basis_en));
comment on column assertion.as_of_basis is 'Basis of the bounds, in Polish.';
comment on column assertion.as_of_basis_en is 'The same in English; null when it was not translated.';
select register_record('assertion', cited => true,
  properties => '{"subject_organisation_id": "organisation", "subject_territory_code": "territory"}',
  shows => '{"subject_organisation_id": "organisation", "subject_territory_code": "territory"}');

-- A reversal gives a remark back in both languages.
select keep_previous_values('membership', kept || '{tier_basis_note_en}') from record_type
  where subject_type = 'membership';
select keep_previous_values('publication', kept || '{note_en}') from record_type where subject_type = 'publication';
select keep_previous_values('source', kept || '{rights_en}') from record_type where subject_type = 'source';
