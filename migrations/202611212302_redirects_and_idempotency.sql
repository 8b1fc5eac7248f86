-- Addresses that records had before, and answers that a repeated request gets again.

create table redirect (
  subject_type text not null,
  identifier text not null,
  target_id uuid not null,
  created_at timestamptz not null default now(),
  constraint redirect_pkey primary key (subject_type, identifier)
);
comment on table redirect is 'Former slugs, and ids and slugs of records merged into others: what was published stays resolvable.';
comment on column redirect.subject_type is 'Type of the record.';
comment on column redirect.identifier is 'The slug or id that led to the record.';
comment on column redirect.target_id is 'The record that it leads to now.';
comment on column redirect.created_at is 'Since when.';
create index redirect_target_idx on redirect (target_id);

create function redirect_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from redirect where target_id = old.id and subject_type = tg_table_name;
    return null;
  end if;
  if tg_op = 'UPDATE' then
    delete from redirect where subject_type = tg_table_name and identifier = new.slug and target_id = new.id;
    insert into redirect (subject_type, identifier, target_id) values (tg_table_name, old.slug, new.id)
      on conflict on constraint redirect_pkey do update set target_id = excluded.target_id;
  end if;
  if exists (select from redirect where subject_type = tg_table_name and identifier = new.slug) then
    raise unique_violation using message = 'the slug leads to another record', table = tg_table_name, constraint = tg_table_name || '_slug_key';
  end if;
  return null;
end $$;
comment on function redirect_follow() is 'Trigger: a changed slug goes on leading to its record, and is not given to another one while it does.';

do $$
declare name text;
begin
  foreach name in array '{organisation,person,contact,declaration,event,publication,legal_act,training_topic,linked_site,source,assertion,membership_list}'::text[] loop
    execute format('create trigger redirect_insert after insert on %I for each row execute function redirect_follow()', name);
    execute format('create trigger redirect_update after update of slug on %I for each row when (new.slug <> old.slug) execute function redirect_follow()', name);
    execute format('create trigger redirect_delete after delete on %I for each row execute function redirect_follow()', name);
  end loop;
end $$;

create table idempotency (
  request bytea not null,
  fingerprint bytea not null,
  status smallint,
  subject_type text,
  subject_id text,
  created_at timestamptz not null default now(),
  constraint idempotency_pkey primary key (request)
);
comment on table idempotency is 'Requests with an Idempotency-Key that were carried out in the last 24 hours: what came of them, without any content.';
comment on column idempotency.request is 'HMAC-SHA256 of API key, method, path and Idempotency-Key.';
comment on column idempotency.fingerprint is 'HMAC-SHA256 of the body.';
comment on column idempotency.status is 'HTTP status of the answer; null only while the request is carried out.';
comment on column idempotency.subject_type is 'Type of the record that the answer showed.';
comment on column idempotency.subject_id is 'Identifier of that record.';
comment on column idempotency.created_at is 'When the request was carried out.';
create index idempotency_created_idx on idempotency (created_at);

-- Records of the knowledge base that stand in no printed list come after those that do.
create function next_no() returns trigger language plpgsql as $$
begin
  if new.no is null then
    perform pg_advisory_xact_lock(hashtext(tg_table_name || '.no'));
    execute format('select coalesce(max(no), 0) + 1 from %I', tg_table_name) into new.no;
  end if;
  return new;
end $$;
comment on function next_no() is 'Trigger: numbers a record that is made without a place in a printed list.';
create trigger next_no before insert on publication for each row execute function next_no();
create trigger next_no before insert on training_topic for each row execute function next_no();
