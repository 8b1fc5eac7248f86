-- Former states of organisations, so that a question about an earlier day has the same answer after a later event.
create table organisation_state (
  id uuid not null default uuidv7(),
  organisation_id uuid not null,
  name text not null,
  short_name text not null,
  kind organisation_kind not null,
  kind_family kind_family generated always as (family_of_kind(kind)) stored,
  until_on date,
  until_not_before date,
  until_not_after date,
  constraint organisation_state_pkey primary key (id),
  constraint organisation_state_organisation_fkey
    foreign key (organisation_id) references organisation on delete cascade,
  constraint organisation_state_name_not_blank check (is_text(name) and is_text(short_name)),
  constraint organisation_state_until_valid check (is_uncertain_date(until_on, until_not_before, until_not_after)),
  constraint organisation_state_until_within_bounds
    check (is_uncertain_date_within_bounds(until_on, until_not_before, until_not_after)),
  constraint organisation_state_until_bounded check (num_nonnulls(until_on, until_not_after) = 1)
);
comment on table organisation_state is
  'Names and kind that an organisation had before a change, and the day of that change.';
comment on column organisation_state.id is 'Stable identifier.';
comment on column organisation_state.organisation_id is 'The organisation.';
comment on column organisation_state.name is 'Official name until the change.';
comment on column organisation_state.short_name is 'Short name until the change.';
comment on column organisation_state.kind is 'Kind until the change.';
comment on column organisation_state.kind_family is 'Family of that kind; null where no family fits.';
comment on column organisation_state.until_on is 'Day of the change, from which the next state holds.';
comment on column organisation_state.until_not_before is 'Earliest possible day of the change; null when unknown.';
comment on column organisation_state.until_not_after is 'Latest possible day of the change.';
create index organisation_state_organisation_idx on organisation_state (organisation_id);
select register_part('organisation_state', 'organisation', 'organisation_id', 'former_states');
