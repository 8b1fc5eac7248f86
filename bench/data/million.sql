-- Organisations number $1 to $2 of a million invented ones, spread over all gminas; one in twenty is a member.
with gmina as materialized (
  select code, name, row_number() over (order by code) - 1 as no, count(*) over () as total
  from territory where level = 'gmina'
), made as (
  insert into organisation (slug, name, short_name, kind, status, territory_code, seat, street, postal_code, locality,
    website, established_on, updated_at, search_text)
  select 'org-' || n, title || ' ' || bench_place(n) || ' nr ' || n, upper(office) || ' ' || bench_place(n) || ' ' || n,
    office::organisation_kind, 'active', g.code, g.name,
    'ul. ' || bench_place(n + 7) || ' ' || n % 90 + 1,
    lpad((n % 99)::text, 2, '0') || '-' || lpad((n * 7 % 1000)::text, 3, '0'), g.name, office || n || '.pl',
    '1990-05-27'::date + (n * 3 % 12000)::int, now() - n * interval '1 second', ''
  from generate_series($1::bigint, $2::bigint) as n
  join gmina g on g.no = n % g.total
  join (values
    (0, 'ngo', 'Organizacja Pożytku Publicznego'),
    (1, 'foundation', 'Fundacja Wsparcia'),
    (2, 'association', 'Stowarzyszenie Mieszkańców'),
    (3, 'social_enterprise', 'Przedsiębiorstwo Społeczne'),
    (4, 'social_economy_entity', 'Spółdzielnia Socjalna')
  ) as title (rest, office, title) on rest = n / 3 % 5
  returning id, slug
)
insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status, joined_on)
select id, 'supporting', 'decided', false, false, 'active', '2022-01-01'::date + right(slug, 2)::int
from made where right(slug, 2)::int % 20 = 0
