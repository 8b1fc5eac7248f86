-- Erased values remain in freed pages of the files until a table is rewritten. A nightly job does that.
create table erasure_rewrite (
  relation text not null,
  erasure_no bigint not null,
  rewritten_at timestamptz not null default now(),
  constraint erasure_rewrite_pkey primary key (relation)
);
comment on table erasure_rewrite is
  'Tables whose files were rewritten after erasures, so that freed pages hold no erased values any more.';
comment on column erasure_rewrite.relation is 'The table.';
comment on column erasure_rewrite.erasure_no is 'Number of the last erasure before the table was rewritten.';
comment on column erasure_rewrite.rewritten_at is 'When the table was rewritten.';
