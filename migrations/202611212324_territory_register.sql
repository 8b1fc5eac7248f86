-- What the registry remembers of the files of the GUS register TERC that it has taken over.

create table territory_register_state (
  only_row boolean not null default true,
  stated_on date not null,
  imported_at timestamptz not null default now(),
  constraint territory_register_state_pkey primary key (only_row),
  constraint territory_register_state_one_row check (only_row),
  constraint territory_register_state_stated_on_finite check (isfinite(stated_on))
);
comment on table territory_register_state is 'The last file of the GUS register TERC that was taken over; no row before the first.';
comment on column territory_register_state.only_row is 'Always true: there is at most one row.';
comment on column territory_register_state.stated_on is 'Day whose state the file gave (STAN_NA); an older file is refused.';
comment on column territory_register_state.imported_at is 'When a file of that day was first taken over.';
