-- Plans are cached for the session. They must use the indexes even if the tables were empty when the plan was made.

create or replace function withdrawal_of(post uuid, organisation uuid, holder uuid, lifted date) returns date
  language sql stable set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  return least(
    (select max(upper(a.possible_period)) from appointment a join post p on p.id = a.post_id
      where a.person_id = holder and (p.id = post or p.organisation_id = organisation)
      having not bool_or(upper_inf(a.possible_period))
        and max(upper(a.possible_period)) > coalesce(lifted, '-infinity')),
    (select max(upper(a.possible_period)) from appointment a where a.post_id = post
      having not bool_or(upper_inf(a.possible_period))
        and max(upper(a.possible_period)) > coalesce(lifted, '-infinity')));
comment on function withdrawal_of(uuid, uuid, uuid, date) is
  'Day by which all appointments of the printed holder to the post or in the organisation, or all appointments to '
  'the post, have certainly ended. Null if one may continue, if there are none, or if they ended on or before the '
  'day in the last argument.';

create or replace function withdrawn_here(contact_id uuid) returns boolean
  language sql stable set enable_seqscan = off
  return exists (select from pending_change
    where transaction = pg_current_xact_id_if_assigned() and subject_type = 'contact'
    and subject_id = contact_id::text and 'withdrawn_on' = any(fields));
comment on function withdrawn_here(uuid) is
  'Whether this transaction has changed withdrawn_on. A merger moves records table by table, so a day that was '
  'computed during it is provisional until the commit.';
revoke execute on function withdrawn_here from konwent_app, konwent_readonly;

create or replace function withdraw_contact() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  today constant date := (now() at time zone 'Europe/Warsaw')::date;
begin
  if tg_op = 'INSERT' then
    new.withdrawn_on := least(new.withdrawn_on,
      withdrawal_of(new.post_id, new.organisation_id, new.printed_holder_id, new.withdrawal_lifted_on));
    return new;
  end if;
  if new.withdrawn_on = 'infinity' then
    -- withdraw_contacts() sets infinity if no reason for a withdrawal is left. That does not lift a withdrawal.
    new.withdrawn_on := null;
  elsif new.withdrawn_on is null and old.withdrawn_on is not null then
    if exists (select from person where id = new.printed_holder_id and restricted_at is not null) then
      raise check_violation using message = 'the processing of the data is restricted', table = tg_table_name,
        constraint = 'processing_restricted';
    end if;
    -- The lift covers both the end of the holder's appointments and that of all appointments to the post.
    loop
      new.withdrawn_on :=
        withdrawal_of(new.post_id, new.organisation_id, new.printed_holder_id, new.withdrawal_lifted_on);
      exit when new.withdrawn_on is null or new.withdrawn_on > greatest(today, old.withdrawn_on);
      new.withdrawal_lifted_on := new.withdrawn_on;
    end loop;
  elsif new.withdrawn_on is not distinct from old.withdrawn_on
    and (new.post_id, new.organisation_id, new.printed_holder_id)
      is distinct from (old.post_id, old.organisation_id, old.printed_holder_id)
    and (old.withdrawn_on is null or old.withdrawn_on > today or withdrawn_here(old.id))
  then
    new.withdrawn_on :=
      withdrawal_of(new.post_id, new.organisation_id, new.printed_holder_id, new.withdrawal_lifted_on);
  end if;
  if old.withdrawn_on <= today and (new.withdrawn_on is null or new.withdrawn_on > today) then
    -- The transaction may have announced a withdrawal that it now reverts.
    update pending_change set verb = case when public_before then 'updated' else 'created' end, op = null
    where transaction = pg_current_xact_id() and subject_type = 'contact' and subject_id = new.id::text
      and verb = 'withdrawn';
  end if;
  return new;
end $$;
comment on function withdraw_contact() is
  'Trigger: computes the day from which only staff see a contact. After that day it stays, unless it is set to null, '
  'which lifts the withdrawal.';
revoke execute on function withdraw_contact from konwent_app, konwent_readonly;

create or replace function withdraw_contacts() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  today constant date := (now() at time zone 'Europe/Warsaw')::date;
  posts uuid[];
  people uuid[];
  -- Pairs: a person whose appointments in an organisation have changed.
  holders uuid[];
  organisations uuid[];
  changed record;
begin
  if tg_table_name = 'post' then
    select array_agg(h.person_id), array_agg(h.organisation_id) into holders, organisations from (
      select distinct a.person_id, m.organisation_id from (
        select r.id, r.organisation_id, count(*) over (partition by r.id) as organisations
        from (select id, organisation_id from before_rows union select id, organisation_id from after_rows) r) m
      join appointment a on a.post_id = m.id where m.organisations > 1) h;
    if holders is null then return null; end if;
  else
    if tg_op = 'INSERT' then
      select array_agg(r.post_id), array_agg(r.person_id) into posts, people
      from (select distinct post_id, person_id from after_rows) r;
    elsif tg_op = 'DELETE' then
      select array_agg(r.post_id), array_agg(r.person_id) into posts, people
      from (select distinct post_id, person_id from before_rows) r;
    else
      select array_agg(r.post_id), array_agg(r.person_id) into posts, people
      from (select post_id, person_id from before_rows union select post_id, person_id from after_rows) r;
    end if;
    if posts is null then return null; end if;
    select array_agg(h.person_id), array_agg(h.organisation_id) into holders, organisations from (
      select distinct r.person_id, p.organisation_id
      from unnest(posts, people) as r (post_id, person_id) join post p on p.id = r.post_id) h;
  end if;
  for changed in
    with due as materialized (
      select c.id, least(
        case when everybody.day > coalesce(c.withdrawal_lifted_on, '-infinity') then everybody.day end,
        case when holder.day > coalesce(c.withdrawal_lifted_on, '-infinity') then holder.day end) as day
      from (select distinct unnest(posts) as post_id) p
      cross join lateral (
        select case when not bool_or(upper_inf(a.possible_period)) then max(upper(a.possible_period)) end as day
        from appointment a where a.post_id = p.post_id) everybody
      join contact c on c.post_id = p.post_id
      cross join lateral (
        select case when not bool_or(upper_inf(a.possible_period)) then max(upper(a.possible_period)) end as day
        from appointment a where a.person_id = c.printed_holder_id and a.post_id = c.post_id) holder
      union all
      select c.id, case when holder.day > coalesce(c.withdrawal_lifted_on, '-infinity') then holder.day end
      from unnest(holders, organisations) as h (person_id, organisation_id)
      cross join lateral (
        select case when not bool_or(upper_inf(a.possible_period)) then max(upper(a.possible_period)) end as day
        from appointment a join post p on p.id = a.post_id
        where a.person_id = h.person_id and p.organisation_id = h.organisation_id) holder
      join contact c on c.printed_holder_id = h.person_id and c.organisation_id = h.organisation_id
    )
    update contact c set withdrawn_on = coalesce(due.day, 'infinity') from due
    where c.id = due.id and c.withdrawn_on is distinct from due.day
      and (c.withdrawn_on is null or c.withdrawn_on > today or withdrawn_here(c.id))
    returning with (old as was, new as is_now)
      c.id, is_public('contact', to_jsonb(was)) and not is_public('contact', to_jsonb(is_now)) as withdrawn
  loop
    if changed.withdrawn then perform mark_change('contact', changed.id::text, 'withdrawn', 'redact'); end if;
  end loop;
  return null;
end $$;
comment on function withdraw_contacts() is
  'Trigger: recomputes the withdrawal of contacts after a change of appointments or a move of posts. A withdrawal in '
  'effect stays.';
revoke execute on function withdraw_contacts from konwent_app, konwent_readonly;
