-- The whole country: 16 voivodeships, 380 powiats and cities with powiat rights, 2,477 gminas, and the social policy
-- offices of each. The counts are those of the territorial division. Names of powiats and gminas are invented, with
-- Polish letters. Existing rows stay unchanged.

create temporary table bench_voivodeship as
select * from (values
  ('02', 'dolnośląskie', 26, 4, 169),
  ('04', 'kujawsko-pomorskie', 19, 4, 144),
  ('06', 'lubelskie', 20, 4, 213),
  ('08', 'lubuskie', 12, 2, 82),
  ('10', 'łódzkie', 21, 3, 177),
  ('12', 'małopolskie', 19, 3, 182),
  ('14', 'mazowieckie', 37, 5, 314),
  ('16', 'opolskie', 11, 1, 71),
  ('18', 'podkarpackie', 21, 4, 160),
  ('20', 'podlaskie', 14, 3, 118),
  ('22', 'pomorskie', 16, 4, 123),
  ('24', 'śląskie', 17, 19, 167),
  ('26', 'świętokrzyskie', 13, 1, 102),
  ('28', 'warmińsko-mazurskie', 19, 2, 116),
  ('30', 'wielkopolskie', 31, 4, 226),
  ('32', 'zachodniopomorskie', 18, 3, 113)
) as v (code, name, powiats, cities, gminas);

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

create function pg_temp.bench_powiat(n bigint) returns text language sql immutable as $$
  select (
    '{święt,żół,łąk,dąb,brzoz,grab,jawor,lip,olsz,sosn,wierzb,kęp,chrzan,szczyt,ćwik,źdźbł,krzyw,piotrk}'::text[]
  )[1 + n % 18] || ('{owski,eński,icki,yński,ański,ecki}'::text[])[1 + n / 18 % 6]
$$;

insert into territory (code, level, name)
select code, 'voivodeship', name from bench_voivodeship
on conflict do nothing;

insert into territory (code, level, parent_code, name)
select code || lpad(n::text, 2, '0'), 'powiat'::territory_level, code, pg_temp.bench_powiat(n * 31 + code::int)
from bench_voivodeship, generate_series(1, powiats) as n
union all
select code || (60 + n), 'city_county'::territory_level, code, bench_place(n * 37 + code::int)
from bench_voivodeship, generate_series(1, cities) as n
on conflict do nothing;

insert into territory (code, level, parent_code, name, gmina_kind)
select code || (60 + n) || '01', 'gmina'::territory_level, code || (60 + n), bench_place(n * 37 + code::int), 'urban'
from bench_voivodeship, generate_series(1, cities) as n
union all
select v.code || lpad((1 + i % powiats)::text, 2, '0') || lpad((1 + i / powiats)::text, 2, '0'),
  'gmina'::territory_level, v.code || lpad((1 + i % powiats)::text, 2, '0'),
  bench_place(i * 41 + v.code::int), ('{rural,urban_rural,rural,urban,rural}'::gmina_kind[])[1 + i % 5]
from bench_voivodeship v, generate_series(0, gminas - cities - 1) as i
on conflict do nothing;

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
on conflict do nothing;

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
on conflict do nothing;

-- One in ten is or was a member.
insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status, joined_on, ended_on)
select o.id, case when o.kind = 'cus' then 'ordinary'::tier else 'supporting' end, 'decided', false, false,
  case when n % 40 = 0 then 'ended'::membership_status else 'active' end, '2022-01-01'::date + (n % 900)::int,
  case when n % 40 = 0 then '2025-06-30'::date end
from (select id, kind, row_number() over (order by slug) as n from organisation where status = 'active') as o
where (o.n % 10 = 0 or o.kind = 'cus') and not exists (select from membership m where m.organisation_id = o.id);

drop table bench_voivodeship;
