-- Webhooks: who is told of changes, what waits to be sent, and what came of it. What is to be sent is written down with the change itself.

create type webhook_endpoint_status as enum ('active', 'paused', 'disabled');
create type webhook_disabling as enum ('gone', 'failing');
create type webhook_delivery_status as enum ('pending', 'delivered', 'failed');
create type webhook_failure as enum ('timeout', 'unresolved', 'unreachable', 'insecure', 'forbidden_address', 'redirected', 'rejected', 'expired');

create table webhook_endpoint (
  id uuid not null default uuidv7(),
  api_key_id uuid not null,
  url text not null,
  description text,
  types text[],
  status webhook_endpoint_status not null default 'active',
  disabled_because webhook_disabling,
  secret_rotated_at timestamptz,
  previous_secret_until timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint webhook_endpoint_pkey primary key (id),
  constraint webhook_endpoint_api_key_fkey foreign key (api_key_id) references api_key,
  constraint webhook_endpoint_url_shape check (url ~* '^https?://\S+$'),
  constraint webhook_endpoint_description_not_blank check (is_text(description)),
  constraint webhook_endpoint_types_shape check (cardinality(types) > 0 and array_position(types, null) is null
    and array_to_string(types, '') !~ '[^a-z_.]' and array_to_string(types, ' ') ~ '^[a-z_]+(\.[a-z_]+)?( [a-z_]+(\.[a-z_]+)?)*$'),
  constraint webhook_endpoint_disabled_for_a_reason check ((status = 'disabled') = (disabled_because is not null)),
  constraint webhook_endpoint_previous_after_rotation check (coalesce(previous_secret_until >= secret_rotated_at, previous_secret_until is null))
);
comment on table webhook_endpoint is 'Where the holder of a key wants to be told of changes.';
comment on column webhook_endpoint.id is 'Stable identifier.';
comment on column webhook_endpoint.api_key_id is 'Key with which it was made; whoever holds it keeps the endpoint.';
comment on column webhook_endpoint.url is 'Address to which events are sent.';
comment on column webhook_endpoint.description is 'What it is for; null when not told.';
comment on column webhook_endpoint.types is 'Types of changes to tell of, such as organisation.merged, or of records, such as organisation; null for all.';
comment on column webhook_endpoint.status is 'Whether events are sent, collected only, or neither.';
comment on column webhook_endpoint.disabled_because is 'Why the service gave it up; null when it did not.';
comment on column webhook_endpoint.secret_rotated_at is 'When its secret was last replaced; null when it never was.';
comment on column webhook_endpoint.previous_secret_until is 'Until when the secret before the last rotation signs as well; null when it does not.';
comment on column webhook_endpoint.version is 'Grows by one with every change.';
comment on column webhook_endpoint.created_at is 'When the record was made.';
comment on column webhook_endpoint.updated_at is 'When the record last changed.';
create index webhook_endpoint_api_key_idx on webhook_endpoint (api_key_id);

-- Apart from the endpoint, so that no query of endpoints, and nothing that notices their changes, ever holds a secret.
create table webhook_secret (
  endpoint_id uuid not null,
  id uuid not null default uuidv7(),
  secret bytea not null,
  expires_at timestamptz,
  constraint webhook_secret_pkey primary key (endpoint_id, id),
  constraint webhook_secret_endpoint_fkey foreign key (endpoint_id) references webhook_endpoint on delete cascade,
  constraint webhook_secret_length check (octet_length(secret) = 32)
);
comment on table webhook_secret is 'Secrets that sign what is sent to an endpoint: the present one, and after a rotation for a while the one before.';
comment on column webhook_secret.endpoint_id is 'The endpoint.';
comment on column webhook_secret.id is 'Stable identifier.';
comment on column webhook_secret.secret is 'The key of the HMAC.';
comment on column webhook_secret.expires_at is 'Until when it signs; null for the present one.';
create unique index webhook_secret_present_idx on webhook_secret (endpoint_id) where expires_at is null;

create table webhook_trouble (
  endpoint_id uuid not null,
  since timestamptz not null,
  resting_until timestamptz,
  constraint webhook_trouble_pkey primary key (endpoint_id),
  constraint webhook_trouble_endpoint_fkey foreign key (endpoint_id) references webhook_endpoint on delete cascade
);
comment on table webhook_trouble is 'Endpoints at which the last attempt failed. No change of theirs: neither version nor audit tell of it.';
comment on column webhook_trouble.endpoint_id is 'The endpoint.';
comment on column webhook_trouble.since is 'When the first attempt failed after the last that succeeded.';
comment on column webhook_trouble.resting_until is 'Until when it asked, by Retry-After, to be left alone; null when it did not.';

create table webhook_delivery (
  id uuid not null default uuidv7(),
  endpoint_id uuid not null,
  event_id uuid not null default uuidv7(),
  change_seq bigint,
  status webhook_delivery_status not null default 'pending',
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  attempted_at timestamptz,
  response_status integer,
  failure webhook_failure,
  created_at timestamptz not null default now(),
  constraint webhook_delivery_pkey primary key (id),
  constraint webhook_delivery_event_key unique (endpoint_id, event_id),
  constraint webhook_delivery_endpoint_fkey foreign key (endpoint_id) references webhook_endpoint on delete cascade,
  constraint webhook_delivery_attempts_not_negative check (attempts >= 0),
  constraint webhook_delivery_response_status_in_range check (response_status between 100 and 999),
  constraint webhook_delivery_failure_told check (case status when 'delivered' then failure is null when 'failed' then failure is not null else true end)
);
comment on table webhook_delivery is 'An event that is to be sent to an endpoint, or was. It holds identifiers only: what is sent is made of the journal.';
comment on column webhook_delivery.id is 'Stable identifier.';
comment on column webhook_delivery.endpoint_id is 'The endpoint.';
comment on column webhook_delivery.event_id is 'Identifier of the event, the same however often it is sent: that of the change.';
comment on column webhook_delivery.change_seq is 'Number of the change; null for an event that only tests the endpoint.';
comment on column webhook_delivery.status is 'Whether it waits, was taken, or was given up.';
comment on column webhook_delivery.attempts is 'How many attempts came to an end.';
comment on column webhook_delivery.due_at is 'From when it may be tried; while an attempt is under way, when that counts as lost.';
comment on column webhook_delivery.attempted_at is 'When the last attempt ended; null before the first.';
comment on column webhook_delivery.response_status is 'HTTP status of the last answer; null when there was none.';
comment on column webhook_delivery.failure is 'Why the last attempt failed; null when it did not.';
comment on column webhook_delivery.created_at is 'When it was written down, with the change or for a replay.';
create index webhook_delivery_due_idx on webhook_delivery (endpoint_id, due_at, id) where status = 'pending';

select track_table('webhook_endpoint', 'id', journal => false);

create function type_wanted(types text[], type text) returns boolean
  language sql immutable parallel safe
  return types is null or type = any(types) or split_part(type, '.', 1) = any(types);
comment on function type_wanted(text[], text) is 'Whether a list of types of changes and of records names a type of change; null names all.';

create function fan_out_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from webhook_endpoint where status <> 'disabled') then
    insert into webhook_delivery (endpoint_id, event_id, change_seq)
    select e.id, c.id, c.seq from new_changes c join webhook_endpoint e on e.status <> 'disabled' and type_wanted(e.types, c.type) order by c.seq
    on conflict do nothing;
  end if;
  return null;
end $$;
comment on function fan_out_changes() is 'Trigger: writes down, in the transaction of the changes, which endpoints are to be told of them.';
revoke execute on function fan_out_changes from konwent_app, konwent_readonly;
create trigger fan_out after insert on change referencing new table as new_changes for each statement execute function fan_out_changes();
