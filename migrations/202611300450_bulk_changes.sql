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
