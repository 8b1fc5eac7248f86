create table person (
  id uuid not null default uuidv7(),
  slug text not null,
  given_name text not null,
  family_name text not null,
  academic_title academic_title,
  display_name text generated always as (case academic_title when 'mgr' then 'mgr ' when 'dr' then 'dr ' when 'dr_hab' then 'dr hab. ' when 'prof' then 'prof. ' else '' end || given_name || ' ' || family_name) stored,
  search_text text generated always as (' ' || fold(given_name || ' ' || family_name)) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_pkey primary key (id),
  constraint person_slug_key unique (slug),
  constraint person_slug_shape check (is_slug(slug)),
  constraint person_name_not_blank check (is_text(given_name) and is_text(family_name))
);
comment on table person is 'People named by the sources in a public function: heads, signatories, speakers, authors.';
comment on column person.id is 'Stable identifier.';
comment on column person.slug is 'Short name for URLs.';
comment on column person.given_name is 'Given names as printed.';
comment on column person.family_name is 'Family name as printed.';
comment on column person.academic_title is 'Academic title as printed; null when none is printed.';
comment on column person.display_name is 'Title and names, ready to show.';
comment on column person.search_text is 'Folded names, each word after a space; holds nothing else, so a search can find nothing else.';
comment on column person.version is 'Grows by one with every change.';
comment on column person.created_at is 'When the record was made.';
comment on column person.updated_at is 'When the record last changed.';
create index person_family_name_idx on person (family_name collate "pl-x-icu", given_name collate "pl-x-icu", id);
create index person_search_idx on person using gin (search_text gin_trgm_ops);

create table post (
  id uuid not null default uuidv7(),
  organisation_id uuid not null,
  role post_role,
  title text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint post_pkey primary key (id),
  constraint post_title_key unique (organisation_id, title),
  constraint post_organisation_fkey foreign key (organisation_id) references organisation on delete cascade,
  constraint post_title_not_blank check (is_text(title))
);
comment on table post is 'Offices in organisations, which people come to and leave.';
comment on column post.id is 'Stable identifier.';
comment on column post.organisation_id is 'Organisation that the post is in.';
comment on column post.role is 'What the post is, by the vocabulary; null when not told.';
comment on column post.title is 'Title in the nominative; null when no post is printed.';
comment on column post.version is 'Grows by one with every change.';
comment on column post.created_at is 'When the record was made.';
comment on column post.updated_at is 'When the record last changed.';

create table appointment (
  id uuid not null default uuidv7(),
  person_id uuid not null,
  post_id uuid not null,
  capacity appointment_capacity not null,
  printed_post text,
  attested_on date[] not null default '{}',
  appointed_by_id uuid,
  appointed_by_printed text,
  predecessor_id uuid,
  until_event_id uuid,
  started_on date,
  started_not_before date,
  started_not_after date,
  ended_on date,
  ended_not_before date,
  ended_not_after date,
  certain_period daterange generated always as (certain_period(started_on, started_not_after, ended_on, ended_not_before, ended_not_after)) stored,
  possible_period daterange generated always as (possible_period(started_on, started_not_before, ended_on, ended_not_after)) stored,
  note text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint appointment_pkey primary key (id),
  constraint appointment_person_fkey foreign key (person_id) references person,
  constraint appointment_post_fkey foreign key (post_id) references post,
  constraint appointment_appointed_by_fkey foreign key (appointed_by_id) references organisation,
  constraint appointment_predecessor_fkey foreign key (predecessor_id) references appointment,
  constraint appointment_not_own_predecessor check (predecessor_id <> id),
  constraint appointment_started_valid check (is_uncertain_date(started_on, started_not_before, started_not_after)),
  constraint appointment_ended_valid check (is_uncertain_date(ended_on, ended_not_before, ended_not_after)),
  constraint appointment_attested_on_finite check (array_position(attested_on, 'infinity') is null and array_position(attested_on, '-infinity') is null and array_position(attested_on, null) is null),
  constraint appointment_period_not_empty check (not isempty(possible_period)),
  constraint appointment_person_once_in_post unique (person_id, post_id, certain_period without overlaps)
);
comment on table appointment is 'A person holding a post over an uncertain period.';
comment on column appointment.id is 'Stable identifier.';
comment on column appointment.person_id is 'Who holds the post.';
comment on column appointment.post_id is 'The post.';
comment on column appointment.capacity is 'In what capacity: in office, acting (p.o.), deputy, or not told.';
comment on column appointment.printed_post is 'The post as printed beside the person''s name; null when none is printed.';
comment on column appointment.attested_on is 'Days on which a source shows the person in the post, in order; empty when the sources are undated.';
comment on column appointment.appointed_by_id is 'Organisation that entrusted the post.';
comment on column appointment.appointed_by_printed is 'Who entrusted the post, as printed.';
comment on column appointment.predecessor_id is 'Appointment that this one followed in the same post.';
comment on column appointment.until_event_id is 'Event until which the post was entrusted.';
comment on column appointment.started_on is 'First day in the post.';
comment on column appointment.started_not_before is 'Earliest first day.';
comment on column appointment.started_not_after is 'Latest first day.';
comment on column appointment.ended_on is 'First day no longer in the post.';
comment on column appointment.ended_not_before is 'Earliest first day no longer in the post.';
comment on column appointment.ended_not_after is 'Latest first day no longer in the post.';
comment on column appointment.certain_period is 'Days on which the person surely held the post.';
comment on column appointment.possible_period is 'Days on which the person may have held the post.';
comment on column appointment.note is 'Remark of the registry''s keepers.';
comment on column appointment.version is 'Grows by one with every change.';
comment on column appointment.created_at is 'When the record was made.';
comment on column appointment.updated_at is 'When the record last changed.';
create index appointment_person_idx on appointment (person_id);
create index appointment_post_idx on appointment (post_id);
create index appointment_period_idx on appointment using gist (possible_period);

create table contact (
  id uuid not null default uuidv7(),
  slug text not null,
  organisation_id uuid,
  post_id uuid,
  heading text,
  printed_holder_id uuid,
  email text,
  email_visibility contact_visibility not null default 'staff',
  phone text,
  phone_printed text,
  phone_kind phone_kind,
  phone_visibility contact_visibility not null default 'staff',
  street text,
  postal_code text,
  locality text,
  address_visibility contact_visibility not null default 'staff',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint contact_pkey primary key (id),
  constraint contact_slug_key unique (slug),
  constraint contact_organisation_fkey foreign key (organisation_id) references organisation on delete cascade,
  constraint contact_post_fkey foreign key (post_id) references post on delete cascade,
  constraint contact_printed_holder_fkey foreign key (printed_holder_id) references person on delete set null,
  constraint contact_slug_shape check (is_slug(slug)),
  constraint contact_one_owner check (num_nonnulls(organisation_id, post_id) = 1),
  constraint contact_reaches_something check (num_nonnulls(email, phone, street, locality) > 0),
  constraint contact_email_shape check (email ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+\.[^@[:space:][:cntrl:]]+$' and length(email) <= 254),
  constraint contact_phone_shape check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint contact_postal_code_shape check (postal_code ~ '^[0-9]{2}-[0-9]{3}$')
);
comment on table contact is 'Ways to reach an organisation or a post. They belong to the post, not to the person, so they survive a change of holder.';
comment on column contact.id is 'Stable identifier.';
comment on column contact.slug is 'Short name for URLs.';
comment on column contact.organisation_id is 'Organisation that is reached; null for a post''s contact.';
comment on column contact.post_id is 'Post that is reached, whoever holds it; null for an organisation''s contact.';
comment on column contact.heading is 'Heading over the contact, as printed.';
comment on column contact.printed_holder_id is 'Person printed beside the contact at the time.';
comment on column contact.email is 'E-mail address.';
comment on column contact.email_visibility is 'Who may see the e-mail address.';
comment on column contact.phone is 'Telephone number, E.164.';
comment on column contact.phone_printed is 'Telephone number as printed.';
comment on column contact.phone_kind is 'Fixed or mobile.';
comment on column contact.phone_visibility is 'Who may see the telephone number.';
comment on column contact.street is 'Street and number.';
comment on column contact.postal_code is 'Postal code, 00-000.';
comment on column contact.locality is 'Post town.';
comment on column contact.address_visibility is 'Who may see the address.';
comment on column contact.version is 'Grows by one with every change.';
comment on column contact.created_at is 'When the record was made.';
comment on column contact.updated_at is 'When the record last changed.';
create index contact_organisation_idx on contact (organisation_id);
create index contact_post_idx on contact (post_id);
