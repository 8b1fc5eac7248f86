-- Applications: what a visitor of a portal sends to the staff. They are not public, and not in the change log.

create type application_kind as enum ('membership', 'legal_advice', 'expert_advice', 'study_visit', 'correction');
create type application_state as enum ('received', 'confirmed', 'taken_over', 'refused', 'lapsed');

create table application (
  id uuid not null default uuidv7(),
  receipt text not null,
  kind application_kind not null,
  state application_state not null default 'received',
  state_at timestamptz not null default now(),
  due_at timestamptz not null,
  api_key_id uuid not null,
  status_hash bytea not null,
  confirmation_hash bytea not null,
  people text not null,
  email text not null,
  content jsonb not null,
  organisation_id uuid,
  subject_type text,
  subject_id uuid,
  audit_seq bigint not null,
  basis legal_basis not null default 'legitimate_interests',
  refusal_reason text,
  result_path text,
  result_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint application_pkey primary key (id),
  constraint application_receipt_key unique (receipt),
  constraint application_status_hash_key unique (status_hash),
  constraint application_confirmation_hash_key unique (confirmation_hash),
  constraint application_api_key_fkey foreign key (api_key_id) references api_key,
  constraint application_hashes_length check (octet_length(status_hash) = 32 and octet_length(confirmation_hash) = 32),
  constraint application_subject_complete check ((subject_type is null) = (subject_id is null)),
  constraint application_result_complete check ((result_path is null) = (result_id is null)),
  constraint application_refused_for_a_reason check ((state = 'refused') = (refusal_reason is not null))
);
comment on table application is
  'Applications, enquiries and proposed corrections of visitors of portals. Only staff and the sender may know of them.';
comment on column application.receipt is 'Number that the visitor gets. It is random, so it tells nothing about others.';
comment on column application.kind is 'What the visitor asks for.';
comment on column application.state is 'How far it has come.';
comment on column application.state_at is 'Since when it has this state.';
comment on column application.due_at is
  'When the state ends by itself: an application that waits lapses, any other one is deleted.';
comment on column application.api_key_id is 'Key with which it was sent; it belongs to the holder of that key.';
comment on column application.status_hash is 'SHA-256 of the token that reads the state.';
comment on column application.confirmation_hash is 'SHA-256 of the token that confirms it, once.';
comment on column application.people is
  'Names, posts and contact data of the applicant and the signatory as running text, in which an erasure finds them.';
comment on column application.email is 'Address for the answer.';
comment on column application.content is 'What was sent.';
comment on column application.organisation_id is 'Organisation that it names by id or slug; null for any other naming.';
comment on column application.subject_type is 'Type of the record to be corrected; null for other kinds.';
comment on column application.subject_id is 'The record to be corrected; null for other kinds.';
comment on column application.audit_seq is 'Number of the last entry of the audit when it arrived.';
comment on column application.basis is 'Legal basis of the processing.';
comment on column application.refusal_reason is 'Reason that the applicant reads; null unless it was refused.';
comment on column application.result_path is 'Path of the list with the record that came of it; null when there is none.';
comment on column application.result_id is 'The record that came of it; null when there is none.';
-- The planner keeps samples of columns; those of personal data would outlive the rows.
alter table application alter column people set statistics 0, alter column email set statistics 0,
  alter column content set statistics 0, alter column refusal_reason set statistics 0;
create index application_due_idx on application (due_at);
create index application_api_key_idx on application (api_key_id);
create index application_email_idx on application (email);

select register_record('application', journal => false, readable => false);

-- Counts outlive the applications.
create table application_count (
  kind application_kind not null,
  month date not null,
  decided integer not null default 0,
  constraint application_count_pkey primary key (kind, month),
  constraint application_count_first_day check (extract(day from month) = 1),
  constraint application_count_not_negative check (decided >= 0)
);
comment on table application_count is 'How many applications were decided, without any trace of a single one.';
comment on column application_count.kind is 'What the visitors asked for.';
comment on column application_count.month is 'First day of the month of the decision, in Poland.';
comment on column application_count.decided is 'How many were taken over or refused.';

alter table api_key
  drop constraint api_key_scopes_known,
  drop constraint api_key_partner_scopes,
  add constraint api_key_scopes_known check (cardinality(scopes) > 0 and scopes <@ array['registry:write',
    'declarations:decide', 'applications:submit', 'applications:decide', 'contacts:read', 'imports', 'webhooks',
    'keys:admin', 'privacy:admin', 'audit:read']),
  add constraint api_key_partner_scopes check (audience = 'staff'
    or scopes <@ array['applications:submit', 'contacts:read', 'webhooks']);
comment on column api_key.scopes is
  'What the key may do; a partner''s key may only send applications, read contacts and keep webhooks.';

-- Events about applications go only to endpoints of the holder that sent them.
alter table webhook_delivery
  add column application_id uuid,
  add column application_state application_state,
  add constraint webhook_delivery_application_fkey foreign key (application_id) references application
    on delete cascade,
  add constraint webhook_delivery_application_complete
    check ((application_id is null) = (application_state is null) and num_nonnulls(application_id, change_seq) < 2);
comment on column webhook_delivery.application_id is 'The application; null for any other event.';
comment on column webhook_delivery.application_state is 'The state that the application got; null for any other event.';
create index webhook_delivery_application_idx on webhook_delivery (application_id) where application_id is not null;
