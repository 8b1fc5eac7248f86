-- For a database that stands at 202611220330_refreshed, the 26th migration of version 0.1.0: the five that followed.

-- 202611300400_jobs.sql

-- Work that is done outside of requests: imports and nightly tasks. It replaces the queue of graphile-worker.

create table job (
  id uuid not null default uuidv7(),
  task text not null,
  import_id uuid,
  key_id uuid,
  request_id text,
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  constraint job_pkey primary key (id),
  constraint job_task_key unique nulls not distinct (task, import_id),
  constraint job_import_fkey foreign key (import_id) references import on delete cascade,
  constraint job_import_named check ((task = 'import') = (import_id is not null)),
  constraint job_attempts_not_negative check (attempts >= 0)
);
comment on table job is 'Work that waits for a worker or is under way: one row for each import, one for each nightly task.';
comment on column job.id is 'Stable identifier.';
comment on column job.task is 'Name of the task in the code.';
comment on column job.import_id is 'The import to work on; null for a nightly task.';
comment on column job.key_id is 'API key in whose name the work is done; null for the command line and for nightly tasks.';
comment on column job.request_id is 'Request that asked for the work; null outside of requests.';
comment on column job.due_at is 'Moment from which a worker may take the job. While a worker has it, the end of its lease: after that moment the attempt counts as lost.';
comment on column job.attempts is 'Attempts begun since the job was last done.';
comment on column job.created_at is 'When the row was made.';
create index job_due_idx on job (due_at);
create index job_import_idx on job (import_id);

do $$
begin
  if to_regclass('graphile_worker._private_jobs') is not null then
    execute $old$
      insert into job (task, import_id, key_id, request_id)
      select distinct on (i.id) 'import', i.id, (j.payload ->> 'key')::uuid, j.payload ->> 'request'
      from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id and t.identifier = 'import'
        join import i on i.id::text = j.payload ->> 'import'
      where i.status in ('queued', 'running')
      order by i.id, j.id desc$old$;
    drop schema graphile_worker cascade;
  end if;
end $$;
-- An import whose old job is gone goes on, too.
insert into job (task, import_id) select 'import', id from import where status in ('queued', 'running') on conflict do nothing;

-- 202611300410_former_names.sql

-- Names that people had before, and places that an erasure leaves for a person to look at.

create table person_former_name (
  person_id uuid not null,
  given_name text not null,
  family_name text not null,
  constraint person_former_name_pkey primary key (person_id, given_name, family_name),
  constraint person_former_name_person_fkey foreign key (person_id) references person on delete cascade,
  constraint person_former_name_not_blank check (is_text(given_name) and is_text(family_name))
);
comment on table person_former_name is 'Names that a person had in the registry before, also those of records merged into this one. An erasure looks for them; nobody else reads them.';
comment on column person_former_name.person_id is 'The person.';
comment on column person_former_name.given_name is 'Given names before the change.';
comment on column person_former_name.family_name is 'Family name before the change.';
-- ANALYZE keeps the samples of a table that has become empty, and samples of names must not outlive an erasure.
alter table person_former_name alter column given_name set statistics 0, alter column family_name set statistics 0;

create function keep_former_name() returns trigger language plpgsql as $$
begin
  -- An erasure replaces the name so that it is forgotten.
  if current_setting('konwent.erasing', true) is distinct from 'on' then
    insert into person_former_name (person_id, given_name, family_name) values (old.id, old.given_name, old.family_name) on conflict do nothing;
  end if;
  return null;
end $$;
comment on function keep_former_name() is 'Trigger: keeps the name that a person had before a change.';
create trigger keep_former_name after update of given_name, family_name on person for each row
  when ((old.given_name, old.family_name) is distinct from (new.given_name, new.family_name)) execute function keep_former_name();
revoke execute on function keep_former_name from konwent_app, konwent_readonly;

alter table erasure
  add column left_open jsonb not null default '[]',
  add constraint erasure_left_open_is_list check (jsonb_typeof(left_open) = 'array');
comment on column erasure.left_open is 'Places that were not erased and need a decision or a check: table, column and key of the row. References only, no personal data.';

-- 202611300420_sticky_withdrawal.sql

-- A withdrawal of a contact that has taken effect stays until it is lifted explicitly: corrections, deletions, moves,
-- mergers and imports keep it.

alter table contact
  add column withdrawal_lifted_on date,
  add constraint contact_withdrawal_finite check (isfinite(withdrawn_on) and isfinite(withdrawal_lifted_on));
comment on column contact.withdrawn_on is 'Day from which only staff see the contact, because the printed holder, or '
  'everybody, has left the post by then. Null while somebody may hold it. '
  'A day that has come stays until it is lifted by setting null.';
comment on column contact.withdrawal_lifted_on is 'Internal: appointments that ended up to this day no longer '
  'withdraw the contact, because the withdrawal was lifted. Null when none was lifted.';

create index contact_printed_holder_idx on contact (printed_holder_id, organisation_id)
  where printed_holder_id is not null;

create or replace function content_of(record jsonb) returns jsonb
  language sql immutable strict parallel safe
  return record - '{version,created_at,updated_at,search_text,certain_period,possible_period,display_name,teryt7,'
    'member_id,member_type,last_used_at,withdrawal_lifted_on}'::text[];
comment on function content_of(jsonb) is 'A row without columns that are derived, internal, or only count changes.';

-- The plan is cached for the session. It must use the indexes even if the tables were empty when it was made.
drop function withdrawal_of(uuid, uuid, uuid);
create function withdrawal_of(post uuid, organisation uuid, holder uuid, lifted date) returns date
  language sql stable set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  return least(
    (select max(upper(a.possible_period)) from appointment a join post p on p.id = a.post_id
      where a.person_id = holder and (p.id = post or p.organisation_id = organisation)
      having not bool_or(upper_inf(a.possible_period))
        and max(upper(a.possible_period)) > coalesce(lifted, '-infinity')),
    (select max(upper(a.possible_period)) from appointment a where a.post_id = post
      having not bool_or(upper_inf(a.possible_period))
        and max(upper(a.possible_period)) > coalesce(lifted, '-infinity')));
comment on function withdrawal_of(uuid, uuid, uuid, date) is 'Day by which all appointments of the printed '
  'holder to the post or in the organisation, or all appointments to the post, have certainly ended. '
  'Null if one may continue, if there are none, or if they ended up to the day of the last argument.';

create function withdrawn_here(contact_id uuid) returns boolean
  language sql stable set enable_seqscan = off
  return exists (select from pending_change
    where transaction = pg_current_xact_id_if_assigned() and subject_type = 'contact'
    and subject_id = contact_id::text and 'withdrawn_on' = any(fields));
comment on function withdrawn_here(uuid) is 'Whether this transaction itself has changed withdrawn_on. '
  'A merger moves records one table at a time, so a day found halfway is provisional until the commit.';

create or replace function withdraw_contact() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  today constant date := (now() at time zone 'Europe/Warsaw')::date;
begin
  if tg_op = 'INSERT' then
    new.withdrawn_on := least(new.withdrawn_on,
      withdrawal_of(new.post_id, new.organisation_id, new.printed_holder_id, new.withdrawal_lifted_on));
    return new;
  end if;
  if new.withdrawn_on = 'infinity' then
    -- withdraw_contacts() found that nothing withdraws the contact any more. That is not a lift.
    new.withdrawn_on := null;
  elsif new.withdrawn_on is null and old.withdrawn_on is not null then
    if exists (select from person where id = new.printed_holder_id and restricted_at is not null) then
      raise check_violation using message = 'the processing of the data is restricted', table = tg_table_name,
        constraint = 'processing_restricted';
    end if;
    -- The appointments of the holder and those to the post may each have an end that the lift covers.
    loop
      new.withdrawn_on :=
        withdrawal_of(new.post_id, new.organisation_id, new.printed_holder_id, new.withdrawal_lifted_on);
      exit when new.withdrawn_on is null or new.withdrawn_on > greatest(today, old.withdrawn_on);
      new.withdrawal_lifted_on := new.withdrawn_on;
    end loop;
  elsif new.withdrawn_on is not distinct from old.withdrawn_on
    and (new.post_id, new.organisation_id, new.printed_holder_id)
      is distinct from (old.post_id, old.organisation_id, old.printed_holder_id)
    and (old.withdrawn_on is null or old.withdrawn_on > today or withdrawn_here(old.id))
  then
    new.withdrawn_on :=
      withdrawal_of(new.post_id, new.organisation_id, new.printed_holder_id, new.withdrawal_lifted_on);
  end if;
  if old.withdrawn_on <= today and (new.withdrawn_on is null or new.withdrawn_on > today) then
    -- The transaction may have announced a withdrawal that it now takes back.
    update pending_change set verb = case when public_before then 'updated' else 'created' end, op = null
    where transaction = pg_current_xact_id() and subject_type = 'contact' and subject_id = new.id::text
      and verb = 'withdrawn';
  end if;
  return new;
end $$;
comment on function withdraw_contact() is 'Trigger: computes the day from which a contact is for staff only. '
  'A day that has come stays unless it is set to null, which lifts it.';
-- By its name it runs after contact_owner, and before the triggers that check the change and count it.
drop trigger withdraw_contact on contact;
create trigger contact_withdrawal
  before insert or update of post_id, organisation_id, printed_holder_id, withdrawn_on on contact
  for each row execute function withdraw_contact();

-- Nested loops over the indexes serve one changed row and ten thousand. The plan is cached for the session, whatever
-- the size of the tables was when it was made.
create or replace function withdraw_contacts() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  today constant date := (now() at time zone 'Europe/Warsaw')::date;
  posts uuid[];
  people uuid[];
  -- Pairs: a person whose appointments in an organisation have changed.
  holders uuid[];
  organisations uuid[];
  changed record;
begin
  if tg_table_name = 'post' then
    select array_agg(h.person_id), array_agg(h.organisation_id) into holders, organisations from (
      select distinct a.person_id, m.organisation_id from (
        select r.id, r.organisation_id, count(*) over (partition by r.id) as organisations
        from (select id, organisation_id from before_rows union select id, organisation_id from after_rows) r) m
      join appointment a on a.post_id = m.id where m.organisations > 1) h;
    if holders is null then return null; end if;
  else
    if tg_op = 'INSERT' then
      select array_agg(r.post_id), array_agg(r.person_id) into posts, people
      from (select distinct post_id, person_id from after_rows) r;
    elsif tg_op = 'DELETE' then
      select array_agg(r.post_id), array_agg(r.person_id) into posts, people
      from (select distinct post_id, person_id from before_rows) r;
    else
      select array_agg(r.post_id), array_agg(r.person_id) into posts, people
      from (select post_id, person_id from before_rows union select post_id, person_id from after_rows) r;
    end if;
    if posts is null then return null; end if;
    select array_agg(h.person_id), array_agg(h.organisation_id) into holders, organisations from (
      select distinct r.person_id, p.organisation_id
      from unnest(posts, people) as r (post_id, person_id) join post p on p.id = r.post_id) h;
  end if;
  for changed in
    with due as materialized (
      select c.id, least(
        case when everybody.day > coalesce(c.withdrawal_lifted_on, '-infinity') then everybody.day end,
        case when holder.day > coalesce(c.withdrawal_lifted_on, '-infinity') then holder.day end) as day
      from (select distinct unnest(posts) as post_id) p
      cross join lateral (
        select case when not bool_or(upper_inf(a.possible_period)) then max(upper(a.possible_period)) end as day
        from appointment a where a.post_id = p.post_id) everybody
      join contact c on c.post_id = p.post_id
      cross join lateral (
        select case when not bool_or(upper_inf(a.possible_period)) then max(upper(a.possible_period)) end as day
        from appointment a where a.person_id = c.printed_holder_id and a.post_id = c.post_id) holder
      union all
      select c.id, case when holder.day > coalesce(c.withdrawal_lifted_on, '-infinity') then holder.day end
      from unnest(holders, organisations) as h (person_id, organisation_id)
      cross join lateral (
        select case when not bool_or(upper_inf(a.possible_period)) then max(upper(a.possible_period)) end as day
        from appointment a join post p on p.id = a.post_id
        where a.person_id = h.person_id and p.organisation_id = h.organisation_id) holder
      join contact c on c.printed_holder_id = h.person_id and c.organisation_id = h.organisation_id
    )
    update contact c set withdrawn_on = coalesce(due.day, 'infinity') from due
    where c.id = due.id and c.withdrawn_on is distinct from due.day
      and (c.withdrawn_on is null or c.withdrawn_on > today or withdrawn_here(c.id))
    returning with (old as was, new as is_now)
      c.id, is_public('contact', to_jsonb(was)) and not is_public('contact', to_jsonb(is_now)) as withdrawn
  loop
    if changed.withdrawn then perform mark_change('contact', changed.id::text, 'withdrawn', 'redact'); end if;
  end loop;
  return null;
end $$;
comment on function withdraw_contacts() is 'Trigger: recomputes the withdrawal of the contacts that belong to changed '
  'appointments, or to posts that moved. A withdrawal in effect stays.';
create trigger withdraw_contacts_update after update on post
  referencing old table as before_rows new table as after_rows for each statement execute function withdraw_contacts();

-- It also runs inside functions that turn hash joins off for themselves.
alter function track_rows() set enable_hashjoin = on;

revoke execute on function withdrawn_here from konwent_app, konwent_readonly;

-- 202611300440_date_bounds.sql

-- Days and moments that somebody writes lie in a range that every format of the registry can hold. A typo such as the
-- year 9999 is refused. Moments that the database or the service takes from the clock, such as created_at, need no
-- bounds. contact.withdrawn_on follows from an appointment, which has bounds.

create function is_day_within_bounds(day date, first_day date default '1800-01-01') returns boolean
  language sql immutable parallel safe
  return coalesce(day between first_day and '2199-12-31', true);
comment on function is_day_within_bounds(date, date) is
  'Whether the day lies between the first day and 2199-12-31, or is null. See src/lib/bounds.ts.';

create function are_days_within_bounds(days date[]) returns boolean
  language sql immutable parallel safe
  return coalesce('1800-01-01'::date <= all (days) and '2199-12-31'::date >= all (days), true);
comment on function are_days_within_bounds(date[]) is
  'Whether every day of the list lies between 1800-01-01 and 2199-12-31.';

create function is_uncertain_date_within_bounds(
  on_day date, not_before date, not_after date, first_day date default '1800-01-01'
) returns boolean
  language sql immutable parallel safe
  return is_day_within_bounds(on_day, first_day) and is_day_within_bounds(not_before, first_day)
    and is_day_within_bounds(not_after, first_day);
comment on function is_uncertain_date_within_bounds(date, date, date, date) is
  'Whether each of the three days lies between the first day and 2199-12-31, or is null.';

create function is_moment_within_bounds(moment timestamptz) returns boolean
  language sql immutable parallel safe
  return coalesce(moment between '1900-01-01T00:00:00Z' and '2199-12-31T23:59:59.999999Z', true);
comment on function is_moment_within_bounds(timestamptz) is
  'Whether the moment lies between 1900-01-01T00:00Z and the end of 2199 in UTC, or is null. See src/lib/bounds.ts.';

-- Each constraint is added without a look at the rows that exist: a database with an event in the year 9999 must
-- still migrate. PostgreSQL checks constraints in the order of their names, so these come after those named `…_valid`
-- and `…_finite`.
alter table organisation
  add constraint organisation_established_within_bounds
    check (is_uncertain_date_within_bounds(established_on, established_not_before, established_not_after)) not valid,
  add constraint organisation_closed_within_bounds
    check (is_uncertain_date_within_bounds(closed_on, closed_not_before, closed_not_after)) not valid;

alter table organisation_lineage
  add constraint organisation_lineage_happened_within_bounds
    check (is_uncertain_date_within_bounds(happened_on, happened_not_before, happened_not_after)) not valid;

alter table appointment
  add constraint appointment_started_within_bounds
    check (is_uncertain_date_within_bounds(started_on, started_not_before, started_not_after)) not valid,
  add constraint appointment_ended_within_bounds
    check (is_uncertain_date_within_bounds(ended_on, ended_not_before, ended_not_after)) not valid,
  add constraint appointment_attested_on_within_bounds check (are_days_within_bounds(attested_on)) not valid;

alter table contact
  add constraint contact_review_on_within_bounds check (is_day_within_bounds(review_on)) not valid;

alter table membership
  add constraint membership_joined_within_bounds
    check (is_uncertain_date_within_bounds(joined_on, joined_not_before, joined_not_after)) not valid,
  add constraint membership_ended_within_bounds
    check (is_uncertain_date_within_bounds(ended_on, ended_not_before, ended_not_after)) not valid;

alter table membership_event
  add constraint membership_event_effective_within_bounds
    check (is_uncertain_date_within_bounds(effective_on, effective_not_before, effective_not_after)) not valid;

-- The day of a signature has been tested back to the first day of the calendar, and stays free down to it.
alter table declaration
  add constraint declaration_signed_within_bounds
    check (is_uncertain_date_within_bounds(signed_on, signed_not_before, signed_not_after, '0001-01-01')) not valid;

alter table declaration_decision
  add constraint declaration_decision_decided_on_within_bounds check (is_day_within_bounds(decided_on)) not valid,
  add constraint declaration_decision_effective_within_bounds
    check (is_uncertain_date_within_bounds(effective_on, effective_not_before, effective_not_after)) not valid;

alter table event
  add constraint event_date_within_bounds
    check (is_uncertain_date_within_bounds(date_on, date_not_before, date_not_after)) not valid,
  add constraint event_starts_at_within_bounds check (is_moment_within_bounds(starts_at)) not valid,
  add constraint event_ends_at_within_bounds check (is_moment_within_bounds(ends_at)) not valid;

-- An infinite day breaks legal_act_dates_finite, whose name would come later.
alter table legal_act
  add constraint legal_act_dated_within_bounds check (not isfinite(dated) or is_day_within_bounds(dated)) not valid,
  add constraint legal_act_in_force_from_within_bounds check (is_day_within_bounds(in_force_from)) not valid;

alter table source
  add constraint source_published_on_within_bounds check (is_day_within_bounds(published_on)) not valid,
  add constraint source_snapshot_not_after_within_bounds check (is_day_within_bounds(snapshot_not_after)) not valid,
  add constraint source_taken_over_on_within_bounds check (is_day_within_bounds(taken_over_on)) not valid;

alter table assertion
  add constraint assertion_as_of_within_bounds
    check (is_uncertain_date_within_bounds(as_of_on, as_of_not_before, as_of_not_after)) not valid;

alter table territory_register_state
  add constraint territory_register_state_stated_on_within_bounds check (is_day_within_bounds(stated_on)) not valid;

-- The end is the first day that no longer belongs to the range.
alter table territory_name
  add constraint territory_name_valid_within_bounds
    check (is_day_within_bounds(lower(valid)) and is_day_within_bounds(upper(valid) - 1)) not valid;

alter table api_key
  add constraint api_key_moments_within_bounds
    check (is_moment_within_bounds(not_before) and is_moment_within_bounds(expires_at)) not valid;

-- A constraint that every row meets becomes a valid one. One that a row breaks stays `not valid`: it holds for every
-- later insert and update, also of that row, which a client can correct over the API. Then `alter table … validate
-- constraint …` makes it valid.
do $$
declare
  bounded record;
begin
  for bounded in
    select conrelid::regclass as owner, conname from pg_constraint
    where contype = 'c' and conname like '%\_within\_bounds'
  loop
    begin
      execute format('alter table %s validate constraint %I', bounded.owner, bounded.conname);
    exception when check_violation then
      raise warning 'a row of % is out of range, so the constraint % stays not valid', bounded.owner, bounded.conname;
    end;
  end loop;
end $$;

-- 202611300450_bulk_changes.sql

-- The cost of a bulk change grows with its rows, not with their square. PL/pgSQL keeps the plan of a query for the session: a plan made while a table was
-- small reads the whole table for each row of a later bulk change.

create function was_changed(subject_type text, subject_id text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  -- tg_table_name is a name, whose collation "C" comes with it; the index has the default one and would not serve.
  return exists (select from pending_change p where p.transaction = pg_current_xact_id()
    and p.subject_type = was_changed.subject_type collate "default" and p.subject_id = was_changed.subject_id collate "default");
end $$;
comment on function was_changed(text, text) is 'Whether the transaction has changed the record already.';

create or replace function track_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if content_of(to_jsonb(new)) is distinct from content_of(to_jsonb(old)) then
    new.version := old.version;
    -- A row that the transaction has changed bears its moment. Only those are looked up, so that a bulk change needs no query at all.
    if old.updated_at is distinct from now() or not was_changed(tg_table_name, to_jsonb(new) ->> tg_argv[0]) then
      new.version := old.version + 1;
    end if;
    new.updated_at := now();
  end if;
  return new;
end $$;

create or replace function touch(subject_type text, key text, ids text[], property text, journaled boolean) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- Compared as what it is, the key is found in its index; as text, every record of the table would be read.
  kind constant text := (select format_type(a.atttypid, a.atttypmod) from pg_attribute a where a.attrelid = subject_type::regclass and a.attname = key);
begin
  if coalesce(cardinality(ids), 0) = 0 then return; end if;
  execute format('update %1$I t set version = version + 1, updated_at = now() where t.%2$I = any($1::%3$s[])
    and (t.updated_at is distinct from now() or not was_changed(%1$L, t.%2$I::text))', subject_type, key, kind) using ids;
  execute format('insert into pending_change as p
      (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
    select pg_current_xact_id(), %1$L, t.%2$I::text, $3, ''updated'', t.version, array[$2],
      is_public(%1$L, to_jsonb(t)), is_public(%1$L, to_jsonb(t))
    from %1$I t where t.%2$I = any($1::%3$s[])
    on conflict on constraint pending_change_pkey do update set version = excluded.version, fields = united(p.fields, excluded.fields)',
    subject_type, key, kind) using ids, property, journaled;
  perform begin_settling();
end $$;

create or replace function track_parents() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ids text[];
  children text;
begin
  -- The parent is named by an SQL expression over the row of the child as jsonb. NOT EXISTS is a hash join at any size; NOT IN is
  -- one only while its hash table fits into work_mem.
  children := case tg_op
    when 'INSERT' then 'select to_jsonb(x) as row from after_rows x'
    when 'DELETE' then 'select to_jsonb(x) as row from before_rows x'
    else format('
      select content_of(to_jsonb(x)) as row from after_rows x
        where not exists (select from before_rows y where shown_content(%1$L, to_jsonb(y)) = shown_content(%1$L, to_jsonb(x)))
      union all
      select content_of(to_jsonb(x)) from before_rows x
        where not exists (select from after_rows y where shown_content(%1$L, to_jsonb(y)) = shown_content(%1$L, to_jsonb(x)))', tg_table_name) end;
  execute format('select array_agg(distinct parent) from (select (%s)::text as parent from (%s) as rows) as p where parent is not null',
    tg_argv[2], children) into ids;
  perform touch(tg_argv[0], tg_argv[1], ids, tg_argv[3], tg_argv[4]::boolean);
  return null;
end $$;

create or replace function shown_fields(subject_type text, subject_id text, fields text[]) returns text[]
  language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  hidden text[];
begin
  if subject_type <> 'contact' then return fields; end if;
  -- Compared as a UUID, the contact is found in its index.
  select hidden_columns('contact', to_jsonb(c)) into hidden from contact c where c.id = shown_fields.subject_id::uuid;
  return array(select field from unnest(fields) as field where field <> all(hidden));
end $$;

-- Settings of a function hold for the triggers that it fires, too, and plans are kept that were made under them: organisation_families_arrive() left
-- track_rows() with a nested loop for the rest of the session. It plans its one query anew instead, and the tracking states its own settings.
create or replace function organisation_families_arrive() returns trigger language plpgsql as $$
begin
  execute '
    update organisation d set kind_family = o.kind_family
    from after_rows n join organisation o on o.id = n.part_of_id
    where d.id = n.id and n.kind = ''department'' and d.kind_family is distinct from o.kind_family';
  return null;
end $$;
alter function track_rows() set enable_nestloop = off;
alter function track_rows() set enable_hashjoin = on;
alter function track_rows() set enable_mergejoin = on;
alter function track_rows() set enable_seqscan = on;
alter function track_parents() set enable_hashjoin = on;
alter function track_parents() set enable_mergejoin = on;
alter function track_parents() set enable_seqscan = off;

create or replace function redirect_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- Text with the collation of the index; tg_table_name is a name.
  kind constant text := tg_table_name;
begin
  if tg_op = 'DELETE' then
    delete from redirect where target_id = old.id and subject_type = kind;
    return null;
  end if;
  if tg_op = 'UPDATE' then
    delete from redirect where subject_type = kind and identifier = new.slug and target_id = new.id;
    insert into redirect (subject_type, identifier, target_id) values (kind, old.slug, new.id)
      on conflict on constraint redirect_pkey do update set target_id = excluded.target_id;
  end if;
  if exists (select from redirect where subject_type = kind and identifier = new.slug) then
    raise unique_violation using message = 'the slug leads to another record', table = kind, constraint = kind || '_slug_key';
  end if;
  return null;
end $$;

-- What is done for each row finds other rows by an index, whatever size their tables had when the plan was made.
alter function redirect_follow() set enable_seqscan = off;
alter function organisation_derive() set enable_seqscan = off;
alter function organisation_family_passes_on() set enable_seqscan = off;
alter function organisation_acyclic() set enable_seqscan = off;
alter function organisation_search_refresh() set enable_seqscan = off;
alter function contact_owner() set enable_seqscan = off;
alter function withdraw_contact() set enable_seqscan = off;
alter function next_no() set enable_seqscan = off;
alter function is_public(text, jsonb) set enable_seqscan = off;

revoke execute on function was_changed from konwent_app, konwent_readonly;
