-- Extensions, the functions that every table rests on, and the vocabularies as enum types.
-- The values of every enum are public: src/features/vocabularies/terms.ts gives their Polish and English labels.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create function fold(value text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(translate(lower(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]', '', 'g') collate pg_c_utf8), 'ł', 'l'), '[^a-z0-9]+', ' ', 'g'));
comment on function fold(text) is 'Text for searching: lower case, without diacritics (ł becomes l), words split by one space. The twin of fold() in src/lib/polish.ts.';

create function is_text(value text) returns boolean
  language sql immutable strict parallel safe
  return value ~ '^[^[:space:]](.*[^[:space:]])?$';
comment on function is_text(text) is 'Whether the text says something: it neither is empty nor begins or ends with white space.';

create function weighted_sum(digits text, weights int[]) returns int
  language sql immutable strict parallel safe
  return (select sum(substr(digits, i::int, 1)::int * weights[i])::int from generate_series(1, cardinality(weights)) as i);
comment on function weighted_sum(text, int[]) is 'Sum of the leading digits, each times its weight: the base of the Polish identifiers'' check digits.';

create function is_nip(value text) returns boolean
  language sql immutable strict parallel safe
  return case when value ~ '^[0-9]{10}$' and value <> '0000000000'
    then weighted_sum(value, '{6,5,7,2,3,4,5,6,7}') % 11 = substr(value, 10, 1)::int else false end;
comment on function is_nip(text) is 'Whether the text is a NIP: ten digits, check digit by weights modulo 11 (a remainder of 10 has no digit), not all zeros.';

create function is_regon(value text) returns boolean
  language sql immutable strict parallel safe
  return case
    when value ~ '^[0-9]{9}$' and value <> '000000000'
      then weighted_sum(value, '{8,9,2,3,4,5,6,7}') % 11 % 10 = substr(value, 9, 1)::int
    when value ~ '^[0-9]{14}$' and value <> '00000000000000'
      then weighted_sum(value, '{8,9,2,3,4,5,6,7}') % 11 % 10 = substr(value, 9, 1)::int
       and weighted_sum(value, '{2,4,8,5,0,9,7,3,6,1,2,4,8}') % 11 % 10 = substr(value, 14, 1)::int
    else false end;
comment on function is_regon(text) is 'Whether the text is a REGON of 9 or 14 digits with right check digits (modulo 11, 10 counts as 0), not all zeros.';

create function is_krs(value text) returns boolean
  language sql immutable strict parallel safe
  return value ~ '^[0-9]{10}$' and value <> '0000000000';
comment on function is_krs(text) is 'Whether the text is a KRS number: ten digits with leading zeros, not all zeros. KRS has no check digit.';

create function is_slug(value text) returns boolean
  language sql immutable strict parallel safe
  return value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(value) <= 80
    and value !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
comment on function is_slug(text) is 'Whether the text can stand in a URL path beside ids: lower-case words joined by hyphens, at most 80 characters, not of the shape of a UUID.';

create function is_uncertain_date(on_day date, not_before date, not_after date) returns boolean
  language sql immutable parallel safe
  return (on_day is null or (not_before is null and not_after is null))
    and coalesce(not_before <= not_after, true)
    and coalesce(isfinite(on_day), true) and coalesce(isfinite(not_before), true) and coalesce(isfinite(not_after), true);
comment on function is_uncertain_date(date, date, date) is 'Whether the three fit together: an exact day has no bounds, bounds are in order, no day is infinite.';

create function certain_period(start_on date, start_not_after date, end_on date, end_not_before date, end_not_after date) returns daterange
  language sql immutable parallel safe
  return (with certain (first, last) as (
      select coalesce(start_on, start_not_after), coalesce(end_on, end_not_before, case when end_not_after is null then 'infinity'::date end))
    select daterange(first, nullif(last, 'infinity')) from certain where first < last);
comment on function certain_period(date, date, date, date, date) is 'The days on which a period from one uncertain date to another surely held, half-open; null when there is none. An end of which only the latest day is known may have come at once, so nothing is certain then.';

create function possible_period(start_on date, start_not_before date, end_on date, end_not_after date) returns daterange
  language sql immutable parallel safe
  return case when coalesce(start_on, start_not_before, '-infinity') < coalesce(end_on, end_not_after, 'infinity')
    then daterange(coalesce(start_on, start_not_before), coalesce(end_on, end_not_after)) else 'empty' end;
comment on function possible_period(date, date, date, date) is 'The days on which a period from one uncertain date to another may have held, half-open.';

create type organisation_kind as enum ('cus', 'ops', 'gops', 'mgops', 'mops', 'mopr', 'pcpr', 'rops', 'voivodeship_office', 'marshal_office',
  'voivodeship_government', 'gmina', 'powiat', 'ministry', 'department', 'body', 'office', 'foundation', 'association', 'ngo',
  'social_economy_entity', 'social_enterprise', 'observatory', 'university', 'portal', 'venue', 'convention', 'other');
create type kind_family as enum ('cus', 'ops', 'family_support', 'regional_policy', 'government_administration', 'self_government', 'third_sector');
create type organisation_status as enum ('active', 'transformed', 'closed');
create type organisation_name_kind as enum ('variant', 'former');
create type creation_mode as enum ('transformation_ops', 'agreement_of_gminas', 'new_unit_over_100k', 'transformation_mopr');
create type structure_element_kind as enum ('post', 'team');
create type territory_level as enum ('country', 'voivodeship', 'powiat', 'city_county', 'gmina');
create type gmina_kind as enum ('urban', 'rural', 'urban_rural');
create type academic_title as enum ('mgr', 'dr', 'dr_hab', 'prof');
create type post_role as enum ('head', 'deputy_head', 'services_organiser', 'assistance_organiser', 'plan_coordinator', 'community_organiser',
  'social_worker', 'chair', 'president_of_board', 'office_manager', 'mayor_rural', 'mayor_town', 'mayor_city', 'voivodeship_marshal',
  'minister', 'adviser', 'coordinator', 'other');
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
create type event_role as enum ('organiser', 'host', 'opening', 'letter_author', 'lecturer', 'moderator', 'panellist', 'presenter', 'closing',
  'attendee', 'reporter', 'photographer');
create type participation_mode as enum ('on_site', 'online');
create type programme_item_kind as enum ('opening', 'letter_read', 'lecture', 'panel', 'presentation', 'closing', 'other');
create type publication_kind as enum ('book', 'journal_issue', 'expert_opinion', 'handbook', 'unspecified');
create type contributor_role as enum ('author', 'editor');
create type legal_act_kind as enum ('act', 'regulation');
create type linked_site_kind as enum ('government_site', 'national_database', 'convention_site', 'portal', 'other');
create type source_kind as enum ('document', 'web_page', 'register');
create type certainty as enum ('certain', 'high', 'medium', 'low');
create type fact_basis as enum ('printed', 'inferred');
create type change_op as enum ('upsert', 'delete', 'merge', 'redact');
