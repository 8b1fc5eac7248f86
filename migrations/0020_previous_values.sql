-- Values of records before changes, so that staff can undo a mistake (docs/decisions/0055).

create table previous_value (
  id uuid not null default uuidv7(),
  subject_type text not null,
  subject_id text not null,
  version integer not null,
  field text not null,
  before jsonb not null,
  replaced_at timestamptz not null default now(),
  constraint previous_value_pkey primary key (id),
  constraint previous_value_once unique (subject_type, subject_id, version, field),
  constraint previous_value_version_not_first check (version > 1)
);
comment on table previous_value is
  'Values of properties before a change, for staff. Only properties named in keep_previous_values() are here, and no '
  'values of people. An erasure searches the values, and they are deleted after some time.';
comment on column previous_value.id is 'Stable identifier.';
comment on column previous_value.subject_type is 'Type of the record.';
comment on column previous_value.subject_id is 'Identifier of the record, which may have been deleted.';
comment on column previous_value.version is
  'Version of the record after the change; for a deletion the number after its last version.';
comment on column previous_value.field is 'Property, as the change log names it.';
comment on column previous_value.before is
  'Value of its column before the change; an object of the three days for an uncertain date, null for none.';
comment on column previous_value.replaced_at is 'When the change began.';
-- The planner keeps samples of columns, which would outlive the rows.
alter table previous_value alter column before set statistics 0;
create index previous_value_replaced_idx on previous_value (replaced_at);
-- Only the trigger adds rows. The service deletes old ones, and an erasure changes them.
revoke insert on previous_value from konwent_app;

alter table record_type add column kept text[] not null default '{}';
comment on column record_type.kept is 'Properties whose previous values are kept. See keep_previous_values().';

select keep_previous_values('organisation', '{slug,name,short_name,kind,status,territory,seat,street,postal_code,
  locality,latitude,longitude,coordinates_basis,website,nip,regon,krs,e_delivery,bip,wikidata,creation_mode,legal_form,
  part_of,established,closed,verified_on}');
select keep_previous_values('organisation_lineage', '{successor,predecessor,predecessor_name,predecessor_kind,happened,
  legal_basis}');
select keep_previous_values('post', '{organisation,role,title}');
-- A membership of a person is left out row by row.
select keep_previous_values('membership', '{tier,tier_basis,tier_basis_note,founder,founding_signatory,joined}');
select keep_previous_values('event', '{slug,title,kind,form,status,date,ends_on,starts_at,ends_at,place,venue,address,
  occasion}');
select keep_previous_values('publication', '{slug,no,title,kind,issue,year,publisher,url,doi,isbn,note}');
select keep_previous_values('legal_act', '{slug,kind,title,dated,journal,in_force_from,initiator}');
select keep_previous_values('training_topic', '{slug,no,name,post_role}');
select keep_previous_values('linked_site', '{slug,no,name,kind,url,printed_domain,run_by}');
select keep_previous_values('objective', '{slug,no,kind,text_pl,text_en,organisation}');
select keep_previous_values('offer', '{slug,no,name_pl,name_en,provider,audiences,channel,link,free_of_charge}');
-- The author of a source may be a person.
select keep_previous_values('source', '{slug,kind,title,url,published_on,snapshot_not_after,taken_over_on,rights,
  project,project_from,project_to,project_by,funded_by,sha256}');
