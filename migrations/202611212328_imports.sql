-- Files that staff send to be taken over: what they would do and did, row by row.

create type import_status as enum ('queued', 'running', 'previewed', 'applied', 'failed', 'stale');
create type import_outcome as enum ('create', 'update', 'unchanged', 'error');

create table import (
  id uuid not null default uuidv7(),
  resource text not null,
  match_on text not null,
  dry_run boolean not null,
  status import_status not null default 'queued',
  total integer not null,
  create_count integer,
  update_count integer,
  unchanged_count integer,
  error_count integer,
  messages jsonb not null default '[]',
  started_at timestamptz,
  finished_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint import_pkey primary key (id),
  constraint import_resource_known check (resource in ('organisations', 'people', 'appointments', 'contacts', 'memberships', 'events', 'territories')),
  constraint import_match_on_known check (match_on in ('slug', 'nip', 'regon', 'teryt', 'id')),
  constraint import_total_positive check (total > 0),
  constraint import_counts_together check (num_nulls(create_count, update_count, unchanged_count, error_count) in (0, 4)),
  constraint import_counts_not_negative check (least(create_count, update_count, unchanged_count, error_count) >= 0),
  constraint import_counts_known check (status not in ('previewed', 'applied') or create_count is not null),
  constraint import_applied_without_errors check (status <> 'applied' or error_count = 0),
  constraint import_messages_are_a_list check (jsonb_typeof(messages) = 'array'),
  constraint import_finished_when_over check ((finished_at is not null) = (status in ('previewed', 'applied', 'failed', 'stale')))
);
comment on table import is 'A file that was sent to be taken over: first looked through, then applied as a whole or not at all.';
comment on column import.id is 'Stable identifier.';
comment on column import.resource is 'What its rows are records of.';
comment on column import.match_on is 'By what a row is held to be one of a record that is there.';
comment on column import.dry_run is 'Whether it waits, once looked through, for somebody to have it applied.';
comment on column import.status is 'How far it is.';
comment on column import.total is 'How many rows the file has.';
comment on column import.create_count is 'Rows that make a record; null before all were looked through.';
comment on column import.update_count is 'Rows that change a record; null before all were looked through.';
comment on column import.unchanged_count is 'Rows that say what the registry has; null before all were looked through.';
comment on column import.error_count is 'Rows that cannot be applied; null before all were looked through.';
comment on column import.messages is 'What is to be said of the file as a whole, in Polish and English.';
comment on column import.started_at is 'When the work began that is under way, or was last.';
comment on column import.finished_at is 'When that work ended; null while it waits or runs.';
comment on column import.version is 'Grows by one with every change.';
comment on column import.created_at is 'When the record was made.';
comment on column import.updated_at is 'When the record last changed.';

create table import_file (
  import_id uuid not null,
  format text not null,
  content text not null,
  done integer not null default 0,
  constraint import_file_pkey primary key (import_id),
  constraint import_file_import_fkey foreign key (import_id) references import on delete cascade,
  constraint import_file_format_known check (format in ('csv', 'ndjson')),
  constraint import_file_content_not_empty check (content <> ''),
  constraint import_file_done_not_negative check (done >= 0)
);
comment on table import_file is 'What the work on an import needs; deleted when it is over, and after a week in any case.';
comment on column import_file.import_id is 'The import.';
comment on column import_file.format is 'How the file is written: CSV, or one JSON object a line.';
comment on column import_file.content is 'The file, as text.';
comment on column import_file.done is 'How many rows the work under way has come through.';

create table import_row (
  import_id uuid not null,
  line integer not null,
  key text,
  outcome import_outcome not null,
  subject_id text,
  subject_version integer,
  diff jsonb not null,
  errors jsonb not null,
  constraint import_row_pkey primary key (import_id, line),
  constraint import_row_import_fkey foreign key (import_id) references import on delete cascade,
  constraint import_row_line_positive check (line > 0),
  constraint import_row_version_of_a_subject check (subject_version is null or subject_id is not null),
  constraint import_row_lists check (jsonb_typeof(diff) = 'array' and jsonb_typeof(errors) = 'array'),
  constraint import_row_errors_told check ((outcome = 'error') = (errors <> '[]'))
);
comment on table import_row is 'What a row of an import would do, or did. Holds values of the file, so it is deleted after a week.';
comment on column import_row.import_id is 'The import.';
comment on column import_row.line is 'Line of the file that the row begins in.';
comment on column import_row.key is 'Value by which the row was held to be one of a record.';
comment on column import_row.outcome is 'What becomes of the row.';
comment on column import_row.subject_id is 'Id or code of the record; null while there is none.';
comment on column import_row.subject_version is 'Version of the record when the row was looked through; null when there was none.';
comment on column import_row.diff is 'Values of the record before and after, by column.';
comment on column import_row.errors is 'What is wrong with the row, by column, in Polish and English.';
create index import_row_subject_idx on import_row (subject_id);

select track_table('import', 'id', journal => false);

-- Since PostgreSQL 18 the body of an SQL function is planned for the values that it is called with, and a range that is constant then is made before the
-- condition is looked at: the bounds have to be in order whatever it says.
create or replace function certain_period(start_on date, start_not_after date, end_on date, end_not_before date, end_not_after date) returns daterange
  language sql immutable parallel safe
  return (with certain (first, last) as (
      select coalesce(start_on, start_not_after), coalesce(end_on, end_not_before, case when end_not_after is null then 'infinity'::date end))
    select daterange(least(first, last), nullif(last, 'infinity')) from certain where first < last);
