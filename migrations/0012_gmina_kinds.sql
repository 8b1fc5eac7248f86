-- Former kinds of gminas, so that a question about an earlier day has the same answer after a gmina changes its kind.
create table territory_kind (
  id uuid not null default uuidv7(),
  territory_code text not null,
  gmina_kind gmina_kind not null,
  until_on date,
  until_not_before date,
  until_not_after date,
  constraint territory_kind_pkey primary key (id),
  constraint territory_kind_territory_fkey foreign key (territory_code) references territory on delete cascade,
  constraint territory_kind_until_valid check (is_uncertain_date(until_on, until_not_before, until_not_after)),
  constraint territory_kind_until_within_bounds
    check (is_uncertain_date_within_bounds(until_on, until_not_before, until_not_after)),
  constraint territory_kind_until_bounded check (num_nonnulls(until_on, until_not_after) = 1)
);
comment on table territory_kind is 'Kinds that a gmina had before a change, and the day of that change.';
comment on column territory_kind.id is 'Stable identifier.';
comment on column territory_kind.territory_code is 'The gmina.';
comment on column territory_kind.gmina_kind is 'Kind until the change.';
comment on column territory_kind.until_on is 'Day of the change, from which the next kind holds.';
comment on column territory_kind.until_not_before is 'Earliest possible day of the change; null when unknown.';
comment on column territory_kind.until_not_after is 'Latest possible day of the change.';
create index territory_kind_territory_idx on territory_kind (territory_code);
select register_part('territory_kind', 'territory', 'territory_code', 'former_kinds');
