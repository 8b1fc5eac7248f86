-- What the tables of the baseline do: which of them are record types, what is part of a record, and all triggers.

create table record_type (
  subject_type text not null,
  key_column text not null,
  journaled boolean not null,
  limited boolean not null,
  shown text[] not null,
  constraint record_type_pkey primary key (subject_type)
);
comment on table record_type is
  'Record types: tables whose rows have versions, change log and audit. See register_record().';
comment on column record_type.subject_type is 'Name of the type and of its table.';
comment on column record_type.key_column is 'Column that identifies a record.';
comment on column record_type.journaled is 'Whether changes stand in the change log; all of them stand in the audit.';
comment on column record_type.limited is 'Whether is_public() has a rule for it: not every record is for everybody.';
comment on column record_type.shown is 'Properties that other records show, or that decide what they show.';

create table record_property (
  subject_type text not null,
  column_name text not null,
  property text,
  constraint record_property_pkey primary key (subject_type, column_name),
  constraint record_property_type_fkey foreign key (subject_type) references record_type on delete cascade
);
comment on table record_property is 'Names in the contract of what the columns of a record hold.';
comment on column record_property.subject_type is 'The record type.';
comment on column record_property.column_name is 'The column.';
comment on column record_property.property is
  'The property, as the change log and the audit name it. Null if the column is no content: derived or internal.';

create table record_part (
  part text not null,
  subject_type text not null,
  parent_column text not null,
  property text not null,
  constraint record_part_pkey primary key (part),
  constraint record_part_type_fkey foreign key (subject_type) references record_type on delete cascade
);
comment on table record_part is 'Tables whose rows are parts of a record. See register_part().';
comment on column record_part.part is 'The table.';
comment on column record_part.subject_type is 'Type of the record.';
comment on column record_part.parent_column is 'Column that refers to the record.';
comment on column record_part.property is 'Property of the record that shows the rows.';
create index record_part_type_idx on record_part (subject_type);

create table record_reference (
  source_table text not null,
  reference text not null,
  subject_type text not null,
  shown_type text not null,
  property text not null,
  constraint record_reference_pkey primary key (source_table, reference),
  constraint record_reference_type_fkey foreign key (subject_type) references record_type on delete cascade,
  constraint record_reference_shown_fkey foreign key (shown_type) references record_type on delete cascade
);
comment on table record_reference is
  'Which records show something of which others. A change of what is shown refreshes them in the change log.';
comment on column record_reference.source_table is 'Table that refers: of the record itself, or of a part of it.';
comment on column record_reference.reference is
  'Column that refers to the shown record; a.b is column b of the record that column a refers to.';
comment on column record_reference.subject_type is 'Type of the record that shows.';
comment on column record_reference.shown_type is 'Type of the record that is shown.';
comment on column record_reference.property is 'Property that shows it.';
create index record_reference_type_idx on record_reference (subject_type);
create index record_reference_shown_idx on record_reference (shown_type);

revoke all on record_type, record_property, record_part, record_reference from konwent_app;
grant select on record_type, record_property, record_part, record_reference to konwent_app;

-- Record types --------------------------------------------------------------------------------------------------------

-- The parent follows from the code, and the contract shows powiat and voivodeship instead.
select register_record('territory', key => 'code', cited => true,
  shown => '{name,level,gmina_kind}', properties => '{"parent_code": null}');
select register_part('territory_name', 'territory', 'territory_code', 'names');

select register_record('source', shown => '{slug}');

select register_record('organisation', cited => true,
  shows => '{"part_of_id": "organisation", "territory_code": "territory"}',
  shown => '{slug,name,short_name,kind}');
select register_part('organisation_name', 'organisation', 'organisation_id', 'names');

select register_record('organisation_lineage',
  properties => '{"organisation_id": "successor"}',
  shows => '{"organisation_id": "organisation", "predecessor_id": "organisation"}');

select register_record('person', cited => true, limited => true,
  shown => '{slug,given_name,family_name,academic_title,restricted_at}');

select register_record('post', shows => '{"organisation_id": "organisation"}', shown => '{role,title,organisation}');

select register_record('event', cited => true, shows => '{"venue_id": "organisation"}', shown => '{slug,title,date}');
select register_part('event_title', 'event', 'event_id', 'titles');
select register_part('event_participant', 'event', 'event_id', 'participants',
  shows => '{"organisation_id": "organisation", "person_id": "person"}');
select register_part('programme_item', 'event', 'event_id', 'programme', shows => '{"about_id": "organisation"}');
select register_part('programme_speaker', 'event', 'event_id', 'programme',
  shows => '{"organisation_id": "organisation", "person_id": "person"}');
select register_part('event_link', 'event', 'event_id', 'links',
  shows => '{"publisher_id": "organisation", "author_id": "person"}');

-- An appointment shows the organisation of its post and the person of its predecessor.
select register_record('appointment', cited => true, limited => true,
  properties => '{"post_id.organisation_id": "organisation"}',
  shows => '{"person_id": "person", "post_id": "post", "post_id.organisation_id": "organisation",
    "appointed_by_id": "organisation", "predecessor_id": "appointment", "predecessor_id.person_id": "person",
    "until_event_id": "event"}',
  shown => '{person,capacity,printed_post,attested_on}');

select register_record('contact', cited => true, readable => false, limited => true,
  properties => '{"post_id.organisation_id": "organisation"}',
  shows => '{"organisation_id": "organisation", "post_id": "post", "post_id.organisation_id": "organisation",
    "printed_holder_id": "person"}');

select register_record('membership_tier', key => 'code', cited => true);
select register_part('membership_tier_member_type', 'membership_tier', 'tier', 'member_types');
select register_part('eligibility_rule', 'membership_tier', 'tier', 'rules');

select register_record('declaration', cited => true, readable => false, limited => true,
  shows => '{"event_id": "event"}', shown => '{slug,title,status}');
select register_part('declaration_signatory', 'declaration', 'declaration_id', 'signatories',
  shows => '{"organisation_id": "organisation", "person_id": "person"}');

select register_record('membership', cited => true,
  shows => '{"organisation_id": "organisation", "person_id": "person", "representative_id": "person",
    "declaration_id": "declaration"}');
select register_part('membership_event', 'membership', 'membership_id', 'course', readable => false);

select register_record('membership_list', cited => true, shows => '{"source_id": "source"}');
select register_part('membership_list_entry', 'membership_list', 'membership_list_id', 'entries',
  shows => '{"organisation_id": "organisation", "person_id": "person"}');

select register_record('publication', cited => true, shows => '{"publisher_id": "organisation"}');
select register_part('publication_contributor', 'publication', 'publication_id', 'contributors',
  shows => '{"person_id": "person"}');

select register_record('legal_act', cited => true, shown => '{slug}');
select register_part('legal_act_title', 'legal_act', 'legal_act_id', 'titles');

select register_record('training_topic', cited => true, shows => '{"legal_act_id": "legal_act"}');
select register_record('linked_site', cited => true, shows => '{"run_by_id": "organisation"}');
select register_record('creation_mode_rule', key => 'code', cited => true);
select register_record('structure_element', key => 'code', cited => true);
select register_record('service_area', key => 'code', cited => true);

select register_record('assertion', cited => true,
  properties => '{"subject_organisation_id": "organisation", "subject_territory_code": "territory"}',
  shows => '{"subject_organisation_id": "organisation", "subject_territory_code": "territory"}');

-- Of these, only the audit tells.
select register_record('api_key', journal => false, readable => false);
select register_record('import', journal => false, readable => false);
select register_record('webhook_endpoint', journal => false, readable => false);
select register_record('signing_key', journal => false, readable => false);

-- Records that are shown with others ----------------------------------------------------------------------------------

select register_touch('organisation_lineage', 'organisation', 'organisation_id', 'lineage');
select register_touch('membership', 'organisation', 'organisation_id', 'memberships');
select register_touch('post', 'organisation', 'organisation_id', 'posts');
select register_touch('appointment', 'organisation',
  '(select post.organisation_id from post where post.id = (row ->> ''post_id'')::uuid)', 'appointments');
-- Only what everybody sees: a change of other contacts must not show anywhere.
select register_touch('contact', 'organisation',
  'case when is_public(''contact'', row) then coalesce(row ->> ''organisation_id'',
    (select post.organisation_id::text from post where post.id = (row ->> ''post_id'')::uuid)) end', 'contacts');
-- An event shows the accepted declaration that came out of it.
select register_touch('declaration', 'event',
  'case when row ->> ''status'' = ''accepted'' then row ->> ''event_id'' end', 'declaration');

-- Triggers ------------------------------------------------------------------------------------------------------------
-- Triggers of one table and moment run in the order of their names. track_version runs after those that change the row.

create constraint trigger settle after insert on pending_transaction
  deferrable initially deferred for each row execute function settle();
create trigger fan_out after insert on change
  referencing new table as new_changes for each statement execute function fan_out_changes();
create trigger refresh_showing after insert on change
  referencing new table as new_rows for each statement execute function refresh_showing();

-- Organisations: kind family, search text, and no circle of parts.
create trigger organisation_derive before insert or update on organisation
  for each row execute function organisation_derive();
create trigger organisation_families_arrive after insert on organisation
  referencing new table as after_rows for each statement execute function organisation_families_arrive();
create trigger organisation_family_passes_on after update of kind, part_of_id on organisation
  for each row execute function organisation_family_passes_on();
create trigger organisation_acyclic_insert after insert on organisation
  for each row when (new.part_of_id is not null) execute function organisation_acyclic();
create trigger organisation_acyclic_update after update of part_of_id on organisation
  for each row when (new.part_of_id is not null and new.part_of_id is distinct from old.part_of_id)
  execute function organisation_acyclic();
create trigger organisation_search_refresh after update of name on territory
  for each row execute function organisation_search_refresh();

create trigger names_refresh_insert after insert on organisation_name referencing new table as after_rows
  for each statement execute function organisation_names_refresh('organisation_id', 'id');
create trigger names_refresh_update after update on organisation_name
  referencing old table as before_rows new table as after_rows
  for each statement execute function organisation_names_refresh('organisation_id', 'id');
create trigger names_refresh_delete after delete on organisation_name referencing old table as before_rows
  for each statement execute function organisation_names_refresh('organisation_id', 'id');
create trigger names_refresh_insert after insert on territory_name referencing new table as after_rows
  for each statement execute function organisation_names_refresh('territory_code', 'territory_code');
create trigger names_refresh_update after update on territory_name
  referencing old table as before_rows new table as after_rows
  for each statement execute function organisation_names_refresh('territory_code', 'territory_code');
create trigger names_refresh_delete after delete on territory_name referencing old table as before_rows
  for each statement execute function organisation_names_refresh('territory_code', 'territory_code');

-- Contacts: their owner, and their withdrawal with the end of an appointment. contact_withdrawal runs after
-- contact_owner, and before the triggers that check the change and count it.
create trigger contact_owner before insert or update on contact for each row execute function contact_owner();
create trigger contact_withdrawal
  before insert or update of post_id, organisation_id, printed_holder_id, withdrawn_on on contact
  for each row execute function withdraw_contact();
create trigger withdraw_contacts_insert after insert on appointment
  referencing new table as after_rows for each statement execute function withdraw_contacts();
create trigger withdraw_contacts_update after update on appointment
  referencing old table as before_rows new table as after_rows for each statement execute function withdraw_contacts();
create trigger withdraw_contacts_delete after delete on appointment
  referencing old table as before_rows for each statement execute function withdraw_contacts();
create trigger withdraw_contacts_update after update on post
  referencing old table as before_rows new table as after_rows for each statement execute function withdraw_contacts();

-- Privacy: restricted and erased people (art. 17 and 18 RODO), and the names that an erasure has to find.
create trigger refuse_processing before update or delete on person
  for each row execute function refuse_processing('id');
create trigger refuse_processing before insert or update or delete on appointment
  for each row execute function refuse_processing('person_id');
create trigger refuse_processing before insert or update or delete on contact
  for each row execute function refuse_processing('printed_holder_id');
create trigger refuse_processing before insert on membership
  for each row when (new.person_id is not null) execute function refuse_processing('person_id');
create trigger refuse_processing before insert on declaration_signatory
  for each row when (new.person_id is not null) execute function refuse_processing('person_id');
create trigger keep_former_name after update of given_name, family_name on person
  for each row when ((old.given_name, old.family_name) is distinct from (new.given_name, new.family_name))
  execute function keep_former_name();

-- Records of the knowledge base that stand in no printed list come after those that do.
create trigger next_no before insert on publication for each row execute function next_no();
create trigger next_no before insert on training_topic for each row execute function next_no();
