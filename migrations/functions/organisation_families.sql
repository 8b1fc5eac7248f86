create or replace function family_of_kind(kind organisation_kind) returns kind_family
  language plpgsql immutable strict parallel safe as $$
begin
  return case
    when kind = 'cus' then 'cus'::public.kind_family
    when kind in ('ops', 'gops', 'mgops', 'mops', 'mopr') then 'ops'
    when kind = 'pcpr' then 'family_support'
    when kind = 'rops' then 'regional_policy'
    when kind in ('voivodeship_office', 'ministry') then 'government_administration'
    when kind in ('marshal_office', 'voivodeship_government', 'gmina', 'powiat') then 'self_government'
    when kind in ('foundation', 'association', 'ngo', 'social_economy_entity', 'social_enterprise') then 'third_sector'
  end;
end $$;
comment on function family_of_kind(organisation_kind) is
  'Family of a kind. Null for kinds without a family, and for departments, which have the family of their office.';

create or replace function organisation_family_passes_on() returns trigger language plpgsql
  set enable_seqscan = off as $$
begin
  update organisation set kind_family = new.kind_family
  where part_of_id = new.id and kind = 'department' and kind_family is distinct from new.kind_family;
  return null;
end $$;
comment on function organisation_family_passes_on() is
  'Trigger: passes the changed family of an office on to its departments.';
revoke execute on function organisation_family_passes_on from konwent_app, konwent_readonly;

-- EXECUTE plans the query each time. Planner settings of the function are no alternative: they would also apply to the
-- triggers that it fires, whose plans are cached for the session.
create or replace function organisation_families_arrive() returns trigger language plpgsql as $$
begin
  execute '
    update organisation d set kind_family = o.kind_family
    from after_rows n join organisation o on o.id = n.part_of_id
    where d.id = n.id and n.kind = ''department'' and d.kind_family is distinct from o.kind_family';
  return null;
end $$;
comment on function organisation_families_arrive() is
  'Trigger: sets the family of departments whose office was inserted after them in the same statement.';
revoke execute on function organisation_families_arrive from konwent_app, konwent_readonly;
