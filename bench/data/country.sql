-- Offices in the whole country: one in each gmina, powiat and voivodeship, whose territories the seed has, and a
-- foundation in each city; each has a head and a contact. Streets and people are invented, with Polish letters.
-- Existing rows stay unchanged.

-- Returns the invented name of place number n: two words for a third of the places, one for the others.
create function bench_place(n bigint) returns text language sql immutable as $$
  select case when n % 3 = 0
    then (
      '{Nowa,Stara,Wielka,Mała,Biała,Czarna,Dolna,Górna,Żabia,Łysa,Święta,Dębowa,Leśna,Krótka,Piękna,Źródlana}'::text[]
    )[1 + n / 3 % 16] || ' ' || (
      '{Wola,Wieś,Góra,Dąbrowa,Ruda,Kępa,Łąka,Huta,Brzezina,Osada,Kuźnia,Struga,Puszcza}'::text[]
    )[1 + n / 48 % 13]
    else (
      '{Święt,Żół,Łąk,Dąb,Brzoz,Grab,Jawor,Lip,Olsz,Sosn,Wierzb,Kęp,Chrz,Szcz,'
      'Ćwik,Źdź,Krz,Piotrk,Stanisł,Bogusł,Radz,Włod,Mił,Częst,Węg,Gniew,Prz,Ostr}'::text[]
    )[1 + n % 28] || (
      '{owo,ów,owice,ówka,nica,iny,yń,ęcin,ąż,owa,iska,ec,ańsk}'::text[]
    )[1 + n / 28 % 13] end
$$;

insert into organisation (slug, name, short_name, kind, status, territory_code, seat, street, postal_code, locality,
  latitude, longitude, coordinates_basis, website, creation_mode, established_on, updated_at, search_text)
select office || '-' || code, full_name || ' w Gminie ' || name, upper(office) || ' ' || name,
  office::organisation_kind, 'active', code, name,
  'ul. ' || bench_place(n + 7) || ' ' || n % 90 + 1,
  lpad((n % 99)::text, 2, '0') || '-' || lpad((n * 7 % 1000)::text, 3, '0'), name,
  49 + n * 37 % 580 / 100.0, 14.2 + n * 53 % 980 / 100.0, 'prg-centroid', office || code || '.pl',
  case when office = 'cus' then 'transformation_ops'::creation_mode end,
  '1990-05-27'::date + (n * 3 % 12000)::int, now() - n * interval '1 minute', ''
from (
  select code, name, row_number() over (order by code) as n,
    case
      when row_number() over (order by code) % 20 = 0 then 'cus'
      when gmina_kind = 'rural' then 'gops'
      when gmina_kind = 'urban' then 'mops'
      else 'mgops'
    end as office
  from territory where level = 'gmina'
) as gmina
join (values
  ('cus', 'Centrum Usług Społecznych'),
  ('gops', 'Gminny Ośrodek Pomocy Społecznej'),
  ('mops', 'Miejski Ośrodek Pomocy Społecznej'),
  ('mgops', 'Miejsko-Gminny Ośrodek Pomocy Społecznej')
) as title (code_of, full_name) on code_of = office
on conflict (slug) do nothing;

insert into organisation (slug, name, short_name, kind, status, territory_code, seat, established_on, search_text)
select 'pcpr-' || code, 'Powiatowe Centrum Pomocy Rodzinie w Powiecie ' || name, 'PCPR ' || name,
  'pcpr'::organisation_kind, 'active'::organisation_status, code, name, '1999-01-01'::date, ''
from territory where level in ('powiat', 'city_county')
union all
select 'rops-' || code, 'Regionalny Ośrodek Polityki Społecznej – województwo ' || name, 'ROPS ' || name,
  'rops'::organisation_kind, 'active'::organisation_status, code, name, '1999-01-01'::date, ''
from territory where level = 'voivodeship'
union all
select 'urzad-marszalkowski-' || code, 'Urząd Marszałkowski – województwo ' || name, 'UM ' || name,
  'marshal_office', 'active', code, name, '1999-01-01', ''
from territory where level = 'voivodeship'
union all
select 'fundacja-' || code, 'Fundacja Pomocy Sąsiedzkiej w Mieście ' || name, 'FPS ' || name,
  'foundation', 'active', code, name, '2001-01-01', ''
from territory where level = 'city_county'
on conflict (slug) do nothing;

-- One in ten is or was a member.
insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status, joined_on, ended_on)
select o.id, case when o.kind = 'cus' then 'ordinary'::tier else 'supporting' end, 'decided', false, false,
  case when n % 40 = 0 then 'ended'::membership_status else 'active' end, '2022-01-01'::date + (n % 900)::int,
  case when n % 40 = 0 then '2025-06-30'::date end
from (select id, kind, row_number() over (order by slug) as n from organisation where status = 'active') as o
where (o.n % 10 = 0 or o.kind = 'cus') and not exists (select from membership m where m.organisation_id = o.id);

-- The head of each office, with invented names, and the public contact of the office.
with office as (
  select id, slug, row_number() over (order by slug) as n from organisation o
  where slug ~ '-[0-9]{2,6}$' and not exists (select from post where organisation_id = o.id)
), head as (
  insert into person (slug, given_name, family_name)
  select 'kierownik-' || slug,
    ('{Anna,Łucja,Żaneta,Małgorzata,Katarzyna,Paweł,Michał,Wojciech,Grażyna,Zdzisław}'::text[])[1 + n % 10],
    ('{Kowalczyk,Wójcik,Dąb,Zięba,Gąsior,Mróz,Łoś,Żak,Świąder,Cieśla,Ślęzak}'::text[])[1 + n / 10 % 11]
  from office returning id, slug
), headship as (
  insert into post (organisation_id, role, title) select id, 'head', 'Kierownik' from office
  returning id, organisation_id
), reached as (
  insert into contact (slug, organisation_id, email, email_visibility, phone, phone_kind, phone_visibility)
  select 'sekretariat-' || slug, id, 'sekretariat@' || slug || '.pl', 'public',
    '+4881' || lpad((n % 10000000)::text, 7, '2'), 'fixed', 'public'
  from office
)
insert into appointment (person_id, post_id, capacity, printed_post, started_on)
select head.id, headship.id, 'substantive', 'Kierownik', '2020-01-01'::date + (n % 2000)::int
from office
join head on head.slug = 'kierownik-' || office.slug
join headship on headship.organisation_id = office.id;
