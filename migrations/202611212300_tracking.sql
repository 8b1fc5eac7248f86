-- What changes is noticed by the database itself, so that no write can forget it: versions, the journal, the audit.
-- Statement triggers collect what a transaction changes; a deferred trigger numbers and chains it as the last thing before COMMIT.

alter table organisation_lineage
  add column version integer not null default 1,
  add column created_at timestamptz not null default now(),
  add column updated_at timestamptz not null default now();
comment on column organisation_lineage.version is 'Grows by one with every change.';
comment on column organisation_lineage.created_at is 'When the record was made.';
comment on column organisation_lineage.updated_at is 'When the record last changed.';

alter table change add column successor_id text;
comment on column change.successor_id is 'For a merge, the record that this one was merged into; null otherwise.';

create table audit (
  seq bigint not null,
  id uuid not null default uuidv7(),
  occurred_at timestamptz not null,
  actor text not null,
  key_id uuid,
  action text not null,
  subject_type text not null,
  subject_ids text[] not null,
  subject_version integer,
  fields text[] not null,
  request_id text,
  hash bytea not null,
  constraint audit_pkey primary key (seq),
  constraint audit_id_key unique (id),
  constraint audit_action_shape check (action ~ '^[a-z_]+\.[a-z_]+$'),
  constraint audit_actor_known check (actor in ('key', 'command', 'database') and (actor = 'key') = (key_id is not null)),
  constraint audit_hash_length check (length(hash) = 32)
);
comment on table audit is 'Who did what and when, with names of fields and never their values. Rows are only added; each hash covers the row and the hash before it.';
comment on column audit.seq is 'Number of the entry, gapless, in commit order.';
comment on column audit.id is 'Stable identifier of the entry.';
comment on column audit.occurred_at is 'When the transaction began.';
comment on column audit.actor is 'Who acted: an API key, the command line on the host, or somebody with a login to the database.';
comment on column audit.key_id is 'The API key that acted; null for other actors.';
comment on column audit.action is 'What was done, such as organisation.updated or contact.read.';
comment on column audit.subject_type is 'Type of the records.';
comment on column audit.subject_ids is 'Identifiers of the records.';
comment on column audit.subject_version is 'Version of the record after a change; null for reads and for a record that is gone.';
comment on column audit.fields is 'Names of the properties that were changed or read, in alphabetical order.';
comment on column audit.request_id is 'Request in which it was done; null for the command line.';
comment on column audit.hash is 'SHA-256 of the hash before it and of audit_text() of the row.';
create index audit_subjects_idx on audit using gin (subject_ids);
create index audit_key_idx on audit (key_id, seq);

create table audit_head (
  only_row boolean not null default true,
  seq bigint not null default 0,
  hash bytea not null default sha256('konwent audit'),
  constraint audit_head_pkey primary key (only_row),
  constraint audit_head_one_row check (only_row)
);
comment on table audit_head is 'Where the next entry of the audit is chained on.';
comment on column audit_head.only_row is 'Always true: there is one row.';
comment on column audit_head.seq is 'Number of the last entry that committed.';
comment on column audit_head.hash is 'Hash of that entry; of the words "konwent audit" before the first.';
insert into audit_head default values;

-- Unlogged: a crash ends the transactions that these rows belong to.
create unlogged table pending_change (
  transaction xid8 not null,
  no bigint generated always as identity,
  subject_type text not null,
  subject_id text not null,
  journaled boolean not null,
  verb text not null,
  op change_op,
  version integer,
  fields text[] not null,
  public_before boolean not null,
  public_after boolean not null,
  successor_id text,
  constraint pending_change_pkey primary key (transaction, subject_type, subject_id)
);
comment on table pending_change is 'What the transactions under way have changed so far; empty between them.';
comment on column pending_change.transaction is 'The transaction.';
comment on column pending_change.no is 'Order in which records were first changed.';
comment on column pending_change.subject_type is 'Type of the record.';
comment on column pending_change.subject_id is 'Identifier of the record.';
comment on column pending_change.journaled is 'Whether records of this type stand in the journal; all of them stand in the audit.';
comment on column pending_change.verb is 'What happened: created, updated, deleted, or a word of mark_change().';
comment on column pending_change.op is 'What a copy has to do, where mark_change() says so.';
comment on column pending_change.version is 'Version of the record now; null when it is gone.';
comment on column pending_change.fields is 'Names of the properties that changed.';
comment on column pending_change.public_before is 'Whether everybody could see the record before the transaction.';
comment on column pending_change.public_after is 'Whether everybody can see it now.';
comment on column pending_change.successor_id is 'For a merge, the record that this one is merged into.';

create unlogged table pending_audit (
  transaction xid8 not null,
  no bigint generated always as identity,
  action text not null,
  subject_type text not null,
  subject_ids text[] not null,
  fields text[] not null,
  constraint pending_audit_pkey primary key (transaction, no)
);
comment on table pending_audit is 'Entries for the audit that are no changes, such as reads, of the transactions under way; empty between them.';
comment on column pending_audit.transaction is 'The transaction.';
comment on column pending_audit.no is 'Order of the entries.';
comment on column pending_audit.action is 'What was done.';
comment on column pending_audit.subject_type is 'Type of the records.';
comment on column pending_audit.subject_ids is 'Identifiers of the records.';
comment on column pending_audit.fields is 'Names of the properties.';

create unlogged table pending_transaction (
  transaction xid8 not null,
  constraint pending_transaction_pkey primary key (transaction)
);
comment on table pending_transaction is 'Transactions under way that have something to settle before they commit.';
comment on column pending_transaction.transaction is 'The transaction.';

create function property_of(subject_type text, name text) returns text
  language sql immutable strict parallel safe
  return case
    when name ~ '^(established|closed|joined|ended|started|signed|date|happened|as_of)_(on|not_before|not_after)$' then regexp_replace(name, '_(on|not_before|not_after)$', '')
    when subject_type = 'organisation_lineage' and name = 'organisation_id' then 'successor'
    when name = 'subject_organisation_id' then 'organisation'
    when name = 'subject_territory_code' then 'territory'
    when name in ('territory_code', 'parent_code') then regexp_replace(name, '_code$', '')
    when name <> 'id' then regexp_replace(name, '_id$', '')
    else name end;
comment on function property_of(text, text) is 'Name in the contract of what a column holds: established for established_not_before, part_of for part_of_id.';

create function content_of(record jsonb) returns jsonb
  language sql immutable strict parallel safe
  return record - '{version,created_at,updated_at,search_text,certain_period,possible_period,display_name,teryt7,member_id,member_type,last_used_at}'::text[];
comment on function content_of(jsonb) is 'A row without what is derived from other columns or only counts changes.';

create function changed_properties(subject_type text, before jsonb, after jsonb) returns text[]
  language sql immutable parallel safe
  return (select coalesce(array_agg(distinct property_of(subject_type, a.key) order by property_of(subject_type, a.key)), '{}')
    from jsonb_each(content_of(after)) a where a.value is distinct from coalesce(before -> a.key, 'null') and a.key not in ('id', 'code'));
comment on function changed_properties(text, jsonb, jsonb) is 'Names of the properties in which two states of a row differ, in alphabetical order; null for the state before stands for a new row.';

create function is_public(subject_type text, record jsonb) returns boolean
  language sql immutable parallel safe
  return case
    when record is null then false
    when subject_type = 'declaration' then record ->> 'status' = 'accepted'
    when subject_type = 'contact' then
      (record ->> 'email_visibility' = 'public' and record ->> 'email' is not null)
      or (record ->> 'phone_visibility' = 'public' and record ->> 'phone' is not null)
      or (record ->> 'address_visibility' = 'public' and coalesce(record ->> 'street', record ->> 'locality') is not null)
    else true end;
comment on function is_public(text, jsonb) is 'Whether everybody may see a record, by its own row; what is not public leaves no trace in the journal.';

create function hidden_columns(subject_type text, record jsonb) returns text[]
  language sql immutable parallel safe
  return case when subject_type = 'contact' then
    '{email_visibility,phone_visibility,address_visibility,basis,basis_source,review_on}'::text[]
    || case when record ->> 'email_visibility' = 'public' then '{}' else '{email}'::text[] end
    || case when record ->> 'phone_visibility' = 'public' then '{}' else '{phone,phone_printed,phone_kind}'::text[] end
    || case when record ->> 'address_visibility' = 'public' then '{}' else '{street,postal_code,locality}'::text[] end
    else '{}' end;
comment on function hidden_columns(text, jsonb) is 'Columns of a record that not everybody sees: what changes in them is named in the audit only.';

create function shown_content(subject_type text, record jsonb) returns jsonb
  language sql immutable parallel safe
  return content_of(record) - hidden_columns(subject_type, record);
comment on function shown_content(text, jsonb) is 'What of a row everybody sees.';

create function shown_fields(subject_type text, subject_id text, fields text[]) returns text[]
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  hidden text[];
begin
  if subject_type <> 'contact' then return fields; end if;
  select hidden_columns('contact', to_jsonb(c)) into hidden from contact c where c.id::text = subject_id;
  return array(select field from unnest(fields) as field where field <> all(hidden));
end $$;
comment on function shown_fields(text, text, text[]) is 'Those of the changed properties that everybody sees.';

create function begin_settling() returns void
  language sql security definer set search_path = public, pg_temp
  as $$ insert into pending_transaction values (pg_current_xact_id()) on conflict do nothing $$;
comment on function begin_settling() is 'Sees to it that settle() runs before the transaction commits.';

create function track_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if content_of(to_jsonb(new)) is distinct from content_of(to_jsonb(old)) then
    new.version := old.version + case when exists (select from pending_change p where p.transaction = pg_current_xact_id()
      and p.subject_type = tg_table_name and p.subject_id = to_jsonb(new) ->> tg_argv[0]) then 0 else 1 end;
    new.updated_at := now();
  end if;
  return new;
end $$;
comment on function track_version() is 'Trigger: a change of content raises the version, once in a transaction.';

create function track_rows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  key constant text := tg_argv[0];
  journaled constant boolean := tg_argv[1];
begin
  if tg_op = 'INSERT' then
    insert into pending_change as p (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
    select pg_current_xact_id(), tg_table_name, r.row ->> key, journaled, 'created', (r.row ->> 'version')::int, changed_properties(tg_table_name, null, r.row), false, is_public(tg_table_name, r.row)
    from (select to_jsonb(a) as row from after_rows a) r
    on conflict on constraint pending_change_pkey do update set verb = 'updated', version = excluded.version, fields = excluded.fields, public_after = excluded.public_after;
  elsif tg_op = 'UPDATE' then
    insert into pending_change as p (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
    select pg_current_xact_id(), tg_table_name, a.row ->> key, journaled, 'updated', (a.row ->> 'version')::int, changed_properties(tg_table_name, b.row, a.row), is_public(tg_table_name, b.row), is_public(tg_table_name, a.row)
    from (select to_jsonb(x) ->> key as id, to_jsonb(x) as row from after_rows x offset 0) a
    join (select to_jsonb(x) ->> key as id, to_jsonb(x) as row from before_rows x offset 0) b using (id)
    where content_of(a.row) is distinct from content_of(b.row)
    on conflict on constraint pending_change_pkey do update set version = excluded.version, public_after = excluded.public_after, fields = united(p.fields, excluded.fields);
  else
    insert into pending_change as p (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
    select pg_current_xact_id(), tg_table_name, r.row ->> key, journaled, 'deleted', null, '{}', is_public(tg_table_name, r.row), false
    from (select to_jsonb(b) as row from before_rows b) r
    on conflict on constraint pending_change_pkey do update set version = null, public_after = false, fields = '{}',
      verb = case when p.verb = 'created' then 'undone' when p.op is null then 'deleted' else p.verb end;
  end if;
  if found then perform begin_settling(); end if;
  return null;
end $$;
comment on function track_rows() is 'Trigger: collects the rows that a statement made, changed or deleted.';

create function united(a text[], b text[]) returns text[]
  language sql immutable strict parallel safe
  return (select coalesce(array_agg(distinct x order by x), '{}') from unnest(a || b) as x);
comment on function united(text[], text[]) is 'The elements of both, each once, in order.';

create function touch(subject_type text, key text, ids text[], property text, journaled boolean) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if coalesce(cardinality(ids), 0) = 0 then return; end if;
  execute format('update %1$I t set version = version + 1, updated_at = now() where t.%2$I::text = any($1)
    and not exists (select from pending_change p where p.transaction = pg_current_xact_id() and p.subject_type = %1$L and p.subject_id = t.%2$I::text)', subject_type, key) using ids;
  execute format('insert into pending_change as p (transaction, subject_type, subject_id, journaled, verb, version, fields, public_before, public_after)
    select pg_current_xact_id(), %1$L, t.%2$I::text, $3, ''updated'', t.version, array[$2], is_public(%1$L, to_jsonb(t)), is_public(%1$L, to_jsonb(t)) from %1$I t where t.%2$I::text = any($1)
    on conflict on constraint pending_change_pkey do update set version = excluded.version, fields = united(p.fields, excluded.fields)', subject_type, key) using ids, property, journaled;
  perform begin_settling();
end $$;
comment on function touch(text, text, text[], text, boolean) is 'Raises the version of records of which something that is shown with them has changed, once in a transaction.';

create function track_parents() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ids text[];
  parents text;
begin
  -- A parent is given as an SQL expression over the row of the child, as jsonb.
  parents := case tg_op
    when 'INSERT' then 'select to_jsonb(x) as row from after_rows x'
    when 'DELETE' then 'select to_jsonb(x) as row from before_rows x'
    else format('(select content_of(to_jsonb(x)) as row from after_rows x where shown_content(%1$L, to_jsonb(x)) not in (select shown_content(%1$L, to_jsonb(y)) from before_rows y)
      union all select content_of(to_jsonb(x)) from before_rows x where shown_content(%1$L, to_jsonb(x)) not in (select shown_content(%1$L, to_jsonb(y)) from after_rows y))', tg_table_name) end;
  execute format('select array_agg(distinct parent) from (select (%s)::text as parent from (%s) as rows) as p where parent is not null', tg_argv[2], parents) into ids;
  perform touch(tg_argv[0], tg_argv[1], ids, tg_argv[3], tg_argv[4]::boolean);
  return null;
end $$;
comment on function track_parents() is 'Trigger: a change of rows touches the records that they are shown with.';

create function track_table(subject regclass, key text default 'id', journal boolean default true) returns void language plpgsql as $$
begin
  execute format('create trigger track_version before update on %s for each row execute function track_version(%L)', subject, key);
  execute format('create trigger track_insert after insert on %s referencing new table as after_rows for each statement execute function track_rows(%L, %L)', subject, key, journal);
  execute format('create trigger track_update after update on %s referencing old table as before_rows new table as after_rows for each statement execute function track_rows(%L, %L)', subject, key, journal);
  execute format('create trigger track_delete after delete on %s referencing old table as before_rows for each statement execute function track_rows(%L, %L)', subject, key, journal);
end $$;
comment on function track_table(regclass, text, boolean) is 'Has the changes of a table with version and updated_at noticed: for the audit, and unless told otherwise for the journal.';

create function track_children(child regclass, parent text, expression text, property text, key text default 'id', journal boolean default true) returns void language plpgsql as $$
declare
  arguments constant text := format('%L, %L, %L, %L, %L', parent, key, case when expression ~ '^[a-z_]+$' then format('row ->> %L', expression) else expression end, property, journal);
  suffix constant text := parent || '_' || property;
begin
  execute format('create trigger %I after insert on %s referencing new table as after_rows for each statement execute function track_parents(%s)', 'touch_insert_' || suffix, child, arguments);
  execute format('create trigger %I after update on %s referencing old table as before_rows new table as after_rows for each statement execute function track_parents(%s)', 'touch_update_' || suffix, child, arguments);
  execute format('create trigger %I after delete on %s referencing old table as before_rows for each statement execute function track_parents(%s)', 'touch_delete_' || suffix, child, arguments);
end $$;
comment on function track_children(regclass, text, text, text, text, boolean) is 'Has changes of a table touch the records of another with which its rows are shown; the parent is named by a column, or by an expression over the row as jsonb.';

create function mark_change(subject_type text, subject_id text, verb text, op change_op, successor_id text default null) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into pending_change as p (transaction, subject_type, subject_id, journaled, verb, op, version, fields, public_before, public_after, successor_id)
  values (pg_current_xact_id(), subject_type, subject_id, true, verb, op, null, '{}', true, true, successor_id)
  on conflict on constraint pending_change_pkey do update set verb = excluded.verb, op = excluded.op, successor_id = excluded.successor_id;
  perform begin_settling();
end $$;
comment on function mark_change(text, text, text, change_op, text) is 'Gives a change of the transaction a verb of its own and says what a copy has to do; call it after the change itself.';

create function record_audit(action text, subject_type text, subject_ids text[], fields text[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into pending_audit (transaction, action, subject_type, subject_ids, fields) values (pg_current_xact_id(), action, subject_type, subject_ids, fields);
  perform begin_settling();
end $$;
comment on function record_audit(text, text, text[], text[]) is 'Enters into the audit what changes nothing: the reading of data that is not public.';

create function audit_text(seq bigint, id uuid, occurred_at timestamptz, actor text, key_id uuid, action text, subject_type text, subject_ids text[], subject_version int, fields text[], request_id text) returns bytea
  language sql stable parallel safe
  return convert_to(jsonb_build_array(seq, id, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor, key_id, action, subject_type, subject_ids, subject_version, fields, request_id)::text, 'UTF8');
comment on function audit_text is 'What the hash of an entry covers beside the hash before it: the entry as a JSON array, as PostgreSQL prints it.';

create function hash_link(state bytea, first bytea, value bytea) returns bytea
  language sql immutable parallel safe
  return sha256(coalesce(state, first) || value);
comment on function hash_link(bytea, bytea, bytea) is 'One link of the chain: the hash so far, or the one that the chain begins with, and a value.';
create aggregate hash_chain(bytea, bytea) (sfunc = hash_link, stype = bytea);
comment on aggregate hash_chain(bytea, bytea) is 'Hash of a chain of values that continues from a hash; as a window function, the hash at each of them.';

create function settle() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  self constant xid8 := new.transaction;
  who_key constant uuid := nullif(current_setting('konwent.key_id', true), '')::uuid;
  who constant text := case when who_key is not null then 'key' else coalesce(nullif(current_setting('konwent.actor', true), ''), 'database') end;
  request constant text := nullif(current_setting('konwent.request_id', true), '');
  journal_rows bigint;
  audit_rows bigint;
  before bigint;
  link bytea;
begin
  delete from pending_transaction where transaction = self;
  delete from pending_change where transaction = self and verb = 'undone';

  select count(*) into journal_rows from pending_change where transaction = self and journaled and (public_before or public_after);
  if journal_rows > 0 then
    update feed_head set seq = seq + journal_rows returning seq - journal_rows into before;
    insert into change (seq, type, op, subject_type, subject_id, subject_version, fields, request_id, successor_id)
    select before + row_number() over (order by no), subject_type || '.' || verb,
      coalesce(op, case when public_after then 'upsert' when verb = 'deleted' then 'delete' else 'redact' end::change_op), subject_type, subject_id,
      case when public_after then version end, case when public_after then shown_fields(subject_type, subject_id, fields) else '{}' end, request, successor_id
    from pending_change where transaction = self and journaled and (public_before or public_after);
  end if;

  select (select count(*) from pending_change where transaction = self) + (select count(*) from pending_audit where transaction = self) into audit_rows;
  if audit_rows > 0 then
    update audit_head set seq = seq + audit_rows returning seq - audit_rows, hash into before, link;
    with entries as (
      select row_number() over (order by source, no) + before as seq, uuidv7() as id, e.* from (
        select 1 as source, no, subject_type || '.' || verb as action, subject_type, array[subject_id] as subject_ids, version as subject_version, fields
        from pending_change where transaction = self
        union all
        select 2, no, action, subject_type, subject_ids, null, fields from pending_audit where transaction = self
      ) as e
    )
    insert into audit (seq, id, occurred_at, actor, key_id, action, subject_type, subject_ids, subject_version, fields, request_id, hash)
    select seq, id, now(), who, who_key, action, subject_type, subject_ids, subject_version, fields, request,
      hash_chain(link, audit_text(seq, id, now(), who, who_key, action, subject_type, subject_ids, subject_version, fields, request)) over (order by seq)
    from (select * from entries offset 0) as e;
    update audit_head set hash = (select a.hash from audit a where a.seq = audit_head.seq);
  end if;
  delete from pending_change where transaction = self;
  delete from pending_audit where transaction = self;
  return null;
end $$;
comment on function settle() is 'Trigger, the last of a transaction: numbers its changes in the journal and chains them into the audit. Whoever holds the counter commits next, which makes the numbers gapless and in commit order.';
create constraint trigger settle after insert on pending_transaction deferrable initially deferred for each row execute function settle();

create function audit_broken_at() returns bigint
  language sql stable
  return (select min(seq) from (
    select seq, hash, coalesce(lag(hash) over (order by seq), sha256('konwent audit')) as before, lag(seq, 1, 0::bigint) over (order by seq) as previous,
      audit_text(seq, id, occurred_at, actor, key_id, action, subject_type, subject_ids, subject_version, fields, request_id) as text from audit
    ) as a where hash <> sha256(before || text) or seq <> previous + 1);
comment on function audit_broken_at() is 'Number of the first entry of the audit that does not fit the chain; null when all do.';

select track_table('territory', 'code'), track_table('source'), track_table('organisation'), track_table('organisation_lineage'), track_table('person'), track_table('post'),
  track_table('appointment'), track_table('contact'), track_table('membership_tier', 'code'), track_table('declaration'), track_table('membership'),
  track_table('membership_list'), track_table('event'), track_table('publication'), track_table('legal_act'), track_table('training_topic'), track_table('linked_site'),
  track_table('creation_mode_rule', 'code'), track_table('structure_element', 'code'), track_table('service_area', 'code'), track_table('assertion');

select track_children('territory_name', 'territory', 'territory_code', 'names', 'code'),
  track_children('organisation_name', 'organisation', 'organisation_id', 'names'),
  track_children('organisation_lineage', 'organisation', 'organisation_id', 'lineage'),
  track_children('membership_tier_member_type', 'membership_tier', 'tier', 'member_types', 'code'),
  track_children('eligibility_rule', 'membership_tier', 'tier', 'rules', 'code'),
  track_children('declaration_signatory', 'declaration', 'declaration_id', 'signatories'),
  track_children('membership_list_entry', 'membership_list', 'membership_list_id', 'entries'),
  track_children('event_title', 'event', 'event_id', 'titles'),
  track_children('event_participant', 'event', 'event_id', 'participants'),
  track_children('programme_item', 'event', 'event_id', 'programme'),
  track_children('programme_speaker', 'event', 'event_id', 'programme'),
  track_children('event_link', 'event', 'event_id', 'links'),
  track_children('publication_contributor', 'publication', 'publication_id', 'contributors'),
  track_children('legal_act_title', 'legal_act', 'legal_act_id', 'titles'),
  -- What belongs to an organisation touches it.
  track_children('membership', 'organisation', 'organisation_id', 'memberships'),
  track_children('post', 'organisation', 'organisation_id', 'posts'),
  track_children('appointment', 'organisation', '(select post.organisation_id from post where post.id = (row ->> ''post_id'')::uuid)', 'appointments'),
  -- Only what everybody sees: a change behind the scenes shows nowhere.
  track_children('contact', 'organisation', 'case when is_public(''contact'', row) then coalesce(row ->> ''organisation_id'', (select post.organisation_id::text from post where post.id = (row ->> ''post_id'')::uuid)) end', 'contacts');

select track_children('citation', cited.parent, cited.reference, 'sources', cited.key) from (values
  ('organisation', 'organisation_id', 'id'), ('person', 'person_id', 'id'), ('appointment', 'appointment_id', 'id'), ('contact', 'contact_id', 'id'),
  ('membership_tier', 'membership_tier_code', 'code'), ('membership', 'membership_id', 'id'), ('declaration', 'declaration_id', 'id'), ('event', 'event_id', 'id'),
  ('publication', 'publication_id', 'id'), ('legal_act', 'legal_act_id', 'id'), ('training_topic', 'training_topic_id', 'id'), ('linked_site', 'linked_site_id', 'id'),
  ('membership_list', 'membership_list_id', 'id'), ('assertion', 'assertion_id', 'id'), ('creation_mode_rule', 'creation_mode_code', 'code'),
  ('structure_element', 'structure_element_code', 'code'), ('service_area', 'service_area_code', 'code'), ('territory', 'territory_code', 'code')) as cited (parent, reference, key);
