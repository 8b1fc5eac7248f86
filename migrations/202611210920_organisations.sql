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
  certain_period daterange generated always as (certain_period(established_on, established_not_after, closed_on, closed_not_before, closed_not_after)) stored,
  possible_period daterange generated always as (possible_period(established_on, established_not_before, closed_on, closed_not_after)) stored,
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
  constraint organisation_coordinates_together check ((latitude is null) = (longitude is null) and (latitude is null) = (coordinates_basis is null)),
  constraint organisation_coordinates_in_range check (latitude between -90 and 90 and longitude between -180 and 180),
  constraint organisation_creation_mode_of_cus check (creation_mode is null or kind = 'cus'),
  constraint organisation_not_part_of_itself check (part_of_id <> id),
  constraint organisation_established_valid check (is_uncertain_date(established_on, established_not_before, established_not_after)),
  constraint organisation_closed_valid check (is_uncertain_date(closed_on, closed_not_before, closed_not_after)),
  constraint organisation_period_not_empty check (not isempty(possible_period))
);
comment on table organisation is 'Organisations that the registry knows: members, bodies of the Konwent, offices, venues, authors of claims.';
comment on column organisation.id is 'Stable identifier.';
comment on column organisation.slug is 'Short name for URLs.';
comment on column organisation.name is 'Official name in the Polish nominative, as printed.';
comment on column organisation.short_name is 'Short name for tables and badges.';
comment on column organisation.kind is 'What the organisation is.';
comment on column organisation.kind_family is 'Family of kinds, set by the database from kind; a department takes that of the office it belongs to; null where no family fits.';
comment on column organisation.status is 'Whether it works, was transformed into another, or was closed; null when no source tells.';
comment on column organisation.territory_code is 'TERYT code of the gmina, powiat or voivodeship that it serves; null when no source tells.';
comment on column organisation.seat is 'Place of the seat in the nominative; null when not printed.';
comment on column organisation.street is 'Street and number of the seat; null when not printed.';
comment on column organisation.postal_code is 'Postal code of the seat, 00-000.';
comment on column organisation.locality is 'Post town of the seat.';
comment on column organisation.latitude is 'Latitude in degrees, WGS 84; see coordinates_basis for what the point is.';
comment on column organisation.longitude is 'Longitude in degrees, WGS 84.';
comment on column organisation.coordinates_basis is 'What the point stands for and where it comes from: geonames-seat (the seat''s place) or prg-centroid (the gmina''s middle).';
comment on column organisation.website is 'Web site as printed, usually without a scheme; null when not printed.';
comment on column organisation.nip is 'Tax number (NIP), ten digits.';
comment on column organisation.regon is 'Statistical number (REGON), 9 or 14 digits.';
comment on column organisation.krs is 'Court register number (KRS), ten digits.';
comment on column organisation.creation_mode is 'How a CUS came to be, by the Act of 19 July 2019; null for other kinds and when not printed.';
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
comment on column organisation.search_text is 'Folded name, short name, other names and names of the gmina, kept by triggers.';
comment on column organisation.version is 'Grows by one with every change.';
comment on column organisation.created_at is 'When the record was made.';
comment on column organisation.updated_at is 'When the record last changed.';
create index organisation_name_idx on organisation (name collate "pl-x-icu", id);
create index organisation_short_name_idx on organisation (short_name collate "pl-x-icu", id);
create index organisation_kind_idx on organisation (kind);
create index organisation_territory_idx on organisation (territory_code text_pattern_ops);
create index organisation_part_of_idx on organisation (part_of_id);
create index organisation_updated_idx on organisation (updated_at, id);
create index organisation_search_idx on organisation using gin (search_text gin_trgm_ops);

create table organisation_name (
  id uuid not null default uuidv7(),
  organisation_id uuid not null,
  name text not null,
  kind organisation_name_kind not null,
  constraint organisation_name_pkey primary key (id),
  constraint organisation_name_name_key unique (organisation_id, name),
  constraint organisation_name_organisation_fkey foreign key (organisation_id) references organisation on delete cascade,
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
  constraint organisation_lineage_pkey primary key (id),
  constraint organisation_lineage_predecessor_key unique (organisation_id, predecessor_name),
  constraint organisation_lineage_organisation_fkey foreign key (organisation_id) references organisation on delete cascade,
  constraint organisation_lineage_predecessor_fkey foreign key (predecessor_id) references organisation,
  constraint organisation_lineage_not_itself check (predecessor_id <> organisation_id),
  constraint organisation_lineage_happened_valid check (is_uncertain_date(happened_on, happened_not_before, happened_not_after))
);
comment on table organisation_lineage is 'Which organisation came out of which: an OPS transformed into a CUS.';
comment on column organisation_lineage.id is 'Stable identifier.';
comment on column organisation_lineage.organisation_id is 'The successor.';
comment on column organisation_lineage.predecessor_id is 'The predecessor''s record; null when the registry keeps none.';
comment on column organisation_lineage.predecessor_name is 'The predecessor''s name as printed.';
comment on column organisation_lineage.predecessor_kind is 'The predecessor''s kind; null when not told.';
comment on column organisation_lineage.happened_on is 'Day from which the successor stands in the predecessor''s place.';
comment on column organisation_lineage.happened_not_before is 'Earliest such day.';
comment on column organisation_lineage.happened_not_after is 'Latest such day.';
comment on column organisation_lineage.legal_basis is 'Resolution or other act, as printed.';
create index organisation_lineage_predecessor_idx on organisation_lineage (predecessor_id);

create function family_of_kind(kind organisation_kind) returns kind_family
  language sql immutable strict parallel safe
  return case
    when kind = 'cus' then 'cus'::kind_family
    when kind in ('ops', 'gops', 'mgops', 'mops', 'mopr') then 'ops'
    when kind = 'pcpr' then 'family_support'
    when kind = 'rops' then 'regional_policy'
    when kind in ('voivodeship_office', 'ministry') then 'government_administration'
    when kind in ('marshal_office', 'voivodeship_government', 'gmina', 'powiat') then 'self_government'
    when kind in ('foundation', 'association', 'ngo', 'social_economy_entity', 'social_enterprise') then 'third_sector'
  end;
comment on function family_of_kind(organisation_kind) is 'Family that a kind belongs to by itself; null for kinds of none, and for a department, whose family is that of its office.';

create function organisation_search_text(o organisation) returns text
  language sql stable
  return ' ' || fold(concat_ws(' ', o.name, o.short_name,
    (select string_agg(n.name, ' ' order by n.name) from organisation_name n where n.organisation_id = o.id),
    (select t.name from territory t where t.code = o.territory_code and t.level = 'gmina'),
    (select string_agg(n.name, ' ' order by n.name) from territory_name n where n.territory_code = o.territory_code)));
comment on function organisation_search_text(organisation) is 'What q looks through: folded names and the names of the gmina, each word after a space.';

create function organisation_derive() returns trigger language plpgsql as $$
begin
  new.kind_family := coalesce(family_of_kind(new.kind),
    case when new.kind = 'department' then (select kind_family from organisation where id = new.part_of_id) end);
  new.search_text := organisation_search_text(new);
  return new;
end $$;
comment on function organisation_derive() is 'Trigger: sets kind_family and search_text.';
create trigger organisation_derive before insert or update on organisation for each row execute function organisation_derive();

create function organisation_family_passes_on() returns trigger language plpgsql as $$
begin
  update organisation set kind_family = new.kind_family where part_of_id = new.id and kind = 'department' and kind_family is distinct from new.kind_family;
  return null;
end $$;
comment on function organisation_family_passes_on() is 'Trigger: a change of an office''s family reaches its departments.';
create trigger organisation_family_passes_on after insert or update of kind, part_of_id on organisation for each row execute function organisation_family_passes_on();

create function organisation_search_refresh() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'organisation_name' then
    update organisation o set search_text = '' where o.id in (old.organisation_id, new.organisation_id);
  elsif tg_table_name = 'territory_name' then
    update organisation o set search_text = '' where o.territory_code in (old.territory_code, new.territory_code);
  else
    update organisation o set search_text = '' where o.territory_code = new.code and new.name is distinct from old.name;
  end if;
  return null;
end $$;
comment on function organisation_search_refresh() is 'Trigger: another name, or another name of the gmina, makes organisation_derive() compute the search text anew.';
create trigger organisation_search_refresh after insert or update or delete on organisation_name for each row execute function organisation_search_refresh();
create trigger organisation_search_refresh after insert or update or delete on territory_name for each row execute function organisation_search_refresh();
create trigger organisation_search_refresh after update of name on territory for each row execute function organisation_search_refresh();
