-- The end of a membership is a step of its course, and an accepted declaration keeps the membership that it led to.

create or replace function begin_membership() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  today constant date := (now() at time zone 'Europe/Warsaw')::date;
begin
  if new.status in ('active', 'upcoming') then
    new.status := case when coalesce(new.joined_on, new.joined_not_before) > today then 'upcoming' else 'active' end;
  end if;
  return new;
end $$;
comment on function begin_membership() is
  'Trigger: a membership that begins in the future is upcoming, and one that has begun is active. A task stores the '
  'status again on the day.';
revoke execute on function begin_membership from konwent_app, konwent_readonly;

create or replace function write_membership_end() returns trigger language plpgsql
  set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  today constant date := (now() at time zone 'Europe/Warsaw')::date;
  ended record;
  last_step uuid;
begin
  for ended in execute case tg_op when 'INSERT' then '
    select a.*, true as is_moved from after_rows a where a.status = ''ended'' and a.end_basis is not null'
  else '
    select a.*, (a.ended_on, a.ended_not_before, a.ended_not_after)
      is distinct from (b.ended_on, b.ended_not_before, b.ended_not_after) as is_moved
    from after_rows a join before_rows b on b.id = a.id
    where a.status = ''ended'' and b.status = ''ended'' and a.end_basis is not null
      and (a.ended_on, a.ended_not_before, a.ended_not_after, a.end_basis)
        is distinct from (b.ended_on, b.ended_not_before, b.ended_not_after, b.end_basis)' end
  loop
    if ended.is_moved and coalesce(ended.ended_on, ended.ended_not_before) > today then
      raise check_violation using message = 'the end of the membership is in the future', table = 'membership',
        constraint = 'membership_ended_in_the_future';
    elsif ended.is_moved and exists (select from membership_event e
      where e.membership_id = ended.id and e.kind in ('suspended', 'resumed')
        and e.effective_on > coalesce(ended.ended_on, ended.ended_not_after))
    then
      raise check_violation using message = 'the membership would end before a step of its course',
        table = 'membership', constraint = 'membership_ended_before_step';
    end if;
    select e.id into last_step from membership_event e
    where e.membership_id = ended.id and e.kind in ('ended', 'tier_changed')
    order by e.created_at desc, e.id desc limit 1;
    if last_step is null then
      insert into membership_event
        (membership_id, kind, effective_on, effective_not_before, effective_not_after, basis)
      values (ended.id, 'ended', ended.ended_on, ended.ended_not_before, ended.ended_not_after, ended.end_basis);
    else
      update membership_event e set effective_on = ended.ended_on, effective_not_before = ended.ended_not_before,
        effective_not_after = ended.ended_not_after, basis = ended.end_basis
      where e.id = last_step;
    end if;
  end loop;
  return null;
end $$;
comment on function write_membership_end() is
  'Trigger: writes the end of a membership that is recorded as ended into its course, and corrections of the day or '
  'the basis of an end into its last step.';
revoke execute on function write_membership_end from konwent_app, konwent_readonly;

create or replace function keep_membership_of_declaration() returns trigger language plpgsql
  set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  hanging text;
begin
  -- Without an author, an administrator repairs the database by hand.
  if coalesce(current_setting('konwent.actor', true), '') = '' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  select d.slug into hanging from declaration d
  where d.status = 'accepted'
    and (d.id = old.declaration_id or (tg_op = 'DELETE' and exists (
      select from membership_event e
      where e.membership_id = old.id and e.declaration_id = d.id and e.kind in ('ended', 'tier_changed'))))
    and exists (select from declaration_signatory s
      where s.declaration_id = d.id and coalesce(s.organisation_id, s.person_id) = old.member_id)
    and not exists (select from membership m
      where m.member_id = old.member_id and m.id <> old.id and (m.declaration_id = d.id
        or exists (select from membership_event e where e.membership_id = m.id and e.declaration_id = d.id)))
  limit 1;
  if hanging is not null then
    raise check_violation using message = 'an accepted declaration would have no membership', table = 'membership',
      constraint = 'membership_of_declaration', detail = hanging;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
comment on function keep_membership_of_declaration() is
  'Trigger: refuses to take from an accepted declaration the only membership of a signatory that it led to or ended. '
  'It applies to the service, not to statements by hand.';
revoke execute on function keep_membership_of_declaration from konwent_app, konwent_readonly;
