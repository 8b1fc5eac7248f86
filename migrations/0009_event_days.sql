-- An event of several days whose hours are not known: its last day. With hours, the event ends at ends_at.
alter table event
  add column ends_on date,
  add constraint event_ends_on_not_before_start check (ends_on is null or (date_on is not null and ends_on >= date_on)),
  add constraint event_ends_on_without_hours check (ends_on is null or starts_at is null),
  add constraint event_ends_on_within_bounds check (is_day_within_bounds(ends_on));
comment on column event.ends_on is
  'Last day of an event without hours; null when it takes one day or its last day is not known.';

select register_record('event', cited => true, shows => '{"venue_id": "organisation"}', shown => '{slug,title,date}');
