create table territory (
  code text not null,
  level territory_level not null,
  parent_code text,
  name text not null,
  gmina_kind gmina_kind,
  teryt7 text generated always as (code || case gmina_kind when 'urban' then '1' when 'rural' then '2' when 'urban_rural' then '3' end) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint territory_pkey primary key (code),
  constraint territory_parent_fkey foreign key (parent_code) references territory,
  constraint territory_code_shape check (code ~ '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$' and code !~ '^00'),
  constraint territory_code_of_level check (length(code) = case level when 'voivodeship' then 2 when 'powiat' then 4 when 'city_county' then 4 when 'gmina' then 6 else 0 end),
  constraint territory_parent_of_code check (case when length(code) = 2 then parent_code is null else parent_code is not null and parent_code = left(code, length(code) - 2) end),
  constraint territory_gmina_kind_of_gmina check ((gmina_kind is not null) = (level = 'gmina')),
  constraint territory_name_not_blank check (is_text(name))
);
comment on table territory is 'Units of the territorial division of Poland by TERYT (GUS register TERC): voivodeships, powiats, gminas.';
comment on column territory.code is 'TERYT code without the kind digit: 2 digits a voivodeship, 4 a powiat, 6 a gmina.';
comment on column territory.level is 'Level in the territorial division; a city with powiat rights is a city_county and, once more, a gmina.';
comment on column territory.parent_code is 'Code of the unit that this one lies in; null for a voivodeship.';
comment on column territory.name is 'Present name in the nominative, without the words for its level.';
comment on column territory.gmina_kind is 'Kind of a gmina; null for other levels. It changes over time, so it is no part of the key.';
comment on column territory.teryt7 is 'Seven-digit TERC symbol of a gmina: the code and its kind digit.';
comment on column territory.version is 'Grows by one with every change.';
comment on column territory.created_at is 'When the record was made.';
comment on column territory.updated_at is 'When the record last changed.';
create index territory_name_idx on territory (fold(name));
create index territory_parent_idx on territory (parent_code);

create table territory_name (
  territory_code text not null,
  name text not null,
  valid daterange not null,
  constraint territory_name_pkey primary key (territory_code, valid),
  constraint territory_name_one_at_a_time unique (territory_code, valid without overlaps),
  constraint territory_name_territory_fkey foreign key (territory_code) references territory on delete cascade,
  constraint territory_name_name_not_blank check (is_text(name))
);
comment on table territory_name is 'Names that a unit has borne, for units whose name is known to have changed.';
comment on column territory_name.territory_code is 'The unit that bore the name.';
comment on column territory_name.name is 'The name in the nominative.';
comment on column territory_name.valid is 'Days on which the name was in force; an open end means not known, or in force still.';

create table source (
  id uuid not null default uuidv7(),
  slug text not null,
  kind source_kind not null,
  title text,
  url text,
  author text,
  published_on date,
  snapshot_not_after date,
  taken_over_on date,
  rights text,
  sha256 text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint source_pkey primary key (id),
  constraint source_slug_key unique (slug),
  constraint source_slug_shape check (is_slug(slug)),
  constraint source_url_shape check (url ~ '^https?://[^[:space:]]+$'),
  constraint source_dates_finite check (isfinite(published_on) and isfinite(snapshot_not_after) and isfinite(taken_over_on)),
  constraint source_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table source is 'Documents, pages and registers that facts were taken from.';
comment on column source.id is 'Stable identifier.';
comment on column source.slug is 'Short name for URLs.';
comment on column source.kind is 'Document, web page or public register.';
comment on column source.title is 'Title as printed; null when none is printed.';
comment on column source.url is 'Address where the source was seen; null when not known.';
comment on column source.author is 'Author as printed; null when none is printed.';
comment on column source.published_on is 'Day of publication; null when none is printed.';
comment on column source.snapshot_not_after is 'Latest day on which the text can have been written, when something on the page tells it.';
comment on column source.taken_over_on is 'Day on which the registry took over the facts.';
comment on column source.rights is 'Reservation of rights as far as it binds re-users; null when none is printed.';
comment on column source.sha256 is 'SHA-256 of the stored copy, hexadecimal; null when no copy is stored.';
comment on column source.version is 'Grows by one with every change.';
comment on column source.created_at is 'When the record was made.';
comment on column source.updated_at is 'When the record last changed.';
