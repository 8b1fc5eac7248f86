-- The order by voivodeship, for pages at any depth. Organisations without a place come last in both directions.
create index organisation_first_voivodeship_idx on organisation
  (coalesce(left(territory_code, 2)::integer, 2147483647), name collate "pl-x-icu", id);
create index organisation_last_voivodeship_idx on organisation
  (coalesce(left(territory_code, 2)::integer, -2147483648), name collate "pl-x-icu", id);
