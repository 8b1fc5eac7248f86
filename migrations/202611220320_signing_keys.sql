-- Keys with which the registry signs receipts. It makes them itself; whoever holds a receipt verifies it with the public one.

create table signing_key (
  id uuid not null default uuidv7(),
  kid text not null,
  public_key bytea not null,
  private_key bytea,
  retired_at timestamptz,
  revoked_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint signing_key_pkey primary key (id),
  constraint signing_key_kid_key unique (kid),
  constraint signing_key_one_active unique nulls not distinct (retired_at),
  constraint signing_key_kid_shape check (kid ~ '^[A-Za-z0-9_-]{43}$'),
  constraint signing_key_public_key_length check (octet_length(public_key) = 32),
  constraint signing_key_private_key_length check (octet_length(private_key) = 32),
  constraint signing_key_retired_without_secret check ((private_key is null) = (retired_at is not null)),
  constraint signing_key_revoked_is_retired check (revoked_at is null or retired_at is not null),
  constraint signing_key_moments_finite check (isfinite(retired_at) and isfinite(revoked_at))
);
comment on table signing_key is 'Ed25519 keys with which receipts are signed: one signs, those before it only verify. Public keys stay for ever.';
comment on column signing_key.id is 'Stable identifier.';
comment on column signing_key.kid is 'Thumbprint of the public key (RFC 7638), by which a receipt names it.';
comment on column signing_key.public_key is 'The public key, 32 bytes (RFC 8032).';
comment on column signing_key.private_key is 'The private key, 32 bytes (RFC 8032); null once the key signs no more.';
comment on column signing_key.retired_at is 'When the key signed for the last time at the latest; null for the one that signs.';
comment on column signing_key.revoked_at is 'Since when no receipt of the key counts, because others may have had it; null while they do.';
comment on column signing_key.version is 'Grows by one with every change.';
comment on column signing_key.created_at is 'When the record was made.';
comment on column signing_key.updated_at is 'When the record last changed.';

select track_table('signing_key', 'id', journal => false);

-- A receipt whose public key is gone can never be verified again.
revoke delete on signing_key from konwent_app;
