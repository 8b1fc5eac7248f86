-- One substantive holder at a time of a post that leads an organisation. It is no exclusion constraint, because the
-- role is a column of another table, and because the error names the other appointment.

create or replace function leading_rank(role post_role) returns integer language sql immutable parallel safe
  return array_position(array['head', 'president_of_board', 'mayor_city', 'mayor_town', 'mayor_rural',
    'voivodeship_marshal', 'minister', 'chair']::post_role[], role);
comment on function leading_rank(post_role) is
  'Rank of a role among those that lead an organisation, from 1; null for any other role.';

create or replace function is_leading(role post_role) returns boolean language sql immutable parallel safe
  return leading_rank(role) is not null;
comment on function is_leading(post_role) is 'Whether the holder of a post with this role leads the organisation.';

create or replace function held_days(period daterange, attested_on date[]) returns datemultirange
  language sql immutable parallel safe
  return coalesce(datemultirange(period), '{}')
    + coalesce((select range_agg(daterange(day, day, '[]')) from unnest(attested_on) as day), '{}');
comment on function held_days(daterange, date[]) is
  'The days on which somebody certainly held a post: those of the certain period and those that a source attests.';

create or replace function appointment_single_head() returns trigger language plpgsql
  set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  is_post_leading boolean;
  other record;
begin
  -- The lock makes two concurrent appointments wait for each other. The next query sees what the first has committed.
  select is_leading(p.role) into is_post_leading from post p where p.id = new.post_id for no key update;
  if not is_post_leading then return null; end if;
  select a.id, p.display_name, p.restricted_at into other
  from appointment a join person p on p.id = a.person_id
  where a.post_id = new.post_id and a.id <> new.id and a.capacity = 'substantive' and not a.shared
    and held_days(a.certain_period, a.attested_on) && held_days(new.certain_period, new.attested_on)
  order by p.restricted_at nulls first, a.id limit 1;
  if found then perform refuse_second_head(other.id, other.display_name, other.restricted_at); end if;
  return null;
end $$;
comment on function appointment_single_head() is
  'Trigger: refuses a substantive appointment to a leading post that certainly overlaps another one.';
revoke execute on function appointment_single_head from konwent_app, konwent_readonly;

create or replace function post_single_head() returns trigger language plpgsql
  set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  other record;
begin
  select a.id, p.display_name, p.restricted_at into other
  from appointment a join person p on p.id = a.person_id
  join appointment b on b.post_id = a.post_id and b.id <> a.id and b.capacity = 'substantive' and not b.shared
    and held_days(b.certain_period, b.attested_on) && held_days(a.certain_period, a.attested_on)
  where a.post_id = new.id and a.capacity = 'substantive' and not a.shared
  order by p.restricted_at nulls first, a.id limit 1;
  if found then perform refuse_second_head(other.id, other.display_name, other.restricted_at); end if;
  return null;
end $$;
comment on function post_single_head() is
  'Trigger: refuses a leading role for a post whose substantive appointments certainly overlap.';
revoke execute on function post_single_head from konwent_app, konwent_readonly;

create or replace function refuse_second_head(appointment uuid, name text, restricted_at timestamptz) returns void
  language plpgsql set search_path = public, pg_temp as $$
begin
  raise check_violation using message = 'the post already has a substantive holder in this period',
    table = 'appointment', constraint = 'appointment_single_head',
    detail = case when restricted_at is null or shows_restricted()
      then jsonb_build_object('id', appointment, 'name', name) else '{}' end::text;
end $$;
comment on function refuse_second_head(uuid, text, timestamptz) is
  'Raises the error about the other appointment. It names nobody whose processing is restricted.';
