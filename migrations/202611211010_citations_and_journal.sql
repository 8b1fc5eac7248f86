create table citation (
  id uuid not null default uuidv7(),
  source_id uuid not null,
  locator text not null default '',
  field text not null default '',
  certainty certainty,
  note text,
  organisation_id uuid,
  person_id uuid,
  appointment_id uuid,
  contact_id uuid,
  membership_tier_code tier,
  membership_id uuid,
  declaration_id uuid,
  event_id uuid,
  publication_id uuid,
  legal_act_id uuid,
  training_topic_id uuid,
  linked_site_id uuid,
  membership_list_id uuid,
  assertion_id uuid,
  creation_mode_code creation_mode,
  structure_element_code text,
  service_area_code text,
  territory_code text,
  constraint citation_pkey primary key (id),
  constraint citation_source_fkey foreign key (source_id) references source,
  constraint citation_organisation_fkey foreign key (organisation_id) references organisation on delete cascade,
  constraint citation_person_fkey foreign key (person_id) references person on delete cascade,
  constraint citation_appointment_fkey foreign key (appointment_id) references appointment on delete cascade,
  constraint citation_contact_fkey foreign key (contact_id) references contact on delete cascade,
  constraint citation_membership_tier_fkey foreign key (membership_tier_code) references membership_tier on delete cascade,
  constraint citation_membership_fkey foreign key (membership_id) references membership on delete cascade,
  constraint citation_declaration_fkey foreign key (declaration_id) references declaration on delete cascade,
  constraint citation_event_fkey foreign key (event_id) references event on delete cascade,
  constraint citation_publication_fkey foreign key (publication_id) references publication on delete cascade,
  constraint citation_legal_act_fkey foreign key (legal_act_id) references legal_act on delete cascade,
  constraint citation_training_topic_fkey foreign key (training_topic_id) references training_topic on delete cascade,
  constraint citation_linked_site_fkey foreign key (linked_site_id) references linked_site on delete cascade,
  constraint citation_membership_list_fkey foreign key (membership_list_id) references membership_list on delete cascade,
  constraint citation_assertion_fkey foreign key (assertion_id) references assertion on delete cascade,
  constraint citation_creation_mode_fkey foreign key (creation_mode_code) references creation_mode_rule on delete cascade,
  constraint citation_structure_element_fkey foreign key (structure_element_code) references structure_element on delete cascade,
  constraint citation_service_area_fkey foreign key (service_area_code) references service_area on delete cascade,
  constraint citation_territory_fkey foreign key (territory_code) references territory on delete cascade,
  constraint citation_one_record check (num_nonnulls(organisation_id, person_id, appointment_id, contact_id, membership_tier_code, membership_id,
    declaration_id, event_id, publication_id, legal_act_id, training_topic_id, linked_site_id, membership_list_id, assertion_id,
    creation_mode_code, structure_element_code, service_area_code, territory_code) = 1),
  constraint citation_once unique nulls not distinct (source_id, locator, field, organisation_id, person_id, appointment_id, contact_id, membership_tier_code,
    membership_id, declaration_id, event_id, publication_id, legal_act_id, training_topic_id, linked_site_id, membership_list_id, assertion_id,
    creation_mode_code, structure_element_code, service_area_code, territory_code)
);
comment on table citation is 'Which source a record, or one of its fields, rests on.';
comment on column citation.id is 'Stable identifier.';
comment on column citation.source_id is 'The source.';
comment on column citation.locator is 'Where in the source: a line number; empty for the whole.';
comment on column citation.field is 'Property of the record that the citation is for; empty for the record as a whole.';
comment on column citation.certainty is 'How sure the fact is, for facts from outside the Konwent''s own documents; null for printed facts.';
comment on column citation.note is 'Remark on what the source says.';
comment on column citation.organisation_id is 'The record, when an organisation.';
comment on column citation.person_id is 'The record, when a person.';
comment on column citation.appointment_id is 'The record, when an appointment.';
comment on column citation.contact_id is 'The record, when a contact.';
comment on column citation.membership_tier_code is 'The record, when a tier.';
comment on column citation.membership_id is 'The record, when a membership.';
comment on column citation.declaration_id is 'The record, when a declaration.';
comment on column citation.event_id is 'The record, when an event.';
comment on column citation.publication_id is 'The record, when a publication.';
comment on column citation.legal_act_id is 'The record, when a legal act.';
comment on column citation.training_topic_id is 'The record, when a training topic.';
comment on column citation.linked_site_id is 'The record, when a linked site.';
comment on column citation.membership_list_id is 'The record, when a printed list.';
comment on column citation.assertion_id is 'The record, when an assertion.';
comment on column citation.creation_mode_code is 'The record, when a creation mode.';
comment on column citation.structure_element_code is 'The record, when an element of the structure.';
comment on column citation.service_area_code is 'The record, when a service area.';
comment on column citation.territory_code is 'The record, when a territory.';
create index citation_organisation_idx on citation (organisation_id) where organisation_id is not null;
create index citation_person_idx on citation (person_id) where person_id is not null;
create index citation_appointment_idx on citation (appointment_id) where appointment_id is not null;
create index citation_contact_idx on citation (contact_id) where contact_id is not null;
create index citation_membership_idx on citation (membership_id) where membership_id is not null;
create index citation_declaration_idx on citation (declaration_id) where declaration_id is not null;
create index citation_event_idx on citation (event_id) where event_id is not null;
create index citation_publication_idx on citation (publication_id) where publication_id is not null;
create index citation_territory_idx on citation (territory_code) where territory_code is not null;

create table feed_head (
  only_row boolean not null default true,
  seq bigint not null default 0,
  constraint feed_head_pkey primary key (only_row),
  constraint feed_head_one_row check (only_row)
);
comment on table feed_head is 'Counter of the journal. Each writing transaction raises it as its last statement, so numbers are gapless and in commit order.';
comment on column feed_head.only_row is 'Always true: there is one row.';
comment on column feed_head.seq is 'Number of the last change that committed.';
insert into feed_head default values;

create table change (
  seq bigint not null,
  id uuid not null default uuidv7(),
  type text not null,
  op change_op not null,
  subject_type text not null,
  subject_id text not null,
  subject_version integer,
  fields text[] not null default '{}',
  request_id text,
  occurred_at timestamptz not null default now(),
  constraint change_pkey primary key (seq),
  constraint change_id_key unique (id),
  constraint change_type_shape check (type ~ '^[a-z_]+\.[a-z_]+$')
);
comment on table change is 'The journal: one row per change, with ids and names of fields, never personal values.';
comment on column change.seq is 'Number of the change, gapless, in commit order.';
comment on column change.id is 'Stable identifier of the change.';
comment on column change.type is 'What happened, such as organisation.updated.';
comment on column change.op is 'What a copy has to do: upsert, delete, merge or redact.';
comment on column change.subject_type is 'Type of the record.';
comment on column change.subject_id is 'Identifier of the record.';
comment on column change.subject_version is 'Version of the record after the change; null when it is gone.';
comment on column change.fields is 'Names of the properties that changed, in alphabetical order; never their values.';
comment on column change.request_id is 'Request that made the change; null for the command line.';
comment on column change.occurred_at is 'When the transaction that made the change began.';
create index change_subject_idx on change (subject_type, subject_id, seq);

create table instance (
  only_row boolean not null default true,
  epoch uuid not null default uuidv7(),
  cursor_key bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'),
  dataset text,
  constraint instance_pkey primary key (only_row),
  constraint instance_one_row check (only_row)
);
comment on table instance is 'What is particular to this installation of the registry.';
comment on column instance.only_row is 'Always true: there is one row.';
comment on column instance.epoch is 'Identifies this history of the registry; renewed after a restore from backup.';
comment on column instance.cursor_key is 'Key that signs cursors, so that a changed one is told from a real one.';
comment on column instance.dataset is 'Name of the data set that the registry was first filled with; null while it is empty.';
insert into instance default values;
