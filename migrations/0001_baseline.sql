-- The schema: roles, extensions, types, tables with their constraints, indexes and comments, and rights.
--
-- `konwent migrate` applies this file first, then functions/*.sql, then the later migrations. The few functions below
-- are part of the schema, because constraints, generated columns or indexes use them: a change of one of them needs a
-- migration that also looks at the stored rows. All other functions are in functions/, triggers in 0002_records.sql.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;

-- Roles ---------------------------------------------------------------------------------------------------------------
-- konwent_owner owns everything and migrates, konwent_app serves, konwent_readonly reports (docs/decisions/0017).
-- Roles belong to the whole cluster: they may exist already, and a migration of another database may create them at
-- the same time.

do $$
declare
  wanted record;
  setting text;
begin
  for wanted in select * from (values
    ('konwent_owner', true, 'Owns the registry and migrates it.', '{}'::text[]),
    ('konwent_app', true, 'Serves the registry: reads and writes records, and only adds to the journal and the audit.',
      '{statement_timeout=4s,lock_timeout=2s,idle_in_transaction_session_timeout=30s}'),
    ('konwent_readonly', false, 'Reads what everybody may see.',
      '{default_transaction_read_only=on,statement_timeout=30s,lock_timeout=2s,'
      'idle_in_transaction_session_timeout=60s}')
  ) as w (name, granted, description, settings)
  loop
    for attempt in 1..10 loop
      begin
        if to_regrole(wanted.name) is null then
          execute format('create role %I', wanted.name);
          execute format('comment on role %I is %L', wanted.name, wanted.description);
        end if;
        foreach setting in array wanted.settings loop
          if not exists (select from pg_db_role_setting
            where setdatabase = 0 and setrole = to_regrole(wanted.name) and setting = any(setconfig))
          then
            execute format('alter role %I set %I = %L', wanted.name, split_part(setting, '=', 1),
              split_part(setting, '=', 2));
          end if;
        end loop;
        -- A login that created a role without being a superuser may administer the role, but is not yet a member.
        if wanted.granted and not pg_has_role(wanted.name, 'set') then
          execute format('grant %I to current_user', wanted.name);
        end if;
        exit;
      exception when duplicate_object or unique_violation or internal_error then
        -- Another session was faster, which shows only after its commit. internal_error is "tuple concurrently
        -- updated".
        if attempt = 10 then raise; end if;
      end;
    end loop;
  end loop;
end $$;

revoke all on schema public from public;
grant usage, create on schema public to konwent_owner;
grant usage on schema public to konwent_app, konwent_readonly;
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
  execute format('grant create on database %I to konwent_owner', current_database());
end $$;

-- From here on, and in every later migration, the owner works.
set local role konwent_owner;

-- The service may read and write every table, unless a migration revokes it. Functions are for the two roles only.
-- A table is closed to reports until it is opened: see `readable` of register_record().
alter default privileges for role konwent_owner in schema public
  grant select, insert, update, delete, maintain on tables to konwent_app;
alter default privileges for role konwent_owner in schema public grant usage on sequences to konwent_app;
alter default privileges for role konwent_owner revoke execute on functions from public;
alter default privileges for role konwent_owner in schema public
  grant execute on functions to konwent_app, konwent_readonly;

create table migration (
  file text not null,
  checksum text not null,
  applied_at timestamptz not null default now(),
  constraint migration_pkey primary key (file)
);
comment on table migration is
  'Files of the folder migrations that were applied to this database: each migration once, functions as they change.';
comment on column migration.file is 'Path of the file below migrations, such as 0001_baseline.sql.';
comment on column migration.checksum is 'SHA-256 of the text that was applied, hexadecimal.';
comment on column migration.applied_at is 'When it was applied.';
revoke all on migration from konwent_app;
grant select on migration to konwent_app;

-- Functions of constraints, generated columns and indexes -------------------------------------------------------------

create function fold(value text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(translate(
    lower(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]', '', 'g') collate pg_c_utf8), 'ł', 'l'),
    '[^a-z0-9]+', ' ', 'g'));
comment on function fold(text) is
  'Text for searching: lower case, without diacritics (ł becomes l), words split by one space. The service has a '
  'function of the same name that returns the same.';

create function is_text(value text) returns boolean
  language sql immutable strict parallel safe
  return value ~ '^[^[:space:]](.*[^[:space:]])?$';
comment on function is_text(text) is
  'Whether the text says something: it neither is empty nor begins or ends with white space.';

create function weighted_sum(digits text, weights int[]) returns int
  language sql immutable strict parallel safe
  return (select sum(substr(digits, i::int, 1)::int * weights[i])::int
    from generate_series(1, cardinality(weights)) as i);
comment on function weighted_sum(text, int[]) is
  'Sum of the leading digits, each times its weight: the base of the Polish identifiers'' check digits.';

create function is_nip(value text) returns boolean
  language sql immutable strict parallel safe
  return case when value ~ '^[0-9]{10}$' and value <> '0000000000'
    then weighted_sum(value, '{6,5,7,2,3,4,5,6,7}') % 11 = substr(value, 10, 1)::int else false end;
comment on function is_nip(text) is
  'Whether the text is a NIP: ten digits, check digit by weights modulo 11 (a remainder of 10 has no digit), not '
  'all zeros.';

create function is_regon(value text) returns boolean
  language sql immutable strict parallel safe
  return case
    when value ~ '^[0-9]{9}$' and value <> '000000000'
      then weighted_sum(value, '{8,9,2,3,4,5,6,7}') % 11 % 10 = substr(value, 9, 1)::int
    when value ~ '^[0-9]{14}$' and value <> '00000000000000'
      then weighted_sum(value, '{8,9,2,3,4,5,6,7}') % 11 % 10 = substr(value, 9, 1)::int
       and weighted_sum(value, '{2,4,8,5,0,9,7,3,6,1,2,4,8}') % 11 % 10 = substr(value, 14, 1)::int
    else false end;
comment on function is_regon(text) is
  'Whether the text is a REGON of 9 or 14 digits with right check digits (modulo 11, 10 counts as 0), not all zeros.';

create function is_krs(value text) returns boolean
  language sql immutable strict parallel safe
  return value ~ '^[0-9]{10}$' and value <> '0000000000';
comment on function is_krs(text) is
  'Whether the text is a KRS number: ten digits with leading zeros, not all zeros. KRS has no check digit.';

create function is_slug(value text) returns boolean
  language sql immutable strict parallel safe
  return value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(value) <= 80
    and value !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
comment on function is_slug(text) is
  'Whether the text can stand in a URL path beside ids: lower-case words joined by hyphens, at most 80 characters, '
  'not of the shape of a UUID.';

create function is_uncertain_date(on_day date, not_before date, not_after date) returns boolean
  language sql immutable parallel safe
  return (on_day is null or (not_before is null and not_after is null))
    and coalesce(not_before <= not_after, true)
    and coalesce(isfinite(on_day), true) and coalesce(isfinite(not_before), true)
    and coalesce(isfinite(not_after), true);
comment on function is_uncertain_date(date, date, date) is
  'Whether the three fit together: an exact day has no bounds, bounds are in order, no day is infinite.';

-- The body of an SQL function is planned for the values of the call, and a constant range is made before the condition
-- is evaluated (PostgreSQL 18): the bounds have to be in order whatever it says.
create function certain_period(
  start_on date, start_not_after date, end_on date, end_not_before date, end_not_after date
) returns daterange
  language sql immutable parallel safe
  return (with certain (first, last) as (
      select coalesce(start_on, start_not_after),
        coalesce(end_on, end_not_before, case when end_not_after is null then 'infinity'::date end))
    select daterange(least(first, last), nullif(last, 'infinity')) from certain where first < last);
comment on function certain_period(date, date, date, date, date) is
  'The days on which a period from one uncertain date to another surely held, half-open; null when there is none. '
  'An end of which only the latest day is known may have come at once, so nothing is certain then.';

create function possible_period(start_on date, start_not_before date, end_on date, end_not_after date) returns daterange
  language sql immutable parallel safe
  return case when coalesce(start_on, start_not_before, '-infinity') < coalesce(end_on, end_not_after, 'infinity')
    then daterange(coalesce(start_on, start_not_before), coalesce(end_on, end_not_after)) else 'empty' end;
comment on function possible_period(date, date, date, date) is
  'The days on which a period from one uncertain date to another may have held, half-open.';

create function is_day_within_bounds(day date, first_day date default '1800-01-01') returns boolean
  language sql immutable parallel safe
  return coalesce(day between first_day and '2199-12-31', true);
comment on function is_day_within_bounds(date, date) is
  'Whether the day lies between the first day and 2199-12-31, or is null.';

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
  'Whether the moment lies between 1900-01-01T00:00Z and the end of 2199 in UTC, or is null.';

-- Vocabularies --------------------------------------------------------------------------------------------------------
-- The values of every enum are public: src/features/vocabularies/terms.ts has their Polish and English labels.

create type organisation_kind as enum ('cus', 'ops', 'gops', 'mgops', 'mops', 'mopr', 'pcpr', 'rops',
  'voivodeship_office', 'marshal_office', 'voivodeship_government', 'gmina', 'powiat', 'ministry', 'department',
  'body', 'office', 'foundation', 'association', 'ngo', 'social_economy_entity', 'social_enterprise', 'observatory',
  'university', 'portal', 'venue', 'convention', 'other');
create type kind_family as enum ('cus', 'ops', 'family_support', 'regional_policy', 'government_administration',
  'self_government', 'third_sector');
create type organisation_status as enum ('active', 'transformed', 'closed');
create type organisation_name_kind as enum ('variant', 'former');
create type creation_mode as enum ('transformation_ops', 'agreement_of_gminas', 'new_unit_over_100k',
  'transformation_mopr');
create type structure_element_kind as enum ('post', 'team');
create type territory_level as enum ('country', 'voivodeship', 'powiat', 'city_county', 'gmina');
create type gmina_kind as enum ('urban', 'rural', 'urban_rural');
create type academic_title as enum ('mgr', 'dr', 'dr_hab', 'prof');
create type post_role as enum ('head', 'deputy_head', 'services_organiser', 'assistance_organiser',
  'plan_coordinator', 'community_organiser', 'social_worker', 'chair', 'president_of_board', 'office_manager',
  'mayor_rural', 'mayor_town', 'mayor_city', 'voivodeship_marshal', 'minister', 'adviser', 'coordinator', 'other');
create type appointment_capacity as enum ('substantive', 'acting', 'deputy', 'unknown');
create type contact_visibility as enum ('public', 'partner', 'staff');
create type phone_kind as enum ('fixed', 'mobile');
create type tier as enum ('ordinary', 'supporting', 'honorary');
create type tier_basis as enum ('printed', 'inferred', 'decided');
create type member_type as enum ('organisation', 'person');
create type membership_status as enum ('candidate', 'active', 'suspended', 'ended');
create type declaration_kind as enum ('founding', 'accession', 'withdrawal');
create type declaration_status as enum ('draft', 'submitted', 'accepted', 'rejected', 'withdrawn');
create type signatory_role as enum ('founding_ordinary', 'founding_supporting', 'applicant');
create type event_kind as enum ('conference', 'inauguration', 'study_visit', 'training', 'election_congress', 'other');
create type event_form as enum ('on_site', 'online', 'hybrid');
create type event_status as enum ('planned', 'held', 'cancelled');
create type event_role as enum ('organiser', 'host', 'opening', 'letter_author', 'lecturer', 'moderator',
  'panellist', 'presenter', 'closing', 'attendee', 'reporter', 'photographer');
create type participation_mode as enum ('on_site', 'online');
create type programme_item_kind as enum ('opening', 'letter_read', 'lecture', 'panel', 'presentation', 'closing',
  'other');
create type publication_kind as enum ('book', 'journal_issue', 'expert_opinion', 'handbook', 'unspecified');
create type contributor_role as enum ('author', 'editor');
create type legal_act_kind as enum ('act', 'regulation');
create type linked_site_kind as enum ('government_site', 'national_database', 'convention_site', 'portal', 'other');
create type source_kind as enum ('document', 'web_page', 'register');
create type certainty as enum ('certain', 'high', 'medium', 'low');
create type fact_basis as enum ('printed', 'inferred');
create type change_op as enum ('upsert', 'delete', 'merge', 'redact');
create type key_audience as enum ('partner', 'staff');
create type applicant_statement as enum ('assistance_centre_becoming_cus', 'other_in_social_services');
create type decision_outcome as enum ('accepted', 'rejected');
create type membership_event_kind as enum ('suspended', 'resumed', 'tier_changed', 'ended');
create type import_status as enum ('queued', 'running', 'previewed', 'applied', 'failed', 'stale');
create type import_outcome as enum ('create', 'update', 'unchanged', 'error');
create type legal_basis as enum ('consent', 'contract', 'legal_obligation', 'vital_interests', 'public_task',
  'legitimate_interests');
create type restriction_reason as enum ('accuracy_contested', 'unlawful_processing', 'legal_claims', 'objection');
create type webhook_endpoint_status as enum ('active', 'paused', 'disabled');
create type webhook_disabling as enum ('gone', 'failing');
create type webhook_delivery_status as enum ('pending', 'delivered', 'failed');
create type webhook_failure as enum ('timeout', 'unresolved', 'unreachable', 'insecure', 'forbidden_address',
  'redirected', 'rejected', 'expired');

-- Territories ---------------------------------------------------------------------------------------------------------

create table territory (
  code text not null,
  level territory_level not null,
  parent_code text,
  name text not null,
  gmina_kind gmina_kind,
  teryt7 text generated always as (code || case gmina_kind when 'urban' then '1' when 'rural' then '2'
    when 'urban_rural' then '3' end) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint territory_pkey primary key (code),
  constraint territory_parent_fkey foreign key (parent_code) references territory,
  constraint territory_code_shape check (code ~ '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$' and code !~ '^00'),
  constraint territory_code_of_level check (length(code) = case level when 'voivodeship' then 2 when 'powiat' then 4
    when 'city_county' then 4 when 'gmina' then 6 else 0 end),
  constraint territory_parent_of_code check (case when length(code) = 2 then parent_code is null
    else parent_code is not null and parent_code = left(code, length(code) - 2) end),
  constraint territory_gmina_kind_of_gmina check ((gmina_kind is not null) = (level = 'gmina')),
  constraint territory_name_not_blank check (is_text(name))
);
comment on table territory is
  'Units of the territorial division of Poland by TERYT (GUS register TERC): voivodeships, powiats, gminas.';
comment on column territory.code is 'TERYT code without the kind digit: 2 digits a voivodeship, 4 a powiat, 6 a gmina.';
comment on column territory.level is
  'Level in the territorial division; a city with powiat rights is a city_county and, once more, a gmina.';
comment on column territory.parent_code is 'Code of the unit that this one lies in; null for a voivodeship.';
comment on column territory.name is 'Present name in the nominative, without the words for its level.';
comment on column territory.gmina_kind is
  'Kind of a gmina; null for other levels. It changes over time, so it is no part of the key.';
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
  constraint territory_name_name_not_blank check (is_text(name)),
  constraint territory_name_valid_within_bounds
    check (is_day_within_bounds(lower(valid)) and is_day_within_bounds(upper(valid) - 1))
);
comment on table territory_name is 'Names that a unit has borne, for units whose name is known to have changed.';
comment on column territory_name.territory_code is 'The unit that bore the name.';
comment on column territory_name.name is 'The name in the nominative.';
comment on column territory_name.valid is
  'Days on which the name was in force; an open end means not known, or in force still.';

create table territory_register_state (
  only_row boolean not null default true,
  stated_on date not null,
  imported_at timestamptz not null default now(),
  constraint territory_register_state_pkey primary key (only_row),
  constraint territory_register_state_one_row check (only_row),
  constraint territory_register_state_stated_on_finite check (isfinite(stated_on)),
  constraint territory_register_state_stated_on_within_bounds check (is_day_within_bounds(stated_on))
);
comment on table territory_register_state is
  'The last file of the GUS register TERC that was taken over; no row before the first.';
comment on column territory_register_state.only_row is 'Always true: there is at most one row.';
comment on column territory_register_state.stated_on is
  'Day whose state the file gave (STAN_NA); an older file is refused.';
comment on column territory_register_state.imported_at is 'When a file of that day was first taken over.';

-- Sources -------------------------------------------------------------------------------------------------------------

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
  constraint source_dates_finite
    check (isfinite(published_on) and isfinite(snapshot_not_after) and isfinite(taken_over_on)),
  constraint source_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint source_published_on_within_bounds check (is_day_within_bounds(published_on)),
  constraint source_snapshot_not_after_within_bounds check (is_day_within_bounds(snapshot_not_after)),
  constraint source_taken_over_on_within_bounds check (is_day_within_bounds(taken_over_on))
);
comment on table source is 'Documents, pages and registers that facts were taken from.';
comment on column source.id is 'Stable identifier.';
comment on column source.slug is 'Short name for URLs.';
comment on column source.kind is 'Document, web page or public register.';
comment on column source.title is 'Title as printed; null when none is printed.';
comment on column source.url is 'Address where the source was seen; null when not known.';
comment on column source.author is 'Author as printed; null when none is printed.';
comment on column source.published_on is 'Day of publication; null when none is printed.';
comment on column source.snapshot_not_after is
  'Latest day on which the text can have been written, when something on the page tells it.';
comment on column source.taken_over_on is 'Day on which the registry took over the facts.';
comment on column source.rights is 'Reservation of rights as far as it binds re-users; null when none is printed.';
comment on column source.sha256 is 'SHA-256 of the stored copy, hexadecimal; null when no copy is stored.';
comment on column source.version is 'Grows by one with every change.';
comment on column source.created_at is 'When the record was made.';
comment on column source.updated_at is 'When the record last changed.';

-- Organisations -------------------------------------------------------------------------------------------------------

create table organisation (
  id uuid not null default uuidv7(),
  slug text not null,
  name text not null,
  short_name text not null,
  kind organisation_kind not null,
  kind_family kind_family,
  status organisation_status,
  territory_code text,
  seat text,
  street text,
  postal_code text,
  locality text,
  latitude numeric(8, 5),
  longitude numeric(8, 5),
  coordinates_basis text,
  website text,
  nip text,
  regon text,
  krs text,
  creation_mode creation_mode,
  legal_form text,
  part_of_id uuid,
  established_on date,
  established_not_before date,
  established_not_after date,
  closed_on date,
  closed_not_before date,
  closed_not_after date,
  certain_period daterange generated always as (certain_period(established_on, established_not_after, closed_on,
    closed_not_before, closed_not_after)) stored,
  possible_period daterange
    generated always as (possible_period(established_on, established_not_before, closed_on, closed_not_after)) stored,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint organisation_pkey primary key (id),
  constraint organisation_slug_key unique (slug),
  constraint organisation_nip_key unique (nip),
  constraint organisation_regon_key unique (regon),
  constraint organisation_krs_key unique (krs),
  constraint organisation_territory_fkey foreign key (territory_code) references territory,
  constraint organisation_part_of_fkey foreign key (part_of_id) references organisation,
  constraint organisation_slug_shape check (is_slug(slug) and slug <> 'match'),
  constraint organisation_name_not_blank check (is_text(name) and is_text(short_name)),
  constraint organisation_nip_valid check (is_nip(nip)),
  constraint organisation_regon_valid check (is_regon(regon)),
  constraint organisation_krs_valid check (is_krs(krs)),
  constraint organisation_postal_code_shape check (postal_code ~ '^[0-9]{2}-[0-9]{3}$'),
  constraint organisation_coordinates_together
    check ((latitude is null) = (longitude is null) and (latitude is null) = (coordinates_basis is null)),
  constraint organisation_coordinates_in_range check (latitude between -90 and 90 and longitude between -180 and 180),
  constraint organisation_creation_mode_of_cus check (creation_mode is null or kind = 'cus'),
  constraint organisation_not_part_of_itself check (part_of_id <> id),
  constraint organisation_established_valid
    check (is_uncertain_date(established_on, established_not_before, established_not_after)),
  constraint organisation_closed_valid check (is_uncertain_date(closed_on, closed_not_before, closed_not_after)),
  constraint organisation_period_not_empty check (not isempty(possible_period)),
  constraint organisation_established_within_bounds
    check (is_uncertain_date_within_bounds(established_on, established_not_before, established_not_after)),
  constraint organisation_closed_within_bounds
    check (is_uncertain_date_within_bounds(closed_on, closed_not_before, closed_not_after))
);
comment on table organisation is
  'Organisations that the registry knows: members, bodies of the Konwent, offices, venues, authors of claims.';
comment on column organisation.id is 'Stable identifier.';
comment on column organisation.slug is 'Short name for URLs.';
comment on column organisation.name is 'Official name in the Polish nominative, as printed.';
comment on column organisation.short_name is 'Short name for tables and badges.';
comment on column organisation.kind is 'What the organisation is.';
comment on column organisation.kind_family is
  'Family of kinds, set by the database from kind; a department takes that of the office it belongs to; null where '
  'no family fits.';
comment on column organisation.status is
  'Whether it works, was transformed into another, or was closed; null when no source tells.';
comment on column organisation.territory_code is
  'TERYT code of the gmina, powiat or voivodeship that it serves; null when no source tells.';
comment on column organisation.seat is 'Place of the seat in the nominative; null when not printed.';
comment on column organisation.street is 'Street and number of the seat; null when not printed.';
comment on column organisation.postal_code is 'Postal code of the seat, 00-000.';
comment on column organisation.locality is 'Post town of the seat.';
comment on column organisation.latitude is 'Latitude in degrees, WGS 84; see coordinates_basis for what the point is.';
comment on column organisation.longitude is 'Longitude in degrees, WGS 84.';
comment on column organisation.coordinates_basis is
  'What the point stands for and where it comes from: geonames-seat (the seat''s place) or prg-centroid (the '
  'gmina''s middle).';
comment on column organisation.website is 'Web site as printed, usually without a scheme; null when not printed.';
comment on column organisation.nip is 'Tax number (NIP), ten digits.';
comment on column organisation.regon is 'Statistical number (REGON), 9 or 14 digits.';
comment on column organisation.krs is 'Court register number (KRS), ten digits.';
comment on column organisation.creation_mode is
  'How a CUS came to be, by the Act of 19 July 2019; null for other kinds and when not printed.';
comment on column organisation.legal_form is 'Legal form as stated; null when none is stated.';
comment on column organisation.part_of_id is 'Organisation that this one is a part of.';
comment on column organisation.established_on is 'Day on which it came to be.';
comment on column organisation.established_not_before is 'Earliest day on which it can have come to be.';
comment on column organisation.established_not_after is 'Latest day on which it can have come to be.';
comment on column organisation.closed_on is 'Day from which it is no more.';
comment on column organisation.closed_not_before is 'Earliest day from which it can be no more.';
comment on column organisation.closed_not_after is 'Latest day from which it can be no more.';
comment on column organisation.certain_period is 'Days on which it surely existed.';
comment on column organisation.possible_period is 'Days on which it may have existed.';
comment on column organisation.search_text is
  'Folded name, short name, other names and names of the gmina, kept by triggers.';
comment on column organisation.version is 'Grows by one with every change.';
comment on column organisation.created_at is 'When the record was made.';
comment on column organisation.updated_at is 'When the record last changed.';
create index organisation_name_idx on organisation (name collate "pl-x-icu", id);
create index organisation_short_name_idx on organisation (short_name collate "pl-x-icu", id);
create index organisation_territory_idx on organisation (territory_code text_pattern_ops);
create index organisation_part_of_idx on organisation (part_of_id);
create index organisation_updated_idx on organisation (updated_at, id);
create index organisation_search_idx on organisation using gin (search_text gin_trgm_ops);
-- The list by name with what is searched and most often filtered by is read from an index alone. A long text does not
-- fit into an index, so the few organisations with one have an index of their own (docs/decisions/0030).
create index organisation_walk_idx on organisation (name collate "pl-x-icu", id)
  include (search_text, kind, kind_family, status)
  where octet_length(search_text) < 1000;
create index organisation_long_idx on organisation (name collate "pl-x-icu", id)
  where octet_length(search_text) >= 1000;
-- Within a kind names begin alike, so a walk by name alone may pass over most of the table before the first match.
create index organisation_kind_idx on organisation (kind, name collate "pl-x-icu", id);
create index organisation_voivodeship_idx on organisation (left(territory_code, 2), name collate "pl-x-icu", id);
create index organisation_seat_idx on organisation (fold(seat));
-- The planner needs to know how few the long texts are, and how common a word is.
create statistics organisation_length on octet_length(search_text) from organisation;
comment on statistics organisation_length is 'How long the search texts are.';
alter table organisation alter column search_text set statistics 1000;

create table organisation_name (
  id uuid not null default uuidv7(),
  organisation_id uuid not null,
  name text not null,
  kind organisation_name_kind not null,
  constraint organisation_name_pkey primary key (id),
  constraint organisation_name_name_key unique (organisation_id, name),
  constraint organisation_name_organisation_fkey
    foreign key (organisation_id) references organisation on delete cascade,
  constraint organisation_name_name_not_blank check (is_text(name))
);
comment on table organisation_name is 'Names of an organisation beside its official one.';
comment on column organisation_name.id is 'Stable identifier.';
comment on column organisation_name.organisation_id is 'The organisation that bears or bore the name.';
comment on column organisation_name.name is 'The other name, as printed.';
comment on column organisation_name.kind is 'A variant in use, or a former name.';

create table organisation_lineage (
  id uuid not null default uuidv7(),
  organisation_id uuid not null,
  predecessor_id uuid,
  predecessor_name text not null,
  predecessor_kind organisation_kind,
  happened_on date,
  happened_not_before date,
  happened_not_after date,
  legal_basis text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint organisation_lineage_pkey primary key (id),
  constraint organisation_lineage_predecessor_key unique (organisation_id, predecessor_name),
  constraint organisation_lineage_organisation_fkey
    foreign key (organisation_id) references organisation on delete cascade,
  constraint organisation_lineage_predecessor_fkey foreign key (predecessor_id) references organisation,
  constraint organisation_lineage_not_itself check (predecessor_id <> organisation_id),
  constraint organisation_lineage_happened_valid
    check (is_uncertain_date(happened_on, happened_not_before, happened_not_after)),
  constraint organisation_lineage_happened_within_bounds
    check (is_uncertain_date_within_bounds(happened_on, happened_not_before, happened_not_after))
);
comment on table organisation_lineage is 'Which organisation came out of which: an OPS transformed into a CUS.';
comment on column organisation_lineage.id is 'Stable identifier.';
comment on column organisation_lineage.organisation_id is 'The successor.';
comment on column organisation_lineage.predecessor_id is
  'The predecessor''s record; null when the registry keeps none.';
comment on column organisation_lineage.predecessor_name is 'The predecessor''s name as printed.';
comment on column organisation_lineage.predecessor_kind is 'The predecessor''s kind; null when not told.';
comment on column organisation_lineage.happened_on is
  'Day from which the successor stands in the predecessor''s place.';
comment on column organisation_lineage.happened_not_before is 'Earliest such day.';
comment on column organisation_lineage.happened_not_after is 'Latest such day.';
comment on column organisation_lineage.legal_basis is 'Resolution or other act, as printed.';
comment on column organisation_lineage.version is 'Grows by one with every change.';
comment on column organisation_lineage.created_at is 'When the record was made.';
comment on column organisation_lineage.updated_at is 'When the record last changed.';
create index organisation_lineage_predecessor_idx on organisation_lineage (predecessor_id);

-- People and posts ----------------------------------------------------------------------------------------------------

create table person (
  id uuid not null default uuidv7(),
  slug text not null,
  given_name text not null,
  family_name text not null,
  academic_title academic_title,
  display_name text generated always as (case academic_title when 'mgr' then 'mgr ' when 'dr' then 'dr '
    when 'dr_hab' then 'dr hab. ' when 'prof' then 'prof. ' else '' end || given_name || ' ' || family_name) stored,
  search_text text generated always as (' ' || fold(given_name || ' ' || family_name)) stored,
  restricted_at timestamptz,
  restriction_reason restriction_reason,
  erased_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_pkey primary key (id),
  constraint person_slug_key unique (slug),
  constraint person_slug_shape check (is_slug(slug)),
  constraint person_name_not_blank check (is_text(given_name) and is_text(family_name)),
  constraint person_restriction_has_reason check ((restricted_at is null) = (restriction_reason is null)),
  constraint person_erased_not_restricted check (num_nonnulls(erased_at, restricted_at) < 2)
);
comment on table person is 'People named by the sources in a public function: heads, signatories, speakers, authors.';
comment on column person.id is 'Stable identifier.';
comment on column person.slug is 'Short name for URLs.';
comment on column person.given_name is 'Given names as printed.';
comment on column person.family_name is 'Family name as printed.';
comment on column person.academic_title is 'Academic title as printed; null when none is printed.';
comment on column person.display_name is 'Title and names, ready to show.';
comment on column person.search_text is
  'Folded names, each word after a space; holds nothing else, so a search can find nothing else.';
comment on column person.restricted_at is
  'Since when the data is only kept and not processed (art. 18 RODO); null when it is processed.';
comment on column person.restriction_reason is 'Which case of art. 18 (1) RODO it is.';
comment on column person.erased_at is 'When the data was erased (art. 17 RODO); null when it was not.';
comment on column person.version is 'Grows by one with every change.';
comment on column person.created_at is 'When the record was made.';
comment on column person.updated_at is 'When the record last changed.';
create index person_family_name_idx on person (family_name collate "pl-x-icu", given_name collate "pl-x-icu", id);
create index person_search_idx on person using gin (search_text gin_trgm_ops);
create index person_given_name_idx on person (given_name collate "pl-x-icu", id);
create index person_updated_idx on person (updated_at, id);
-- The service reads every row and filters for its client itself.
alter table person enable row level security;
create policy person_served on person to konwent_app using (true) with check (true);
create policy person_reported on person for select to konwent_readonly
  using (restricted_at is null and erased_at is null);
comment on policy person_served on person is
  'The service sees all rows, and itself leaves out what its client may not see.';
comment on policy person_reported on person is 'Reports see what every visitor sees.';

create table person_former_name (
  person_id uuid not null,
  given_name text not null,
  family_name text not null,
  constraint person_former_name_pkey primary key (person_id, given_name, family_name),
  constraint person_former_name_person_fkey foreign key (person_id) references person on delete cascade,
  constraint person_former_name_not_blank check (is_text(given_name) and is_text(family_name))
);
comment on table person_former_name is
  'Names that a person had in the registry before, also those of records merged into this one. An erasure looks '
  'for them; nobody else reads them.';
comment on column person_former_name.person_id is 'The person.';
comment on column person_former_name.given_name is 'Given names before the change.';
comment on column person_former_name.family_name is 'Family name before the change.';
-- ANALYZE keeps the samples of a table that has become empty, and samples of names must not outlive an erasure.
alter table person_former_name alter column given_name set statistics 0, alter column family_name set statistics 0;

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

-- Events --------------------------------------------------------------------------------------------------------------

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
  constraint event_starts_on_its_day
    check (starts_at is null or (date_on is not null and (starts_at at time zone 'Europe/Warsaw')::date = date_on)),
  constraint event_ends_after_start check (ends_at is null or (starts_at is not null and ends_at > starts_at)),
  constraint event_date_within_bounds check (is_uncertain_date_within_bounds(date_on, date_not_before, date_not_after)),
  constraint event_starts_at_within_bounds check (is_moment_within_bounds(starts_at)),
  constraint event_ends_at_within_bounds check (is_moment_within_bounds(ends_at))
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
comment on column event.starts_at is
  'Exact start; null when no hour is known. Shown in UTC; the event''s own zone is Europe/Warsaw.';
comment on column event.ends_at is 'Exact end; null when not known.';
comment on column event.place is 'Town, in the nominative.';
comment on column event.venue_id is 'Organisation at whose place it is held.';
comment on column event.address is 'Address of the venue, as printed.';
comment on column event.occasion is 'Occasion, as printed.';
comment on column event.version is 'Grows by one with every change.';
comment on column event.created_at is 'When the record was made.';
comment on column event.updated_at is 'When the record last changed.';
create index event_title_idx on event (title collate "pl-x-icu", id);
-- Unknown days come last in either direction.
create index event_date_idx on event (coalesce(date_on, 'infinity'::date), id);
create index event_latest_idx on event (coalesce(date_on, '-infinity'::date), id);
create index event_updated_idx on event (updated_at, id);

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
comment on column event_participant.group_name is
  'Group, as printed, when neither a person nor one organisation is named.';
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

-- Appointments --------------------------------------------------------------------------------------------------------

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
  certain_period daterange generated always as (certain_period(started_on, started_not_after, ended_on,
    ended_not_before, ended_not_after)) stored,
  possible_period daterange
    generated always as (possible_period(started_on, started_not_before, ended_on, ended_not_after)) stored,
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
  constraint appointment_attested_on_finite check (array_position(attested_on, 'infinity') is null
    and array_position(attested_on, '-infinity') is null and array_position(attested_on, null) is null),
  constraint appointment_period_not_empty check (not isempty(possible_period)),
  constraint appointment_person_once_in_post unique (person_id, post_id, certain_period without overlaps),
  constraint appointment_until_event_fkey foreign key (until_event_id) references event,
  constraint appointment_started_within_bounds
    check (is_uncertain_date_within_bounds(started_on, started_not_before, started_not_after)),
  constraint appointment_ended_within_bounds
    check (is_uncertain_date_within_bounds(ended_on, ended_not_before, ended_not_after)),
  constraint appointment_attested_on_within_bounds check (are_days_within_bounds(attested_on))
);
comment on table appointment is 'A person holding a post over an uncertain period.';
comment on column appointment.id is 'Stable identifier.';
comment on column appointment.person_id is 'Who holds the post.';
comment on column appointment.post_id is 'The post.';
comment on column appointment.capacity is 'In what capacity: in office, acting (p.o.), deputy, or not told.';
comment on column appointment.printed_post is
  'The post as printed beside the person''s name; null when none is printed.';
comment on column appointment.attested_on is
  'Days on which a source shows the person in the post, in order; empty when the sources are undated.';
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
create index appointment_person_post_idx on appointment (person_id, post_id);
create index appointment_post_idx on appointment (post_id);
create index appointment_period_idx on appointment using gist (possible_period);
alter table appointment enable row level security;
create policy appointment_served on appointment to konwent_app using (true) with check (true);
create policy appointment_reported on appointment for select to konwent_readonly
  using (person_id in (select id from person));
comment on policy appointment_served on appointment is
  'The service sees all rows, and itself leaves out what its client may not see.';
comment on policy appointment_reported on appointment is 'Reports see what the people whom they see have held.';

-- Contacts ------------------------------------------------------------------------------------------------------------

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
  basis legal_basis,
  basis_source text,
  review_on date,
  withdrawn_on date,
  withdrawal_lifted_on date,
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
  constraint contact_email_shape
    check (email ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+\.[^@[:space:][:cntrl:]]+$'
    and length(email) <= 254),
  constraint contact_phone_shape check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint contact_postal_code_shape check (postal_code ~ '^[0-9]{2}-[0-9]{3}$'),
  constraint contact_basis_source_not_blank check (is_text(basis_source)),
  constraint contact_review_finite check (isfinite(review_on)),
  constraint contact_withdrawal_finite check (isfinite(withdrawn_on) and isfinite(withdrawal_lifted_on)),
  constraint contact_review_on_within_bounds check (is_day_within_bounds(review_on))
);
comment on table contact is
  'Ways to reach an organisation or a post. They belong to the post, not to the person, so they survive a change '
  'of holder.';
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
comment on column contact.basis is 'Basis of the processing by art. 6 (1) RODO; null when it was not entered.';
comment on column contact.basis_source is 'Where the data came from (art. 14 RODO).';
comment on column contact.review_on is 'Day on which it is to be looked at whether the data is still needed.';
comment on column contact.withdrawn_on is
  'Day from which only staff see the contact, because the printed holder, or everybody, has left the post by then. '
  'Null while somebody may hold it. A day that has come stays until it is lifted by setting null.';
comment on column contact.withdrawal_lifted_on is
  'Internal: appointments that ended up to this day no longer withdraw the contact, because the withdrawal was '
  'lifted. Null when none was lifted.';
comment on column contact.version is 'Grows by one with every change.';
comment on column contact.created_at is 'When the record was made.';
comment on column contact.updated_at is 'When the record last changed.';
create index contact_organisation_idx on contact (organisation_id);
create index contact_post_idx on contact (post_id);
create index contact_printed_holder_idx on contact (printed_holder_id, organisation_id)
  where printed_holder_id is not null;

-- Membership ----------------------------------------------------------------------------------------------------------

create table membership_tier (
  code tier not null,
  no smallint not null,
  name_pl text not null,
  name_en text not null,
  holders_pl text not null,
  holders_en text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint membership_tier_pkey primary key (code),
  constraint membership_tier_no_key unique (no)
);
comment on table membership_tier is 'Tiers of membership of the Konwent.';
comment on column membership_tier.code is 'The tier.';
comment on column membership_tier.no is 'Place in the order of the Konwent''s statement.';
comment on column membership_tier.name_pl is 'Polish name, as printed.';
comment on column membership_tier.name_en is 'English name.';
comment on column membership_tier.holders_pl is 'Who may hold it, in Polish.';
comment on column membership_tier.holders_en is 'Who may hold it, in English.';
comment on column membership_tier.version is 'Grows by one with every change.';
comment on column membership_tier.created_at is 'When the record was made.';
comment on column membership_tier.updated_at is 'When the record last changed.';

create table membership_tier_member_type (
  tier tier not null,
  member_type member_type not null,
  constraint membership_tier_member_type_pkey primary key (tier, member_type),
  constraint membership_tier_member_type_tier_fkey foreign key (tier) references membership_tier
);
comment on table membership_tier_member_type is
  'Which types of member a tier admits: a membership of another type cannot be stored.';
comment on column membership_tier_member_type.tier is 'The tier.';
comment on column membership_tier_member_type.member_type is 'A type of member that may hold it.';

create table eligibility_rule (
  tier tier not null,
  code text not null,
  no smallint not null,
  member_type member_type not null,
  kinds organisation_kind[],
  families kind_family[],
  needs_statement boolean not null default false,
  text_pl text not null,
  text_en text not null,
  constraint eligibility_rule_pkey primary key (tier, code),
  constraint eligibility_rule_no_key unique (tier, no),
  constraint eligibility_rule_tier_fkey foreign key (tier, member_type) references membership_tier_member_type,
  constraint eligibility_rule_statement_known
    check (not needs_statement or code = any (enum_range(null::applicant_statement)::text[]))
);
comment on table eligibility_rule is 'Who may become a member of a tier, as data.';
comment on column eligibility_rule.tier is 'Tier that the rule opens.';
comment on column eligibility_rule.code is 'Stable code of the rule.';
comment on column eligibility_rule.no is 'Place in the order of the printed statement.';
comment on column eligibility_rule.member_type is 'Type of member that the rule speaks of.';
comment on column eligibility_rule.kinds is
  'Kinds of organisation that fit by their kind; null when a kind alone does not tell.';
comment on column eligibility_rule.families is 'Families of kinds that fit; null when a family alone does not tell.';
comment on column eligibility_rule.needs_statement is
  'Whether the applicant must also state something that no register tells, such as the will to become a CUS.';
comment on column eligibility_rule.text_pl is 'The rule as printed.';
comment on column eligibility_rule.text_en is 'The rule in English.';

-- Declarations --------------------------------------------------------------------------------------------------------

create table declaration (
  id uuid not null default uuidv7(),
  slug text not null,
  kind declaration_kind not null,
  status declaration_status not null default 'draft',
  title text not null,
  signed_on date,
  signed_not_before date,
  signed_not_after date,
  place text,
  event_id uuid,
  tier tier,
  statements applicant_statement[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint declaration_pkey primary key (id),
  constraint declaration_slug_key unique (slug),
  constraint declaration_slug_shape check (is_slug(slug)),
  constraint declaration_signed_valid check (is_uncertain_date(signed_on, signed_not_before, signed_not_after)),
  constraint declaration_event_fkey foreign key (event_id) references event,
  constraint declaration_withdrawal_asks_nothing check (kind <> 'withdrawal' or (tier is null and statements = '{}')),
  constraint declaration_statements_known check (array_position(statements, null) is null),
  constraint declaration_signed_within_bounds
    check (is_uncertain_date_within_bounds(signed_on, signed_not_before, signed_not_after, '0001-01-01'))
);
comment on table declaration is 'Declarations by which organisations and people found, join or leave the Konwent.';
comment on column declaration.id is 'Stable identifier.';
comment on column declaration.slug is 'Short name for URLs.';
comment on column declaration.kind is 'Founding, accession or withdrawal.';
comment on column declaration.status is 'State of the proceedings.';
comment on column declaration.title is 'Name of the document.';
comment on column declaration.signed_on is 'Day of signing.';
comment on column declaration.signed_not_before is 'Earliest day of signing.';
comment on column declaration.signed_not_after is 'Latest day of signing.';
comment on column declaration.place is 'Place of signing, as printed.';
comment on column declaration.event_id is 'Event at which it was signed.';
comment on column declaration.tier is 'Tier that the signatories ask for; null when the declaration names none.';
comment on column declaration.statements is
  'What the signatories state that no register tells, by the code of the rule of eligibility that asks for it.';
comment on column declaration.version is 'Grows by one with every change.';
comment on column declaration.created_at is 'When the record was made.';
comment on column declaration.updated_at is 'When the record last changed.';
create index declaration_event_idx on declaration (event_id);

create table declaration_signatory (
  declaration_id uuid not null,
  no smallint not null,
  role signatory_role not null,
  list_no smallint not null,
  organisation_id uuid,
  person_id uuid,
  printed_post text,
  capacity appointment_capacity not null,
  constraint declaration_signatory_pkey primary key (declaration_id, no),
  constraint declaration_signatory_list_key unique (declaration_id, role, list_no),
  constraint declaration_signatory_declaration_fkey
    foreign key (declaration_id) references declaration on delete cascade,
  constraint declaration_signatory_organisation_fkey foreign key (organisation_id) references organisation,
  constraint declaration_signatory_person_fkey foreign key (person_id) references person,
  constraint declaration_signatory_somebody check (num_nonnulls(organisation_id, person_id) > 0),
  constraint declaration_signatory_no_positive check (no > 0 and list_no > 0)
);
comment on table declaration_signatory is 'Signatures under a declaration, in their order.';
comment on column declaration_signatory.declaration_id is 'The declaration.';
comment on column declaration_signatory.no is 'Place in the whole order of signatures, from 1.';
comment on column declaration_signatory.role is 'In which list the signature stands.';
comment on column declaration_signatory.list_no is 'Place within that list, from 1.';
comment on column declaration_signatory.organisation_id is 'Organisation in whose name it was signed.';
comment on column declaration_signatory.person_id is 'Who signed.';
comment on column declaration_signatory.printed_post is 'Post as printed beside the signature, at that time.';
comment on column declaration_signatory.capacity is 'Capacity at that time.';
create index declaration_signatory_organisation_idx on declaration_signatory (organisation_id);
create index declaration_signatory_person_idx on declaration_signatory (person_id);

create table declaration_decision (
  declaration_id uuid not null,
  outcome decision_outcome not null,
  decided_on date not null,
  tier tier,
  effective_on date,
  effective_not_before date,
  effective_not_after date,
  basis text,
  reason text,
  override_reason text,
  decided_at timestamptz not null default now(),
  constraint declaration_decision_pkey primary key (declaration_id),
  constraint declaration_decision_declaration_fkey foreign key (declaration_id) references declaration,
  constraint declaration_decision_decided_finite check (isfinite(decided_on)),
  constraint declaration_decision_effective_valid
    check (is_uncertain_date(effective_on, effective_not_before, effective_not_after)),
  constraint declaration_decision_basis_not_blank check (is_text(basis)),
  constraint declaration_decision_rejection_has_reason check (outcome <> 'rejected' or reason is not null),
  constraint declaration_decision_reason_not_blank check (is_text(reason) and is_text(override_reason)),
  constraint declaration_decision_decided_on_within_bounds check (is_day_within_bounds(decided_on)),
  constraint declaration_decision_effective_within_bounds
    check (is_uncertain_date_within_bounds(effective_on, effective_not_before, effective_not_after))
);
comment on table declaration_decision is
  'What was decided on a declaration. Who decided and when it was entered stands in the audit too.';
comment on column declaration_decision.declaration_id is 'The declaration.';
comment on column declaration_decision.outcome is 'Accepted or rejected.';
comment on column declaration_decision.decided_on is 'Day of the decision.';
comment on column declaration_decision.tier is
  'Tier in which all the applicants were admitted; null when each has that of its list, and when nobody was admitted.';
comment on column declaration_decision.effective_on is
  'Day from which the memberships begin, or with a withdrawal end.';
comment on column declaration_decision.effective_not_before is 'Earliest day from which they begin or end.';
comment on column declaration_decision.effective_not_after is 'Latest day from which they begin or end.';
comment on column declaration_decision.basis is 'What the decision rests on, such as the number of a resolution.';
comment on column declaration_decision.reason is 'Why a declaration was rejected.';
comment on column declaration_decision.override_reason is
  'Why it was decided so although the rules of eligibility do not say so.';
comment on column declaration_decision.decided_at is 'When the decision was entered.';

create table declaration_applicant (
  declaration_id uuid not null,
  no smallint not null,
  organisation_id uuid,
  person_id uuid,
  tier tier,
  eligibility jsonb not null,
  constraint declaration_applicant_pkey primary key (declaration_id, no),
  constraint declaration_applicant_decision_fkey foreign key (declaration_id) references declaration_decision,
  constraint declaration_applicant_organisation_fkey foreign key (organisation_id) references organisation,
  constraint declaration_applicant_person_fkey foreign key (person_id) references person,
  constraint declaration_applicant_one_member check (num_nonnulls(organisation_id, person_id) = 1),
  constraint declaration_applicant_no_positive check (no > 0)
);
comment on table declaration_applicant is
  'On whom a decision was taken, with the check of eligibility as it stood on that day.';
comment on column declaration_applicant.declaration_id is 'The declaration that was decided on.';
comment on column declaration_applicant.no is 'Place in the order of the signatures, from 1.';
comment on column declaration_applicant.organisation_id is 'The applicant, when an organisation.';
comment on column declaration_applicant.person_id is 'The applicant, when a person.';
comment on column declaration_applicant.tier is
  'Tier that was decided on; null with a withdrawal, and for a rejected declaration that asked for none.';
comment on column declaration_applicant.eligibility is
  'The check as it stood then: its day, the statements and the tiers with their rules. It names nobody.';
create index declaration_applicant_organisation_idx on declaration_applicant (organisation_id);
create index declaration_applicant_person_idx on declaration_applicant (person_id);

-- Memberships ---------------------------------------------------------------------------------------------------------

create table membership (
  id uuid not null default uuidv7(),
  organisation_id uuid,
  person_id uuid,
  member_id uuid generated always as (coalesce(organisation_id, person_id)) stored,
  member_type member_type generated always as (case when organisation_id is null then 'person'::member_type
    else 'organisation'::member_type end) stored,
  tier tier not null,
  tier_basis tier_basis not null,
  tier_basis_note text,
  founder boolean not null,
  founding_signatory boolean not null,
  status membership_status not null,
  joined_on date,
  joined_not_before date,
  joined_not_after date,
  ended_on date,
  ended_not_before date,
  ended_not_after date,
  certain_period daterange generated always as (certain_period(joined_on, joined_not_after, ended_on,
    ended_not_before, ended_not_after)) stored,
  possible_period daterange
    generated always as (possible_period(joined_on, joined_not_before, ended_on, ended_not_after)) stored,
  declaration_id uuid,
  representative_id uuid,
  continues_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint membership_pkey primary key (id),
  constraint membership_organisation_fkey foreign key (organisation_id) references organisation,
  constraint membership_person_fkey foreign key (person_id) references person,
  constraint membership_one_member check (num_nonnulls(organisation_id, person_id) = 1),
  constraint membership_tier_admits_member_type foreign key (tier, member_type) references membership_tier_member_type,
  constraint membership_declaration_fkey foreign key (declaration_id) references declaration,
  constraint membership_representative_fkey foreign key (representative_id) references person,
  constraint membership_joined_valid check (is_uncertain_date(joined_on, joined_not_before, joined_not_after)),
  constraint membership_ended_valid check (is_uncertain_date(ended_on, ended_not_before, ended_not_after)),
  constraint membership_period_not_empty check (not isempty(possible_period)),
  constraint membership_founder_signed check (not founder or founding_signatory),
  constraint membership_ended_has_end
    check (status <> 'ended' or num_nonnulls(ended_on, ended_not_before, ended_not_after) > 0),
  constraint membership_once_at_a_time unique (member_id, certain_period without overlaps),
  constraint membership_continues_fkey foreign key (continues_id) references membership,
  constraint membership_continues_once unique (continues_id),
  constraint membership_not_continuing_itself check (continues_id <> id),
  constraint membership_joined_within_bounds
    check (is_uncertain_date_within_bounds(joined_on, joined_not_before, joined_not_after)),
  constraint membership_ended_within_bounds
    check (is_uncertain_date_within_bounds(ended_on, ended_not_before, ended_not_after))
);
comment on table membership is 'Memberships of the Konwent. Two certain periods of one member cannot overlap.';
comment on column membership.id is 'Stable identifier.';
comment on column membership.organisation_id is 'The member, when it is an organisation.';
comment on column membership.person_id is 'The member, when it is a person.';
comment on column membership.member_id is 'The member, whichever it is.';
comment on column membership.member_type is 'Whether the member is an organisation or a person.';
comment on column membership.tier is 'Tier of membership.';
comment on column membership.tier_basis is 'Whether the tier is printed, inferred or decided.';
comment on column membership.tier_basis_note is 'What an inferred or decided tier rests on.';
comment on column membership.founder is 'Whether the member is one of the founders.';
comment on column membership.founding_signatory is 'Whether the founding declaration was signed in the member''s name.';
comment on column membership.status is 'Candidate, active, suspended or ended, as last recorded.';
comment on column membership.joined_on is 'Day of joining.';
comment on column membership.joined_not_before is 'Earliest day of joining.';
comment on column membership.joined_not_after is 'Latest day of joining.';
comment on column membership.ended_on is 'First day no longer a member.';
comment on column membership.ended_not_before is 'Earliest first day no longer a member.';
comment on column membership.ended_not_after is 'Latest first day no longer a member.';
comment on column membership.certain_period is 'Days of sure membership.';
comment on column membership.possible_period is 'Days of possible membership.';
comment on column membership.declaration_id is 'Declaration that admitted the member.';
comment on column membership.representative_id is 'Person who represented the member on joining, as listed.';
comment on column membership.continues_id is 'Membership of another tier that this one continues without a break.';
comment on column membership.version is 'Grows by one with every change.';
comment on column membership.created_at is 'When the record was made.';
comment on column membership.updated_at is 'When the record last changed.';
create index membership_organisation_idx on membership (organisation_id);
create index membership_person_idx on membership (person_id);
create index membership_tier_idx on membership (tier);
create index membership_declaration_idx on membership (declaration_id);
create index membership_representative_idx on membership (representative_id);
create index membership_period_idx on membership using gist (possible_period);
-- Unknown days come last in either direction.
create index membership_joined_idx on membership (coalesce(joined_on, 'infinity'::date), id);
create index membership_latest_idx on membership (coalesce(joined_on, '-infinity'::date), id);
create index membership_updated_idx on membership (updated_at, id);

create table membership_event (
  id uuid not null default uuidv7(),
  membership_id uuid not null,
  kind membership_event_kind not null,
  effective_on date,
  effective_not_before date,
  effective_not_after date,
  tier tier,
  basis text not null,
  declaration_id uuid,
  override_reason text,
  eligibility jsonb,
  created_at timestamptz not null default now(),
  constraint membership_event_pkey primary key (id),
  constraint membership_event_membership_fkey foreign key (membership_id) references membership on delete cascade,
  constraint membership_event_declaration_fkey foreign key (declaration_id) references declaration,
  constraint membership_event_effective_valid
    check (is_uncertain_date(effective_on, effective_not_before, effective_not_after)),
  constraint membership_event_effective_known check (num_nonnulls(effective_on, effective_not_before,
    effective_not_after) > 0 and (kind = 'ended' or effective_on is not null)),
  constraint membership_event_tier_of_change check ((kind = 'tier_changed') = (tier is not null)),
  constraint membership_event_eligibility_of_change
    check (kind = 'tier_changed' or (eligibility is null and override_reason is null)),
  constraint membership_event_basis_not_blank check (is_text(basis) and is_text(override_reason)),
  constraint membership_event_effective_within_bounds
    check (is_uncertain_date_within_bounds(effective_on, effective_not_before, effective_not_after))
);
comment on table membership_event is
  'The course of a membership after its beginning: what was decided on it, since when, and on what basis.';
comment on column membership_event.id is 'Stable identifier.';
comment on column membership_event.membership_id is 'The membership.';
comment on column membership_event.kind is 'What happened.';
comment on column membership_event.effective_on is 'Day from which it holds.';
comment on column membership_event.effective_not_before is 'Earliest day from which it holds; for an end only.';
comment on column membership_event.effective_not_after is 'Latest day from which it holds; for an end only.';
comment on column membership_event.tier is 'The new tier, for a change of tier.';
comment on column membership_event.basis is 'What it rests on, such as the number of a resolution.';
comment on column membership_event.declaration_id is 'Declaration that led to it.';
comment on column membership_event.override_reason is
  'Why the tier was changed although the rules of eligibility do not say so.';
comment on column membership_event.eligibility is
  'The check of eligibility as it stood on the day of a change of tier.';
comment on column membership_event.created_at is 'When it was entered.';
create index membership_event_membership_idx on membership_event (membership_id, created_at);
create index membership_event_declaration_idx on membership_event (declaration_id);

create table membership_list (
  id uuid not null default uuidv7(),
  slug text not null,
  no smallint not null,
  heading text,
  source_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint membership_list_pkey primary key (id),
  constraint membership_list_slug_key unique (slug),
  constraint membership_list_source_fkey foreign key (source_id) references source,
  constraint membership_list_slug_shape check (is_slug(slug))
);
comment on table membership_list is
  'Lists of members as a source prints them, kept beside the memberships that they attest: a printed list may name '
  'a member twice.';
comment on column membership_list.id is 'Stable identifier.';
comment on column membership_list.slug is 'Short name for URLs.';
comment on column membership_list.no is 'Place among the lists of the source.';
comment on column membership_list.heading is 'Heading as printed; null when not known.';
comment on column membership_list.source_id is 'Source that prints the list.';
comment on column membership_list.version is 'Grows by one with every change.';
comment on column membership_list.created_at is 'When the record was made.';
comment on column membership_list.updated_at is 'When the record last changed.';

create table membership_list_entry (
  membership_list_id uuid not null,
  no smallint not null,
  organisation_id uuid not null,
  person_id uuid,
  printed_post text,
  constraint membership_list_entry_pkey primary key (membership_list_id, no),
  constraint membership_list_entry_list_fkey
    foreign key (membership_list_id) references membership_list on delete cascade,
  constraint membership_list_entry_organisation_fkey foreign key (organisation_id) references organisation,
  constraint membership_list_entry_person_fkey foreign key (person_id) references person
);
comment on table membership_list_entry is 'Rows of the printed lists.';
comment on column membership_list_entry.membership_list_id is 'The list.';
comment on column membership_list_entry.no is 'Row in the printed list, from 1.';
comment on column membership_list_entry.organisation_id is 'Organisation in the row.';
comment on column membership_list_entry.person_id is 'Person in the row.';
comment on column membership_list_entry.printed_post is 'Post in the row; null when none is printed.';
create index membership_list_entry_organisation_idx on membership_list_entry (organisation_id);
create index membership_list_entry_person_idx on membership_list_entry (person_id);

-- Knowledge base ------------------------------------------------------------------------------------------------------

create table publication (
  id uuid not null default uuidv7(),
  slug text not null,
  no smallint not null,
  title text not null,
  kind publication_kind not null,
  issue text,
  year smallint,
  publisher_id uuid,
  note text,
  search_text text generated always as (' ' || fold(title)) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint publication_pkey primary key (id),
  constraint publication_slug_key unique (slug),
  constraint publication_no_key unique (no),
  constraint publication_publisher_fkey foreign key (publisher_id) references organisation,
  constraint publication_slug_shape check (is_slug(slug)),
  constraint publication_title_not_blank check (is_text(title)),
  constraint publication_year_in_range check (year between 1900 and 2100)
);
comment on table publication is 'Books and papers of the knowledge base.';
comment on column publication.id is 'Stable identifier.';
comment on column publication.slug is 'Short name for URLs.';
comment on column publication.no is 'Place in the printed list.';
comment on column publication.title is 'Title as printed.';
comment on column publication.kind is 'Kind of publication; unspecified when the source does not tell.';
comment on column publication.issue is 'Issue of a journal, as printed.';
comment on column publication.year is 'Year; null when not printed.';
comment on column publication.publisher_id is 'Publisher.';
comment on column publication.note is 'Remark of the registry''s keepers.';
comment on column publication.search_text is 'Folded title, each word after a space.';
comment on column publication.version is 'Grows by one with every change.';
comment on column publication.created_at is 'When the record was made.';
comment on column publication.updated_at is 'When the record last changed.';

create table publication_contributor (
  publication_id uuid not null,
  no smallint not null,
  role contributor_role not null,
  person_id uuid not null,
  constraint publication_contributor_pkey primary key (publication_id, no),
  constraint publication_contributor_publication_fkey
    foreign key (publication_id) references publication on delete cascade,
  constraint publication_contributor_person_fkey foreign key (person_id) references person
);
comment on table publication_contributor is 'Authors and editors of a publication.';
comment on column publication_contributor.publication_id is 'The publication.';
comment on column publication_contributor.no is 'Place in the printed order, from 1.';
comment on column publication_contributor.role is 'Author or editor.';
comment on column publication_contributor.person_id is 'The contributor.';
create index publication_contributor_person_idx on publication_contributor (person_id);

create table legal_act (
  id uuid not null default uuidv7(),
  slug text not null,
  kind legal_act_kind not null,
  title text not null,
  dated date not null,
  journal text,
  in_force_from date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint legal_act_pkey primary key (id),
  constraint legal_act_slug_key unique (slug),
  constraint legal_act_slug_shape check (is_slug(slug)),
  constraint legal_act_title_not_blank check (is_text(title)),
  constraint legal_act_dates_finite check (isfinite(dated) and isfinite(in_force_from)),
  constraint legal_act_dated_within_bounds check (not isfinite(dated) or is_day_within_bounds(dated)),
  constraint legal_act_in_force_from_within_bounds check (is_day_within_bounds(in_force_from))
);
comment on table legal_act is 'Acts and regulations about social service centres.';
comment on column legal_act.id is 'Stable identifier.';
comment on column legal_act.slug is 'Short name for URLs.';
comment on column legal_act.kind is 'Act of parliament or regulation.';
comment on column legal_act.title is 'Official title.';
comment on column legal_act.dated is 'Date in the title.';
comment on column legal_act.journal is 'Place in the Journal of Laws (Dziennik Ustaw).';
comment on column legal_act.in_force_from is 'Day of entry into force.';
comment on column legal_act.version is 'Grows by one with every change.';
comment on column legal_act.created_at is 'When the record was made.';
comment on column legal_act.updated_at is 'When the record last changed.';

create table legal_act_title (
  legal_act_id uuid not null,
  no smallint not null,
  title text not null,
  printed_where text not null,
  constraint legal_act_title_pkey primary key (legal_act_id, no),
  constraint legal_act_title_legal_act_fkey foreign key (legal_act_id) references legal_act on delete cascade
);
comment on table legal_act_title is 'Other titles under which an act is cited.';
comment on column legal_act_title.legal_act_id is 'The act.';
comment on column legal_act_title.no is 'Place in the order, from 1.';
comment on column legal_act_title.title is 'The title as printed elsewhere, misprints kept.';
comment on column legal_act_title.printed_where is 'Where it stands.';

create table training_topic (
  id uuid not null default uuidv7(),
  slug text not null,
  no smallint not null,
  name text not null,
  post_role post_role,
  legal_act_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint training_topic_pkey primary key (id),
  constraint training_topic_slug_key unique (slug),
  constraint training_topic_no_key unique (no),
  constraint training_topic_legal_act_fkey foreign key (legal_act_id) references legal_act,
  constraint training_topic_slug_shape check (is_slug(slug))
);
comment on table training_topic is 'Topics of the training of a centre''s staff.';
comment on column training_topic.id is 'Stable identifier.';
comment on column training_topic.slug is 'Short name for URLs.';
comment on column training_topic.no is 'Place in the printed list.';
comment on column training_topic.name is 'Topic, as printed.';
comment on column training_topic.post_role is 'Post that the training is for; null when not told.';
comment on column training_topic.legal_act_id is 'Act that sets the topic.';
comment on column training_topic.version is 'Grows by one with every change.';
comment on column training_topic.created_at is 'When the record was made.';
comment on column training_topic.updated_at is 'When the record last changed.';

create table linked_site (
  id uuid not null default uuidv7(),
  slug text not null,
  no smallint,
  name text not null,
  kind linked_site_kind not null,
  url text,
  printed_domain text,
  run_by_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint linked_site_pkey primary key (id),
  constraint linked_site_slug_key unique (slug),
  constraint linked_site_no_key unique (no),
  constraint linked_site_run_by_fkey foreign key (run_by_id) references organisation,
  constraint linked_site_slug_shape check (is_slug(slug)),
  constraint linked_site_url_shape check (url ~ '^https?://[^[:space:]]+$')
);
comment on table linked_site is 'Sites that the knowledge base links to.';
comment on column linked_site.id is 'Stable identifier.';
comment on column linked_site.slug is 'Short name for URLs.';
comment on column linked_site.no is 'Place in the printed list; null when it stands elsewhere.';
comment on column linked_site.name is 'Name as printed.';
comment on column linked_site.kind is 'Kind of site.';
comment on column linked_site.url is 'Address; null when not printed.';
comment on column linked_site.printed_domain is 'Domain as printed, when only that is printed.';
comment on column linked_site.run_by_id is 'Organisation that runs the site.';
comment on column linked_site.version is 'Grows by one with every change.';
comment on column linked_site.created_at is 'When the record was made.';
comment on column linked_site.updated_at is 'When the record last changed.';

create table creation_mode_rule (
  code creation_mode not null,
  no smallint not null,
  area_pl text not null,
  area_en text not null,
  ops_continues boolean not null,
  min_population_exclusive integer,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint creation_mode_rule_pkey primary key (code),
  constraint creation_mode_rule_no_key unique (no)
);
comment on table creation_mode_rule is 'The four ways in which the Act of 19 July 2019 lets a CUS come to be.';
comment on column creation_mode_rule.code is 'The mode.';
comment on column creation_mode_rule.no is 'Place in the order of the source.';
comment on column creation_mode_rule.area_pl is 'For which area, in Polish.';
comment on column creation_mode_rule.area_en is 'For which area, in English.';
comment on column creation_mode_rule.ops_continues is 'Whether the assistance centre goes on beside the CUS.';
comment on column creation_mode_rule.min_population_exclusive is
  'The gmina must have more inhabitants than this; null when there is no such condition.';
comment on column creation_mode_rule.version is 'Grows by one with every change.';
comment on column creation_mode_rule.created_at is 'When the record was made.';
comment on column creation_mode_rule.updated_at is 'When the record last changed.';

create table structure_element (
  code text not null,
  no smallint not null,
  kind structure_element_kind not null,
  name text not null,
  members text[] not null default '{}',
  optional_cell text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint structure_element_pkey primary key (code),
  constraint structure_element_no_key unique (no)
);
comment on table structure_element is 'Organisational structure of a CUS.';
comment on column structure_element.code is 'Stable code.';
comment on column structure_element.no is 'Place in the order of the source.';
comment on column structure_element.kind is 'A single post or a team.';
comment on column structure_element.name is 'Name, as printed.';
comment on column structure_element.members is 'Posts of a team, as printed.';
comment on column structure_element.optional_cell is 'Cell that may be set up within the team.';
comment on column structure_element.version is 'Grows by one with every change.';
comment on column structure_element.created_at is 'When the record was made.';
comment on column structure_element.updated_at is 'When the record last changed.';

create table service_area (
  code text not null,
  no smallint not null,
  name_pl text not null,
  name_genitive_pl text not null,
  name_en text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint service_area_pkey primary key (code),
  constraint service_area_no_key unique (no)
);
comment on table service_area is 'The 14 areas of social services of art. 2 (1) of the Act of 19 July 2019.';
comment on column service_area.code is 'Stable code.';
comment on column service_area.no is 'Place in art. 2 (1) of the Act.';
comment on column service_area.name_pl is 'Name in the nominative.';
comment on column service_area.name_genitive_pl is 'Name in the genitive, as the Act has it.';
comment on column service_area.name_en is 'English name.';
comment on column service_area.version is 'Grows by one with every change.';
comment on column service_area.created_at is 'When the record was made.';
comment on column service_area.updated_at is 'When the record last changed.';

-- Assertions ----------------------------------------------------------------------------------------------------------

create table assertion (
  id uuid not null default uuidv7(),
  slug text not null,
  claim_pl text not null,
  claim_en text not null,
  value integer,
  counts_memberships boolean not null default false,
  families kind_family[],
  subject_organisation_id uuid,
  subject_territory_code text,
  as_of_on date,
  as_of_not_before date,
  as_of_not_after date,
  as_of_basis text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint assertion_pkey primary key (id),
  constraint assertion_slug_key unique (slug),
  constraint assertion_organisation_fkey foreign key (subject_organisation_id) references organisation,
  constraint assertion_territory_fkey foreign key (subject_territory_code) references territory,
  constraint assertion_slug_shape check (is_slug(slug)),
  constraint assertion_as_of_valid check (is_uncertain_date(as_of_on, as_of_not_before, as_of_not_after)),
  constraint assertion_as_of_within_bounds
    check (is_uncertain_date_within_bounds(as_of_on, as_of_not_before, as_of_not_after))
);
comment on table assertion is 'What sources claim, kept beside the computed figures and never put over them.';
comment on column assertion.id is 'Stable identifier.';
comment on column assertion.slug is 'Short name for URLs.';
comment on column assertion.claim_pl is 'What is claimed, in Polish.';
comment on column assertion.claim_en is 'What is claimed, in English.';
comment on column assertion.value is 'The number claimed; null when the claim is no number.';
comment on column assertion.counts_memberships is
  'Whether the number counts memberships of the Konwent, so that the registry can compare it with its own figure.';
comment on column assertion.families is 'Families of kinds that the number counts; null for all.';
comment on column assertion.subject_organisation_id is 'Organisation that the claim is about.';
comment on column assertion.subject_territory_code is 'Territory that the claim is about.';
comment on column assertion.as_of_on is 'Day that the claim is about.';
comment on column assertion.as_of_not_before is 'Earliest day that the claim can be about.';
comment on column assertion.as_of_not_after is 'Latest day that the claim can be about.';
comment on column assertion.as_of_basis is 'What the bounds rest on.';
comment on column assertion.version is 'Grows by one with every change.';
comment on column assertion.created_at is 'When the record was made.';
comment on column assertion.updated_at is 'When the record last changed.';

-- Citations -----------------------------------------------------------------------------------------------------------

create table citation (
  id uuid not null default uuidv7(),
  source_id uuid not null,
  locator text not null default '',
  field text not null default '',
  certainty certainty,
  note text,
  organisation_id uuid,
  person_id uuid,
  appointment_id uuid,
  contact_id uuid,
  membership_tier_code tier,
  membership_id uuid,
  declaration_id uuid,
  event_id uuid,
  publication_id uuid,
  legal_act_id uuid,
  training_topic_id uuid,
  linked_site_id uuid,
  membership_list_id uuid,
  assertion_id uuid,
  creation_mode_code creation_mode,
  structure_element_code text,
  service_area_code text,
  territory_code text,
  constraint citation_pkey primary key (id),
  constraint citation_source_fkey foreign key (source_id) references source,
  constraint citation_organisation_fkey foreign key (organisation_id) references organisation on delete cascade,
  constraint citation_person_fkey foreign key (person_id) references person on delete cascade,
  constraint citation_appointment_fkey foreign key (appointment_id) references appointment on delete cascade,
  constraint citation_contact_fkey foreign key (contact_id) references contact on delete cascade,
  constraint citation_membership_tier_fkey
    foreign key (membership_tier_code) references membership_tier on delete cascade,
  constraint citation_membership_fkey foreign key (membership_id) references membership on delete cascade,
  constraint citation_declaration_fkey foreign key (declaration_id) references declaration on delete cascade,
  constraint citation_event_fkey foreign key (event_id) references event on delete cascade,
  constraint citation_publication_fkey foreign key (publication_id) references publication on delete cascade,
  constraint citation_legal_act_fkey foreign key (legal_act_id) references legal_act on delete cascade,
  constraint citation_training_topic_fkey foreign key (training_topic_id) references training_topic on delete cascade,
  constraint citation_linked_site_fkey foreign key (linked_site_id) references linked_site on delete cascade,
  constraint citation_membership_list_fkey
    foreign key (membership_list_id) references membership_list on delete cascade,
  constraint citation_assertion_fkey foreign key (assertion_id) references assertion on delete cascade,
  constraint citation_creation_mode_fkey
    foreign key (creation_mode_code) references creation_mode_rule on delete cascade,
  constraint citation_structure_element_fkey
    foreign key (structure_element_code) references structure_element on delete cascade,
  constraint citation_service_area_fkey foreign key (service_area_code) references service_area on delete cascade,
  constraint citation_territory_fkey foreign key (territory_code) references territory on delete cascade,
  constraint citation_one_record check (num_nonnulls(organisation_id, person_id, appointment_id, contact_id,
    membership_tier_code, membership_id, declaration_id, event_id, publication_id, legal_act_id, training_topic_id,
    linked_site_id, membership_list_id, assertion_id, creation_mode_code, structure_element_code, service_area_code,
    territory_code) = 1),
  constraint citation_once unique nulls not distinct (source_id, locator, field, organisation_id, person_id,
    appointment_id, contact_id, membership_tier_code, membership_id, declaration_id, event_id, publication_id,
    legal_act_id, training_topic_id, linked_site_id, membership_list_id, assertion_id, creation_mode_code,
    structure_element_code, service_area_code, territory_code)
);
comment on table citation is 'Which source a record, or one of its fields, rests on.';
comment on column citation.id is 'Stable identifier.';
comment on column citation.source_id is 'The source.';
comment on column citation.locator is 'Where in the source: a line number; empty for the whole.';
comment on column citation.field is 'Property of the record that the citation is for; empty for the record as a whole.';
comment on column citation.certainty is
  'How sure the fact is, for facts from outside the Konwent''s own documents; null for printed facts.';
comment on column citation.note is 'Remark on what the source says.';
comment on column citation.organisation_id is 'The record, when an organisation.';
comment on column citation.person_id is 'The record, when a person.';
comment on column citation.appointment_id is 'The record, when an appointment.';
comment on column citation.contact_id is 'The record, when a contact.';
comment on column citation.membership_tier_code is 'The record, when a tier.';
comment on column citation.membership_id is 'The record, when a membership.';
comment on column citation.declaration_id is 'The record, when a declaration.';
comment on column citation.event_id is 'The record, when an event.';
comment on column citation.publication_id is 'The record, when a publication.';
comment on column citation.legal_act_id is 'The record, when a legal act.';
comment on column citation.training_topic_id is 'The record, when a training topic.';
comment on column citation.linked_site_id is 'The record, when a linked site.';
comment on column citation.membership_list_id is 'The record, when a printed list.';
comment on column citation.assertion_id is 'The record, when an assertion.';
comment on column citation.creation_mode_code is 'The record, when a creation mode.';
comment on column citation.structure_element_code is 'The record, when an element of the structure.';
comment on column citation.service_area_code is 'The record, when a service area.';
comment on column citation.territory_code is 'The record, when a territory.';
create index citation_organisation_idx on citation (organisation_id) where organisation_id is not null;
create index citation_person_idx on citation (person_id) where person_id is not null;
create index citation_appointment_idx on citation (appointment_id) where appointment_id is not null;
create index citation_contact_idx on citation (contact_id) where contact_id is not null;
create index citation_membership_idx on citation (membership_id) where membership_id is not null;
create index citation_declaration_idx on citation (declaration_id) where declaration_id is not null;
create index citation_event_idx on citation (event_id) where event_id is not null;
create index citation_publication_idx on citation (publication_id) where publication_id is not null;
create index citation_territory_idx on citation (territory_code) where territory_code is not null;

-- Change log and audit ------------------------------------------------------------------------------------------------

create table feed_head (
  only_row boolean not null default true,
  seq bigint not null default 0,
  constraint feed_head_pkey primary key (only_row),
  constraint feed_head_one_row check (only_row)
);
comment on table feed_head is
  'Counter of the journal. Each writing transaction raises it as its last statement, so numbers are gapless and in '
  'commit order.';
comment on column feed_head.only_row is 'Always true: there is one row.';
comment on column feed_head.seq is 'Number of the last change that committed.';
insert into feed_head default values;
revoke all on feed_head from konwent_app;
grant select on feed_head to konwent_app, konwent_readonly;

create table change (
  seq bigint not null,
  id uuid not null default uuidv7(),
  type text not null,
  op change_op not null,
  subject_type text not null,
  subject_id text not null,
  subject_version integer,
  fields text[] not null default '{}',
  request_id text,
  occurred_at timestamptz not null default now(),
  successor_id text,
  constraint change_pkey primary key (seq),
  constraint change_id_key unique (id),
  constraint change_type_shape check (type ~ '^[a-z_]+\.[a-z_]+$')
);
comment on table change is 'The journal: one row per change, with ids and names of fields, never personal values.';
comment on column change.seq is 'Number of the change, gapless, in commit order.';
comment on column change.id is 'Stable identifier of the change.';
comment on column change.type is 'What happened, such as organisation.updated.';
comment on column change.op is 'What a copy has to do: upsert, delete, merge or redact.';
comment on column change.subject_type is 'Type of the record.';
comment on column change.subject_id is 'Identifier of the record.';
comment on column change.subject_version is 'Version of the record after the change; null when it is gone.';
comment on column change.fields is 'Names of the properties that changed, in alphabetical order; never their values.';
comment on column change.request_id is 'Request that made the change; null for the command line.';
comment on column change.occurred_at is 'When the transaction that made the change began.';
comment on column change.successor_id is 'For a merge, the record that this one was merged into; null otherwise.';
create index change_subject_idx on change (subject_type, subject_id, seq);
-- Only the tracking functions write the change log and the audit, with the rights of their owner.
revoke all on change from konwent_app;
grant select on change to konwent_app, konwent_readonly;

create table audit_head (
  only_row boolean not null default true,
  seq bigint not null default 0,
  hash bytea not null default sha256('konwent audit'),
  constraint audit_head_pkey primary key (only_row),
  constraint audit_head_one_row check (only_row)
);
comment on table audit_head is 'Where the next entry of the audit is chained on.';
comment on column audit_head.only_row is 'Always true: there is one row.';
comment on column audit_head.seq is 'Number of the last entry that committed.';
comment on column audit_head.hash is 'Hash of that entry; of the words "konwent audit" before the first.';
insert into audit_head default values;
revoke all on audit_head from konwent_app;
grant select on audit_head to konwent_app;

create table audit (
  seq bigint not null,
  id uuid not null default uuidv7(),
  occurred_at timestamptz not null,
  actor text not null,
  key_id uuid,
  action text not null,
  subject_type text not null,
  subject_ids text[] not null,
  subject_version integer,
  fields text[] not null,
  request_id text,
  hash bytea not null,
  constraint audit_pkey primary key (seq),
  constraint audit_id_key unique (id),
  constraint audit_action_shape check (action ~ '^[a-z_]+\.[a-z_]+$'),
  constraint audit_actor_known
    check (actor in ('key', 'command', 'database') and (actor = 'key') = (key_id is not null)),
  constraint audit_hash_length check (length(hash) = 32)
);
comment on table audit is
  'Who did what and when, with names of fields and never their values. Rows are only added; each hash covers the '
  'row and the hash before it.';
comment on column audit.seq is 'Number of the entry, gapless, in commit order.';
comment on column audit.id is 'Stable identifier of the entry.';
comment on column audit.occurred_at is 'When the transaction began.';
comment on column audit.actor is
  'Who acted: an API key, the command line on the host, or somebody with a login to the database.';
comment on column audit.key_id is 'The API key that acted; null for other actors.';
comment on column audit.action is 'What was done, such as organisation.updated or contact.read.';
comment on column audit.subject_type is 'Type of the records.';
comment on column audit.subject_ids is 'Identifiers of the records.';
comment on column audit.subject_version is
  'Version of the record after a change; null for reads and for a record that is gone.';
comment on column audit.fields is 'Names of the properties that were changed or read, in alphabetical order.';
comment on column audit.request_id is 'Request in which it was done; null for the command line.';
comment on column audit.hash is 'SHA-256 of the hash before it and of audit_text() of the row.';
create index audit_subjects_idx on audit using gin (subject_ids);
create index audit_key_idx on audit (key_id, seq);
create index audit_occurred_idx on audit (occurred_at);
create index audit_action_idx on audit (action, seq);
create index audit_subject_type_idx on audit (subject_type, seq);
create index audit_request_idx on audit (request_id) where request_id is not null;
revoke all on audit from konwent_app;
grant select on audit to konwent_app;

-- Unlogged: a crash ends the transactions that these rows belong to.
create unlogged table pending_change (
  transaction xid8 not null,
  no bigint generated always as identity,
  subject_type text not null,
  subject_id text not null,
  journaled boolean not null,
  verb text not null,
  op change_op,
  version integer,
  fields text[] not null,
  public_before boolean not null,
  public_after boolean not null,
  successor_id text,
  constraint pending_change_pkey primary key (transaction, subject_type, subject_id)
);
comment on table pending_change is 'What the transactions under way have changed so far; empty between them.';
comment on column pending_change.transaction is 'The transaction.';
comment on column pending_change.no is 'Order in which records were first changed.';
comment on column pending_change.subject_type is 'Type of the record.';
comment on column pending_change.subject_id is 'Identifier of the record.';
comment on column pending_change.journaled is
  'Whether records of this type stand in the journal; all of them stand in the audit.';
comment on column pending_change.verb is 'What happened: created, updated, deleted, or a word of mark_change().';
comment on column pending_change.op is 'What a copy has to do, where mark_change() says so.';
comment on column pending_change.version is 'Version of the record now; null when it is gone.';
comment on column pending_change.fields is 'Names of the properties that changed.';
comment on column pending_change.public_before is 'Whether everybody could see the record before the transaction.';
comment on column pending_change.public_after is 'Whether everybody can see it now.';
comment on column pending_change.successor_id is 'For a merge, the record that this one is merged into.';
revoke all on pending_change from konwent_app;

create unlogged table pending_audit (
  transaction xid8 not null,
  no bigint generated always as identity,
  action text not null,
  subject_type text not null,
  subject_ids text[] not null,
  fields text[] not null,
  constraint pending_audit_pkey primary key (transaction, no)
);
comment on table pending_audit is
  'Entries for the audit that are no changes, such as reads, of the transactions under way; empty between them.';
comment on column pending_audit.transaction is 'The transaction.';
comment on column pending_audit.no is 'Order of the entries.';
comment on column pending_audit.action is 'What was done.';
comment on column pending_audit.subject_type is 'Type of the records.';
comment on column pending_audit.subject_ids is 'Identifiers of the records.';
comment on column pending_audit.fields is 'Names of the properties.';
revoke all on pending_audit from konwent_app;

create unlogged table pending_transaction (
  transaction xid8 not null,
  constraint pending_transaction_pkey primary key (transaction)
);
comment on table pending_transaction is 'Transactions under way that have something to settle before they commit.';
comment on column pending_transaction.transaction is 'The transaction.';
revoke all on pending_transaction from konwent_app;

create unlogged table pending_disclosure (
  transaction xid8 not null,
  contact_id uuid not null,
  field text not null,
  constraint pending_disclosure_pkey primary key (transaction, contact_id, field)
);
comment on table pending_disclosure is
  'Contact data beyond what everybody sees that the transactions under way have read; empty between them.';
comment on column pending_disclosure.transaction is 'The transaction.';
comment on column pending_disclosure.contact_id is 'The contact.';
comment on column pending_disclosure.field is 'The property.';

-- Addresses, requests and this installation ---------------------------------------------------------------------------

create table redirect (
  subject_type text not null,
  identifier text not null,
  target_id uuid not null,
  created_at timestamptz not null default now(),
  constraint redirect_pkey primary key (subject_type, identifier)
);
comment on table redirect is
  'Former slugs, and ids and slugs of records merged into others: what was published stays resolvable.';
comment on column redirect.subject_type is 'Type of the record.';
comment on column redirect.identifier is 'The slug or id that led to the record.';
comment on column redirect.target_id is 'The record that it leads to now.';
comment on column redirect.created_at is 'Since when.';
create index redirect_target_idx on redirect (target_id);

create table idempotency (
  request bytea not null,
  fingerprint bytea not null,
  status smallint,
  subject_type text,
  subject_id text,
  created_at timestamptz not null default now(),
  constraint idempotency_pkey primary key (request)
);
comment on table idempotency is
  'Requests with an Idempotency-Key that were carried out in the last 24 hours: what came of them, without any '
  'content.';
comment on column idempotency.request is 'HMAC-SHA256 of API key, method, path and Idempotency-Key.';
comment on column idempotency.fingerprint is 'HMAC-SHA256 of the body.';
comment on column idempotency.status is 'HTTP status of the answer; null only while the request is carried out.';
comment on column idempotency.subject_type is 'Type of the record that the answer showed.';
comment on column idempotency.subject_id is 'Identifier of that record.';
comment on column idempotency.created_at is 'When the request was carried out.';
create index idempotency_created_idx on idempotency (created_at);

create table instance (
  only_row boolean not null default true,
  epoch uuid not null default uuidv7(),
  cursor_key bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'),
  dataset text,
  constraint instance_pkey primary key (only_row),
  constraint instance_one_row check (only_row)
);
comment on table instance is 'What is particular to this installation of the registry.';
comment on column instance.only_row is 'Always true: there is one row.';
comment on column instance.epoch is 'Identifies this history of the registry; renewed after a restore from backup.';
comment on column instance.cursor_key is 'Key that signs cursors, so that a changed one is told from a real one.';
comment on column instance.dataset is
  'Name of the data set that the registry was first filled with; null while it is empty.';
insert into instance default values;

-- Privacy -------------------------------------------------------------------------------------------------------------

create table erasure (
  no bigint generated always as identity,
  person_id uuid not null,
  pseudonymised boolean not null,
  erased_at timestamptz not null default now(),
  request_id text,
  left_open jsonb not null default '[]',
  constraint erasure_pkey primary key (no),
  constraint erasure_left_open_is_list check (jsonb_typeof(left_open) = 'array')
);
comment on table erasure is
  'The erasures that were carried out, to be carried out again in a database restored from an older backup. Holds '
  'no personal data, and rows are only added.';
comment on column erasure.no is 'Number of the erasure.';
comment on column erasure.person_id is 'The person whose data was erased.';
comment on column erasure.pseudonymised is 'Whether the name was erased as well.';
comment on column erasure.erased_at is 'When it was done.';
comment on column erasure.request_id is 'Request in which it was done; null for the command line.';
comment on column erasure.left_open is
  'Places that were not erased and need a decision or a check: table, column and key of the row. References only, '
  'no personal data.';
create index erasure_person_idx on erasure (person_id);
revoke update, delete, maintain on erasure from konwent_app;

-- API keys ------------------------------------------------------------------------------------------------------------

create table api_key (
  id uuid not null default uuidv7(),
  owner text not null,
  label text,
  audience key_audience not null,
  scopes text[] not null,
  secret_hash bytea not null,
  hint text not null,
  not_before timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  replaced_by_id uuid,
  last_used_at timestamptz,
  created_by_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint api_key_pkey primary key (id),
  constraint api_key_secret_key unique (secret_hash),
  constraint api_key_replaced_by_fkey foreign key (replaced_by_id) references api_key,
  constraint api_key_created_by_fkey foreign key (created_by_id) references api_key,
  constraint api_key_owner_not_blank check (is_text(owner)),
  constraint api_key_label_not_blank check (is_text(label)),
  constraint api_key_scopes_known check (cardinality(scopes) > 0 and scopes <@ array['registry:write',
    'declarations:decide', 'contacts:read', 'imports', 'webhooks', 'keys:admin', 'privacy:admin', 'audit:read']),
  constraint api_key_partner_scopes check (audience = 'staff' or scopes <@ array['contacts:read', 'webhooks']),
  constraint api_key_secret_hash_length check (octet_length(secret_hash) = 32),
  constraint api_key_hint_shape check (hint ~ '^csk_live_[0-9A-Za-z]{4}$'),
  constraint api_key_lifetime check (not_before < expires_at
    and (expires_at at time zone 'UTC') <= (not_before at time zone 'UTC') + interval '12 months'),
  constraint api_key_not_own_successor check (replaced_by_id <> id),
  constraint api_key_moments_within_bounds
    check (is_moment_within_bounds(not_before) and is_moment_within_bounds(expires_at))
);
comment on table api_key is
  'Keys by which partners and staff may do more than everybody. The text of a key is not kept.';
comment on column api_key.id is 'Stable identifier.';
comment on column api_key.owner is 'Who holds the key.';
comment on column api_key.label is 'What the key is for; null when not told.';
comment on column api_key.audience is 'Whether a partner or the staff of the Observatory holds the key.';
comment on column api_key.scopes is 'What the key may do; a partner''s key may only read contacts and keep webhooks.';
comment on column api_key.secret_hash is 'SHA-256 of the text of the key.';
comment on column api_key.hint is 'First characters of the text of the key, by which people recognise it.';
comment on column api_key.not_before is 'When the key begins to be valid.';
comment on column api_key.expires_at is 'When the key ceases to be valid, at most twelve months after it begins.';
comment on column api_key.revoked_at is 'When the key was revoked; null while it is not.';
comment on column api_key.replaced_by_id is 'Key that took over when this one was rotated.';
comment on column api_key.last_used_at is
  'When the key was last used, half a minute late at most; no change of the record.';
comment on column api_key.created_by_id is 'Key that made this one; null when it was made on the host.';
comment on column api_key.version is 'Grows by one with every change.';
comment on column api_key.created_at is 'When the record was made.';
comment on column api_key.updated_at is 'When the record last changed.';
create index api_key_replaced_by_idx on api_key (replaced_by_id);
create index api_key_created_by_idx on api_key (created_by_id);

-- Imports and jobs ----------------------------------------------------------------------------------------------------

create table import (
  id uuid not null default uuidv7(),
  resource text not null,
  match_on text not null,
  dry_run boolean not null,
  status import_status not null default 'queued',
  total integer not null,
  create_count integer,
  update_count integer,
  unchanged_count integer,
  error_count integer,
  messages jsonb not null default '[]',
  started_at timestamptz,
  finished_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint import_pkey primary key (id),
  constraint import_resource_known
    check (resource in ('organisations', 'people', 'appointments', 'contacts', 'memberships', 'events', 'territories')),
  constraint import_match_on_known check (match_on in ('slug', 'nip', 'regon', 'teryt', 'id')),
  constraint import_total_positive check (total > 0),
  constraint import_counts_together
    check (num_nulls(create_count, update_count, unchanged_count, error_count) in (0, 4)),
  constraint import_counts_not_negative check (least(create_count, update_count, unchanged_count, error_count) >= 0),
  constraint import_counts_known check (status not in ('previewed', 'applied') or create_count is not null),
  constraint import_applied_without_errors check (status <> 'applied' or error_count = 0),
  constraint import_messages_are_a_list check (jsonb_typeof(messages) = 'array'),
  constraint import_finished_when_over
    check ((finished_at is not null) = (status in ('previewed', 'applied', 'failed', 'stale')))
);
comment on table import is
  'A file that was sent to be taken over: first looked through, then applied as a whole or not at all.';
comment on column import.id is 'Stable identifier.';
comment on column import.resource is 'What its rows are records of.';
comment on column import.match_on is 'By what a row is held to be one of a record that is there.';
comment on column import.dry_run is 'Whether it waits, once looked through, for somebody to have it applied.';
comment on column import.status is 'How far it is.';
comment on column import.total is 'How many rows the file has.';
comment on column import.create_count is 'Rows that make a record; null before all were looked through.';
comment on column import.update_count is 'Rows that change a record; null before all were looked through.';
comment on column import.unchanged_count is 'Rows that say what the registry has; null before all were looked through.';
comment on column import.error_count is 'Rows that cannot be applied; null before all were looked through.';
comment on column import.messages is 'What is to be said of the file as a whole, in Polish and English.';
comment on column import.started_at is 'When the work began that is under way, or was last.';
comment on column import.finished_at is 'When that work ended; null while it waits or runs.';
comment on column import.version is 'Grows by one with every change.';
comment on column import.created_at is 'When the record was made.';
comment on column import.updated_at is 'When the record last changed.';

create table import_file (
  import_id uuid not null,
  format text not null,
  content text not null,
  done integer not null default 0,
  constraint import_file_pkey primary key (import_id),
  constraint import_file_import_fkey foreign key (import_id) references import on delete cascade,
  constraint import_file_format_known check (format in ('csv', 'ndjson')),
  constraint import_file_content_not_empty check (content <> ''),
  constraint import_file_done_not_negative check (done >= 0)
);
comment on table import_file is
  'What the work on an import needs; deleted when it is over, and after a week in any case.';
comment on column import_file.import_id is 'The import.';
comment on column import_file.format is 'How the file is written: CSV, or one JSON object a line.';
comment on column import_file.content is 'The file, as text.';
comment on column import_file.done is 'How many rows the work under way has come through.';

create table import_row (
  import_id uuid not null,
  line integer not null,
  key text,
  outcome import_outcome not null,
  subject_id text,
  subject_version integer,
  diff jsonb not null,
  errors jsonb not null,
  constraint import_row_pkey primary key (import_id, line),
  constraint import_row_import_fkey foreign key (import_id) references import on delete cascade,
  constraint import_row_line_positive check (line > 0),
  constraint import_row_version_of_a_subject check (subject_version is null or subject_id is not null),
  constraint import_row_lists check (jsonb_typeof(diff) = 'array' and jsonb_typeof(errors) = 'array'),
  constraint import_row_errors_told check ((outcome = 'error') = (errors <> '[]'))
);
comment on table import_row is
  'What a row of an import would do, or did. Holds values of the file, so it is deleted after a week.';
comment on column import_row.import_id is 'The import.';
comment on column import_row.line is 'Line of the file that the row begins in.';
comment on column import_row.key is 'Value by which the row was held to be one of a record.';
comment on column import_row.outcome is 'What becomes of the row.';
comment on column import_row.subject_id is 'Id or code of the record; null while there is none.';
comment on column import_row.subject_version is
  'Version of the record when the row was looked through; null when there was none.';
comment on column import_row.diff is 'Values of the record before and after, by column.';
comment on column import_row.errors is 'What is wrong with the row, by column, in Polish and English.';
create index import_row_subject_idx on import_row (subject_id);

create table job (
  id uuid not null default uuidv7(),
  task text not null,
  import_id uuid,
  key_id uuid,
  request_id text,
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  constraint job_pkey primary key (id),
  constraint job_task_key unique nulls not distinct (task, import_id),
  constraint job_import_fkey foreign key (import_id) references import on delete cascade,
  constraint job_import_named check ((task = 'import') = (import_id is not null)),
  constraint job_attempts_not_negative check (attempts >= 0)
);
comment on table job is
  'Work that waits for a worker or is under way: one row for each import, one for each nightly task.';
comment on column job.id is 'Stable identifier.';
comment on column job.task is 'Name of the task in the code.';
comment on column job.import_id is 'The import to work on; null for a nightly task.';
comment on column job.key_id is
  'API key in whose name the work is done; null for the command line and for nightly tasks.';
comment on column job.request_id is 'Request that asked for the work; null outside of requests.';
comment on column job.due_at is
  'Moment from which a worker may take the job. While a worker has it, the end of its lease: after that moment the '
  'attempt counts as lost.';
comment on column job.attempts is 'Attempts begun since the job was last done.';
comment on column job.created_at is 'When the row was made.';
create index job_due_idx on job (due_at);
create index job_import_idx on job (import_id);

-- Webhooks ------------------------------------------------------------------------------------------------------------

create table webhook_endpoint (
  id uuid not null default uuidv7(),
  api_key_id uuid not null,
  url text not null,
  description text,
  types text[],
  status webhook_endpoint_status not null default 'active',
  disabled_because webhook_disabling,
  secret_rotated_at timestamptz,
  previous_secret_until timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint webhook_endpoint_pkey primary key (id),
  constraint webhook_endpoint_api_key_fkey foreign key (api_key_id) references api_key,
  constraint webhook_endpoint_url_shape check (url ~* '^https?://\S+$'),
  constraint webhook_endpoint_description_not_blank check (is_text(description)),
  constraint webhook_endpoint_types_shape check (cardinality(types) > 0 and array_position(types, null) is null
    and array_to_string(types, '') !~ '[^a-z_.]' and array_to_string(types,
    ' ') ~ '^[a-z_]+(\.[a-z_]+)?( [a-z_]+(\.[a-z_]+)?)*$'),
  constraint webhook_endpoint_disabled_for_a_reason check ((status = 'disabled') = (disabled_because is not null)),
  constraint webhook_endpoint_previous_after_rotation
    check (coalesce(previous_secret_until >= secret_rotated_at, previous_secret_until is null))
);
comment on table webhook_endpoint is 'Where the holder of a key wants to be told of changes.';
comment on column webhook_endpoint.id is 'Stable identifier.';
comment on column webhook_endpoint.api_key_id is 'Key with which it was made; whoever holds it keeps the endpoint.';
comment on column webhook_endpoint.url is 'Address to which events are sent.';
comment on column webhook_endpoint.description is 'What it is for; null when not told.';
comment on column webhook_endpoint.types is
  'Types of changes to tell of, such as organisation.merged, or of records, such as organisation; null for all.';
comment on column webhook_endpoint.status is 'Whether events are sent, collected only, or neither.';
comment on column webhook_endpoint.disabled_because is 'Why the service gave it up; null when it did not.';
comment on column webhook_endpoint.secret_rotated_at is 'When its secret was last replaced; null when it never was.';
comment on column webhook_endpoint.previous_secret_until is
  'Until when the secret before the last rotation signs as well; null when it does not.';
comment on column webhook_endpoint.version is 'Grows by one with every change.';
comment on column webhook_endpoint.created_at is 'When the record was made.';
comment on column webhook_endpoint.updated_at is 'When the record last changed.';
create index webhook_endpoint_api_key_idx on webhook_endpoint (api_key_id);

-- Apart from the endpoint, so that no query of endpoints, and no trigger that tracks them, ever holds a secret.
create table webhook_secret (
  endpoint_id uuid not null,
  id uuid not null default uuidv7(),
  secret bytea not null,
  expires_at timestamptz,
  constraint webhook_secret_pkey primary key (endpoint_id, id),
  constraint webhook_secret_endpoint_fkey foreign key (endpoint_id) references webhook_endpoint on delete cascade,
  constraint webhook_secret_length check (octet_length(secret) = 32)
);
comment on table webhook_secret is
  'Secrets that sign what is sent to an endpoint: the present one, and after a rotation for a while the one before.';
comment on column webhook_secret.endpoint_id is 'The endpoint.';
comment on column webhook_secret.id is 'Stable identifier.';
comment on column webhook_secret.secret is 'The key of the HMAC.';
comment on column webhook_secret.expires_at is 'Until when it signs; null for the present one.';
create unique index webhook_secret_present_idx on webhook_secret (endpoint_id) where expires_at is null;

create table webhook_trouble (
  endpoint_id uuid not null,
  since timestamptz not null,
  resting_until timestamptz,
  constraint webhook_trouble_pkey primary key (endpoint_id),
  constraint webhook_trouble_endpoint_fkey foreign key (endpoint_id) references webhook_endpoint on delete cascade
);
comment on table webhook_trouble is
  'Endpoints at which the last attempt failed. No change of theirs: neither version nor audit tell of it.';
comment on column webhook_trouble.endpoint_id is 'The endpoint.';
comment on column webhook_trouble.since is 'When the first attempt failed after the last that succeeded.';
comment on column webhook_trouble.resting_until is
  'Until when it asked, by Retry-After, to be left alone; null when it did not.';

create table webhook_delivery (
  id uuid not null default uuidv7(),
  endpoint_id uuid not null,
  event_id uuid not null default uuidv7(),
  change_seq bigint,
  status webhook_delivery_status not null default 'pending',
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  attempted_at timestamptz,
  response_status integer,
  failure webhook_failure,
  created_at timestamptz not null default now(),
  constraint webhook_delivery_pkey primary key (id),
  constraint webhook_delivery_event_key unique (endpoint_id, event_id),
  constraint webhook_delivery_endpoint_fkey foreign key (endpoint_id) references webhook_endpoint on delete cascade,
  constraint webhook_delivery_attempts_not_negative check (attempts >= 0),
  constraint webhook_delivery_response_status_in_range check (response_status between 100 and 999),
  constraint webhook_delivery_failure_told
    check (case status when 'delivered' then failure is null when 'failed' then failure is not null else true end)
);
comment on table webhook_delivery is
  'An event that is to be sent to an endpoint, or was. It holds identifiers only: what is sent is made of the journal.';
comment on column webhook_delivery.id is 'Stable identifier.';
comment on column webhook_delivery.endpoint_id is 'The endpoint.';
comment on column webhook_delivery.event_id is
  'Identifier of the event, the same however often it is sent: that of the change.';
comment on column webhook_delivery.change_seq is
  'Number of the change; null for an event that only tests the endpoint.';
comment on column webhook_delivery.status is 'Whether it waits, was taken, or was given up.';
comment on column webhook_delivery.attempts is 'How many attempts came to an end.';
comment on column webhook_delivery.due_at is
  'From when it may be tried; while an attempt is under way, when that counts as lost.';
comment on column webhook_delivery.attempted_at is 'When the last attempt ended; null before the first.';
comment on column webhook_delivery.response_status is 'HTTP status of the last answer; null when there was none.';
comment on column webhook_delivery.failure is 'Why the last attempt failed; null when it did not.';
comment on column webhook_delivery.created_at is 'When it was written down, with the change or for a replay.';
create index webhook_delivery_due_idx on webhook_delivery (endpoint_id, due_at, id) where status = 'pending';

-- Signing keys --------------------------------------------------------------------------------------------------------

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
comment on table signing_key is
  'Ed25519 keys with which receipts are signed: one signs, those before it only verify. Public keys stay for ever.';
comment on column signing_key.id is 'Stable identifier.';
comment on column signing_key.kid is 'Thumbprint of the public key (RFC 7638), by which a receipt names it.';
comment on column signing_key.public_key is 'The public key, 32 bytes (RFC 8032).';
comment on column signing_key.private_key is 'The private key, 32 bytes (RFC 8032); null once the key signs no more.';
comment on column signing_key.retired_at is
  'When the key signed for the last time at the latest; null for the one that signs.';
comment on column signing_key.revoked_at is
  'Since when no receipt of the key counts, because others may have had it; null while they do.';
comment on column signing_key.version is 'Grows by one with every change.';
comment on column signing_key.created_at is 'When the record was made.';
comment on column signing_key.updated_at is 'When the record last changed.';
-- A receipt whose public key is gone can never be verified again.
revoke delete on signing_key from konwent_app;
