-- Days and moments that somebody writes lie in a range that every format of the registry can hold. A typo such as the
-- year 9999 is refused. Moments that the database or the service takes from the clock, such as created_at, need no
-- bounds. contact.withdrawn_on follows from an appointment, which has bounds.

create function is_day_within_bounds(day date, first_day date default '1800-01-01') returns boolean
  language sql immutable parallel safe
  return coalesce(day between first_day and '2199-12-31', true);
comment on function is_day_within_bounds(date, date) is
  'Whether the day lies between the first day and 2199-12-31, or is null. See src/lib/bounds.ts.';

create function are_days_within_bounds(days date[]) returns boolean
  language sql immutable parallel safe
  return coalesce('1800-01-01'::date <= all (days) and '2199-12-31'::date >= all (days), true);
comment on function are_days_within_bounds(date[]) is
  'Whether every day of the list lies between 1800-01-01 and 2199-12-31.';

create function is_uncertain_date_within_bounds(
  on_day date, not_before date, not_after date, first_day date default '1800-01-01'
) returns boolean
  language sql immutable parallel safe
  return is_day_within_bounds(on_day, first_day) and is_day_within_bounds(not_before, first_day)
    and is_day_within_bounds(not_after, first_day);
comment on function is_uncertain_date_within_bounds(date, date, date, date) is
  'Whether each of the three days lies between the first day and 2199-12-31, or is null.';

create function is_moment_within_bounds(moment timestamptz) returns boolean
  language sql immutable parallel safe
  return coalesce(moment between '1900-01-01T00:00:00Z' and '2199-12-31T23:59:59.999999Z', true);
comment on function is_moment_within_bounds(timestamptz) is
  'Whether the moment lies between 1900-01-01T00:00Z and the end of 2199 in UTC, or is null. See src/lib/bounds.ts.';

-- Each constraint is added without a look at the rows that exist: a database with an event in the year 9999 must
-- still migrate. PostgreSQL checks constraints in the order of their names, so these come after those named `…_valid`
-- and `…_finite`.
alter table organisation
  add constraint organisation_established_within_bounds
    check (is_uncertain_date_within_bounds(established_on, established_not_before, established_not_after)) not valid,
  add constraint organisation_closed_within_bounds
    check (is_uncertain_date_within_bounds(closed_on, closed_not_before, closed_not_after)) not valid;

alter table organisation_lineage
  add constraint organisation_lineage_happened_within_bounds
    check (is_uncertain_date_within_bounds(happened_on, happened_not_before, happened_not_after)) not valid;

alter table appointment
  add constraint appointment_started_within_bounds
    check (is_uncertain_date_within_bounds(started_on, started_not_before, started_not_after)) not valid,
  add constraint appointment_ended_within_bounds
    check (is_uncertain_date_within_bounds(ended_on, ended_not_before, ended_not_after)) not valid,
  add constraint appointment_attested_on_within_bounds check (are_days_within_bounds(attested_on)) not valid;

alter table contact
  add constraint contact_review_on_within_bounds check (is_day_within_bounds(review_on)) not valid;

alter table membership
  add constraint membership_joined_within_bounds
    check (is_uncertain_date_within_bounds(joined_on, joined_not_before, joined_not_after)) not valid,
  add constraint membership_ended_within_bounds
    check (is_uncertain_date_within_bounds(ended_on, ended_not_before, ended_not_after)) not valid;

alter table membership_event
  add constraint membership_event_effective_within_bounds
    check (is_uncertain_date_within_bounds(effective_on, effective_not_before, effective_not_after)) not valid;

-- The day of a signature has been tested back to the first day of the calendar, and stays free down to it.
alter table declaration
  add constraint declaration_signed_within_bounds
    check (is_uncertain_date_within_bounds(signed_on, signed_not_before, signed_not_after, '0001-01-01')) not valid;

alter table declaration_decision
  add constraint declaration_decision_decided_on_within_bounds check (is_day_within_bounds(decided_on)) not valid,
  add constraint declaration_decision_effective_within_bounds
    check (is_uncertain_date_within_bounds(effective_on, effective_not_before, effective_not_after)) not valid;

alter table event
  add constraint event_date_within_bounds
    check (is_uncertain_date_within_bounds(date_on, date_not_before, date_not_after)) not valid,
  add constraint event_starts_at_within_bounds check (is_moment_within_bounds(starts_at)) not valid,
  add constraint event_ends_at_within_bounds check (is_moment_within_bounds(ends_at)) not valid;

-- An infinite day breaks legal_act_dates_finite, whose name would come later.
alter table legal_act
  add constraint legal_act_dated_within_bounds check (not isfinite(dated) or is_day_within_bounds(dated)) not valid,
  add constraint legal_act_in_force_from_within_bounds check (is_day_within_bounds(in_force_from)) not valid;

alter table source
  add constraint source_published_on_within_bounds check (is_day_within_bounds(published_on)) not valid,
  add constraint source_snapshot_not_after_within_bounds check (is_day_within_bounds(snapshot_not_after)) not valid,
  add constraint source_taken_over_on_within_bounds check (is_day_within_bounds(taken_over_on)) not valid;

alter table assertion
  add constraint assertion_as_of_within_bounds
    check (is_uncertain_date_within_bounds(as_of_on, as_of_not_before, as_of_not_after)) not valid;

alter table territory_register_state
  add constraint territory_register_state_stated_on_within_bounds check (is_day_within_bounds(stated_on)) not valid;

-- The end is the first day that no longer belongs to the range.
alter table territory_name
  add constraint territory_name_valid_within_bounds
    check (is_day_within_bounds(lower(valid)) and is_day_within_bounds(upper(valid) - 1)) not valid;

alter table api_key
  add constraint api_key_moments_within_bounds
    check (is_moment_within_bounds(not_before) and is_moment_within_bounds(expires_at)) not valid;

-- A constraint that every row meets becomes a valid one. One that a row breaks stays `not valid`: it holds for every
-- later insert and update, also of that row, which a client can correct over the API. Then `alter table … validate
-- constraint …` makes it valid.
do $$
declare
  bounded record;
begin
  for bounded in
    select conrelid::regclass as owner, conname from pg_constraint
    where contype = 'c' and conname like '%\_within\_bounds'
  loop
    begin
      execute format('alter table %s validate constraint %I', bounded.owner, bounded.conname);
    exception when check_violation then
      raise warning 'a row of % is out of range, so the constraint % stays not valid', bounded.owner, bounded.conname;
    end;
  end loop;
end $$;
