create type key_audience as enum ('partner', 'staff');

create table api_key (
  id uuid not null default uuidv7(),
  owner text not null,
  label text,
  audience key_audience not null,
  scopes text[] not null,
  secret_hash bytea not null,
  hint text not null,
  not_before timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  replaced_by_id uuid,
  last_used_at timestamptz,
  created_by_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint api_key_pkey primary key (id),
  constraint api_key_secret_key unique (secret_hash),
  constraint api_key_replaced_by_fkey foreign key (replaced_by_id) references api_key,
  constraint api_key_created_by_fkey foreign key (created_by_id) references api_key,
  constraint api_key_owner_not_blank check (is_text(owner)),
  constraint api_key_label_not_blank check (is_text(label)),
  constraint api_key_scopes_known check (cardinality(scopes) > 0
    and scopes <@ array['registry:write', 'declarations:decide', 'contacts:read', 'imports', 'webhooks', 'keys:admin', 'privacy:admin', 'audit:read']),
  constraint api_key_partner_scopes check (audience = 'staff' or scopes <@ array['contacts:read', 'webhooks']),
  constraint api_key_secret_hash_length check (octet_length(secret_hash) = 32),
  constraint api_key_hint_shape check (hint ~ '^csk_live_[0-9A-Za-z]{4}$'),
  constraint api_key_lifetime check (not_before < expires_at
    and (expires_at at time zone 'UTC') <= (not_before at time zone 'UTC') + interval '12 months'),
  constraint api_key_not_own_successor check (replaced_by_id <> id)
);
comment on table api_key is 'Keys by which partners and staff may do more than everybody. The text of a key is not kept.';
comment on column api_key.id is 'Stable identifier.';
comment on column api_key.owner is 'Who holds the key.';
comment on column api_key.label is 'What the key is for; null when not told.';
comment on column api_key.audience is 'Whether a partner or the staff of the Observatory holds the key.';
comment on column api_key.scopes is 'What the key may do; a partner''s key may only read contacts and keep webhooks.';
comment on column api_key.secret_hash is 'SHA-256 of the text of the key.';
comment on column api_key.hint is 'First characters of the text of the key, by which people recognise it.';
comment on column api_key.not_before is 'When the key begins to be valid.';
comment on column api_key.expires_at is 'When the key ceases to be valid, at most twelve months after it begins.';
comment on column api_key.revoked_at is 'When the key was revoked; null while it is not.';
comment on column api_key.replaced_by_id is 'Key that took over when this one was rotated.';
comment on column api_key.last_used_at is 'When the key was last used, half a minute late at most; no change of the record.';
comment on column api_key.created_by_id is 'Key that made this one; null when it was made on the host.';
comment on column api_key.version is 'Grows by one with every change.';
comment on column api_key.created_at is 'When the record was made.';
comment on column api_key.updated_at is 'When the record last changed.';
create index api_key_replaced_by_idx on api_key (replaced_by_id);
create index api_key_created_by_idx on api_key (created_by_id);

select track_table('api_key', 'id', journal => false);
