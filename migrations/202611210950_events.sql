create table event (
  id uuid not null default uuidv7(),
  slug text not null,
  title text not null,
  kind event_kind not null,
  form event_form,
  status event_status,
  date_on date,
  date_not_before date,
  date_not_after date,
  starts_at timestamptz,
  ends_at timestamptz,
  place text,
  venue_id uuid,
  address text,
  occasion text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_pkey primary key (id),
  constraint event_slug_key unique (slug),
  constraint event_venue_fkey foreign key (venue_id) references organisation,
  constraint event_slug_shape check (is_slug(slug)),
  constraint event_title_not_blank check (is_text(title)),
  constraint event_date_valid check (is_uncertain_date(date_on, date_not_before, date_not_after)),
  constraint event_starts_on_its_day check (starts_at is null or (date_on is not null and (starts_at at time zone 'Europe/Warsaw')::date = date_on)),
  constraint event_ends_after_start check (ends_at is null or (starts_at is not null and ends_at > starts_at))
);
comment on table event is 'Conferences, inaugurations, congresses and other dated gatherings.';
comment on column event.id is 'Stable identifier.';
comment on column event.slug is 'Short name for URLs.';
comment on column event.title is 'Title as printed in the body of the source.';
comment on column event.kind is 'Kind of event.';
comment on column event.form is 'On site, online or hybrid; null when not told.';
comment on column event.status is 'Planned, held or cancelled; null when no source tells.';
comment on column event.date_on is 'First day.';
comment on column event.date_not_before is 'Earliest first day.';
comment on column event.date_not_after is 'Latest first day.';
comment on column event.starts_at is 'Exact start; null when no hour is known. Shown in UTC; the event''s own zone is Europe/Warsaw.';
comment on column event.ends_at is 'Exact end; null when not known.';
comment on column event.place is 'Town, in the nominative.';
comment on column event.venue_id is 'Organisation at whose place it is held.';
comment on column event.address is 'Address of the venue, as printed.';
comment on column event.occasion is 'Occasion, as printed.';
comment on column event.version is 'Grows by one with every change.';
comment on column event.created_at is 'When the record was made.';
comment on column event.updated_at is 'When the record last changed.';
create index event_date_idx on event (date_on, id);
create index event_title_idx on event (title collate "pl-x-icu", id);

create table event_title (
  event_id uuid not null,
  no smallint not null,
  title text not null,
  printed_where text not null,
  constraint event_title_pkey primary key (event_id, no),
  constraint event_title_event_fkey foreign key (event_id) references event on delete cascade
);
comment on table event_title is 'Other titles under which an event is printed.';
comment on column event_title.event_id is 'The event.';
comment on column event_title.no is 'Place in the order, from 1.';
comment on column event_title.title is 'The other title, as printed.';
comment on column event_title.printed_where is 'Where it stands.';

create table event_participant (
  event_id uuid not null,
  no smallint not null,
  role event_role not null,
  person_id uuid,
  organisation_id uuid,
  group_name text,
  printed_post text,
  mode participation_mode,
  mode_basis fact_basis,
  constraint event_participant_pkey primary key (event_id, no),
  constraint event_participant_event_fkey foreign key (event_id) references event on delete cascade,
  constraint event_participant_person_fkey foreign key (person_id) references person,
  constraint event_participant_organisation_fkey foreign key (organisation_id) references organisation,
  constraint event_participant_somebody check (num_nonnulls(person_id, organisation_id, group_name) > 0),
  constraint event_participant_mode_has_basis check ((mode is null) = (mode_basis is null))
);
comment on table event_participant is 'Who organises, hosts, attends or reports an event.';
comment on column event_participant.event_id is 'The event.';
comment on column event_participant.no is 'Place in the order, from 1.';
comment on column event_participant.role is 'What the participant does.';
comment on column event_participant.person_id is 'Person; null for an organisation or a group.';
comment on column event_participant.organisation_id is 'Organisation that takes part, or that the person stands for.';
comment on column event_participant.group_name is 'Group, as printed, when neither a person nor one organisation is named.';
comment on column event_participant.printed_post is 'Post as printed beside the person.';
comment on column event_participant.mode is 'In the hall or online; null when not told.';
comment on column event_participant.mode_basis is 'Whether the mode is printed or inferred.';
create index event_participant_person_idx on event_participant (person_id);
create index event_participant_organisation_idx on event_participant (organisation_id);

create table programme_item (
  event_id uuid not null,
  no smallint not null,
  kind programme_item_kind not null,
  title text,
  about_id uuid,
  constraint programme_item_pkey primary key (event_id, no),
  constraint programme_item_event_fkey foreign key (event_id) references event on delete cascade,
  constraint programme_item_about_fkey foreign key (about_id) references organisation
);
comment on table programme_item is 'Items of an event''s programme, in order.';
comment on column programme_item.event_id is 'The event.';
comment on column programme_item.no is 'Place in the programme, from 1.';
comment on column programme_item.kind is 'Kind of item.';
comment on column programme_item.title is 'Title; null when none is printed.';
comment on column programme_item.about_id is 'Organisation that is presented.';
create index programme_item_about_idx on programme_item (about_id);

create table programme_speaker (
  event_id uuid not null,
  item_no smallint not null,
  no smallint not null,
  role event_role not null,
  person_id uuid not null,
  organisation_id uuid,
  present boolean,
  constraint programme_speaker_pkey primary key (event_id, item_no, no),
  constraint programme_speaker_item_fkey foreign key (event_id, item_no) references programme_item on delete cascade,
  constraint programme_speaker_person_fkey foreign key (person_id) references person,
  constraint programme_speaker_organisation_fkey foreign key (organisation_id) references organisation
);
comment on table programme_speaker is 'Who speaks in a programme item.';
comment on column programme_speaker.event_id is 'The event.';
comment on column programme_speaker.item_no is 'The programme item.';
comment on column programme_speaker.no is 'Place within the item, from 1.';
comment on column programme_speaker.role is 'Lecturer, moderator, panellist, presenter and so on.';
comment on column programme_speaker.person_id is 'Who speaks, or whose letter is read.';
comment on column programme_speaker.organisation_id is 'Organisation that the person stands for here.';
comment on column programme_speaker.present is 'Whether the person was there; null when not told.';
create index programme_speaker_person_idx on programme_speaker (person_id);

create table event_link (
  event_id uuid not null,
  no smallint not null,
  title text not null,
  url text not null,
  author_id uuid,
  publisher_id uuid,
  rights text,
  constraint event_link_pkey primary key (event_id, no),
  constraint event_link_event_fkey foreign key (event_id) references event on delete cascade,
  constraint event_link_author_fkey foreign key (author_id) references person,
  constraint event_link_publisher_fkey foreign key (publisher_id) references organisation,
  constraint event_link_url_shape check (url ~ '^https?://[^[:space:]]+$')
);
comment on table event_link is 'Reports and other pages about an event: facts and a link, never their text.';
comment on column event_link.event_id is 'The event.';
comment on column event_link.no is 'Place in the order, from 1.';
comment on column event_link.title is 'What the link leads to.';
comment on column event_link.url is 'Address.';
comment on column event_link.author_id is 'Author of the linked text and photographs.';
comment on column event_link.publisher_id is 'Publisher.';
comment on column event_link.rights is 'Reservation of rights, in the registry''s own words.';

alter table declaration add constraint declaration_event_fkey foreign key (event_id) references event;
alter table appointment add constraint appointment_until_event_fkey foreign key (until_event_id) references event;
create index declaration_event_idx on declaration (event_id);
