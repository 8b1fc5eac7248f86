-- A record shows parts of others: the name of the organisation, of the person. When these change, a copy of the record is no longer what the registry shows,
-- so the journal tells of it, too: nobody's copy keeps a name that was corrected or erased. The record itself has not changed and keeps its version.

create function shown_properties(subject_type text) returns text[]
  language sql immutable parallel safe
  return case subject_type
    when 'organisation' then '{slug,name,short_name,kind}'::text[]
    when 'person' then '{slug,given_name,family_name,academic_title,restricted_at}'
    when 'post' then '{role,title,organisation}'
    when 'appointment' then '{person,capacity,printed_post,attested_on}'
    when 'event' then '{slug,title,date}'
    when 'declaration' then '{slug,title,status}'
    when 'territory' then '{name,level,gmina_kind}'
    when 'legal_act' then '{slug}'
    when 'source' then '{slug}'
    else '{}' end;
comment on function shown_properties(text) is 'Properties of a record that other records show or that decide what they show of it.';

create function records_showing(shown text, ids text[]) returns table (subject_type text, subject_id text, version integer, property text)
  language plpgsql stable set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  uuids constant uuid[] := case when shown <> 'territory' and shown_properties(shown) <> '{}' then ids::uuid[] end;
begin
  if shown = 'organisation' then
    return query
      select 'organisation', o.id::text, o.version, 'part_of' from organisation o where o.part_of_id = any(uuids)
      union all select 'organisation_lineage', l.id::text, l.version, 'successor' from organisation_lineage l where l.organisation_id = any(uuids)
      union all select 'organisation_lineage', l.id::text, l.version, 'predecessor' from organisation_lineage l where l.predecessor_id = any(uuids)
      union all select 'post', p.id::text, p.version, 'organisation' from post p where p.organisation_id = any(uuids)
      union all select 'appointment', a.id::text, a.version, 'organisation' from appointment a join post p on p.id = a.post_id
        where p.organisation_id = any(uuids) and is_public('appointment', to_jsonb(a))
      union all select 'appointment', a.id::text, a.version, 'appointed_by' from appointment a where a.appointed_by_id = any(uuids) and is_public('appointment', to_jsonb(a))
      union all select 'contact', c.id::text, c.version, 'organisation' from contact c left join post p on p.id = c.post_id
        where (c.organisation_id = any(uuids) or p.organisation_id = any(uuids)) and is_public('contact', to_jsonb(c))
      union all select 'membership', m.id::text, m.version, 'organisation' from membership m where m.organisation_id = any(uuids)
      union all select 'membership_list', l.id::text, l.version, 'entries' from membership_list l join membership_list_entry e on e.membership_list_id = l.id where e.organisation_id = any(uuids)
      union all select 'declaration', d.id::text, d.version, 'signatories' from declaration d join declaration_signatory s on s.declaration_id = d.id
        where s.organisation_id = any(uuids) and d.status = 'accepted'
      union all select 'event', e.id::text, e.version, 'venue' from event e where e.venue_id = any(uuids)
      union all select 'event', e.id::text, e.version, 'participants' from event e join event_participant x on x.event_id = e.id where x.organisation_id = any(uuids)
      union all select 'event', e.id::text, e.version, 'programme' from event e join programme_item i on i.event_id = e.id where i.about_id = any(uuids)
      union all select 'event', e.id::text, e.version, 'programme' from event e join programme_speaker s on s.event_id = e.id where s.organisation_id = any(uuids)
      union all select 'event', e.id::text, e.version, 'links' from event e join event_link k on k.event_id = e.id where k.publisher_id = any(uuids)
      union all select 'publication', p.id::text, p.version, 'publisher' from publication p where p.publisher_id = any(uuids)
      union all select 'linked_site', s.id::text, s.version, 'run_by' from linked_site s where s.run_by_id = any(uuids)
      union all select 'assertion', a.id::text, a.version, 'organisation' from assertion a where a.subject_organisation_id = any(uuids);
  elsif shown = 'person' then
    return query
      select 'appointment', a.id::text, a.version, 'person' from appointment a where a.person_id = any(uuids) and is_public('appointment', to_jsonb(a))
      union all select 'appointment', a.id::text, a.version, 'predecessor' from appointment a join appointment b on b.id = a.predecessor_id
        where b.person_id = any(uuids) and is_public('appointment', to_jsonb(a))
      union all select 'contact', c.id::text, c.version, 'printed_holder' from contact c where c.printed_holder_id = any(uuids) and is_public('contact', to_jsonb(c))
      union all select 'membership', m.id::text, m.version, 'person' from membership m where m.person_id = any(uuids)
      union all select 'membership', m.id::text, m.version, 'representative' from membership m where m.representative_id = any(uuids)
      union all select 'membership_list', l.id::text, l.version, 'entries' from membership_list l join membership_list_entry e on e.membership_list_id = l.id where e.person_id = any(uuids)
      union all select 'declaration', d.id::text, d.version, 'signatories' from declaration d join declaration_signatory s on s.declaration_id = d.id
        where s.person_id = any(uuids) and d.status = 'accepted'
      union all select 'event', e.id::text, e.version, 'participants' from event e join event_participant x on x.event_id = e.id where x.person_id = any(uuids)
      union all select 'event', e.id::text, e.version, 'programme' from event e join programme_speaker s on s.event_id = e.id where s.person_id = any(uuids)
      union all select 'event', e.id::text, e.version, 'links' from event e join event_link k on k.event_id = e.id where k.author_id = any(uuids)
      union all select 'publication', p.id::text, p.version, 'contributors' from publication p join publication_contributor c on c.publication_id = p.id where c.person_id = any(uuids);
  elsif shown = 'post' then
    return query
      select 'appointment', a.id::text, a.version, 'post' from appointment a where a.post_id = any(uuids) and is_public('appointment', to_jsonb(a))
      union all select 'contact', c.id::text, c.version, 'post' from contact c where c.post_id = any(uuids) and is_public('contact', to_jsonb(c));
  elsif shown = 'appointment' then
    return query select 'appointment', a.id::text, a.version, 'predecessor' from appointment a where a.predecessor_id = any(uuids) and is_public('appointment', to_jsonb(a));
  elsif shown = 'event' then
    return query
      select 'appointment', a.id::text, a.version, 'until_event' from appointment a where a.until_event_id = any(uuids) and is_public('appointment', to_jsonb(a))
      union all select 'declaration', d.id::text, d.version, 'event' from declaration d where d.event_id = any(uuids) and d.status = 'accepted';
  elsif shown = 'declaration' then
    return query select 'membership', m.id::text, m.version, 'declaration' from membership m where m.declaration_id = any(uuids);
  elsif shown = 'territory' then
    -- A gmina is shown with its powiat and its voivodeship, whose codes its own begins with.
    return query
      select 'organisation', o.id::text, o.version, 'territory' from organisation o where array[o.territory_code, left(o.territory_code, 4), left(o.territory_code, 2)] && ids
      union all select 'assertion', a.id::text, a.version, 'territory' from assertion a
        where array[a.subject_territory_code, left(a.subject_territory_code, 4), left(a.subject_territory_code, 2)] && ids
      union all select 'territory', t.code, t.version, case when left(t.code, 4) = any(ids) then 'powiat' else 'voivodeship' end from territory t
        where array[left(t.code, 4), left(t.code, 2)] && ids and t.code <> all(ids);
  elsif shown = 'legal_act' then
    return query select 'training_topic', t.id::text, t.version, 'legal_act' from training_topic t where t.legal_act_id = any(uuids);
  elsif shown = 'source' then
    return query select 'membership_list', l.id::text, l.version, 'source' from membership_list l where l.source_id = any(uuids);
  end if;
end $$;
comment on function records_showing(text, text[]) is 'Records that everybody sees and that show something of the given records of one type, each with its property that does.';

create function shows_elsewhere(subject_type text, type text, op change_op, fields text[]) returns boolean
  language sql immutable parallel safe
  return (fields && shown_properties(subject_type) and type <> all(array[subject_type || '.created', subject_type || '.refreshed']))
    -- What was removed from sight is still shown by name, or by what stands for the name.
    or (subject_type = 'person' and op = 'redact')
    -- No foreign key tells a gmina that its powiat has come or gone.
    or type in ('territory.created', 'territory.deleted');
comment on function shows_elsewhere(text, text, change_op, text[]) is 'Whether a change of a record may show in other records; one that is new is not shown anywhere yet.';

create function refresh_showing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Also ends the recursion, since what is written here fires this trigger again.
  if not exists (select from new_rows n where shows_elsewhere(n.subject_type, n.type, n.op, n.fields)) then return null; end if;
  with shown as materialized (
    select n.subject_type, array_agg(n.subject_id) as ids from new_rows n where shows_elsewhere(n.subject_type, n.type, n.op, n.fields) group by n.subject_type
  ), showing as materialized (
    select r.subject_type, r.subject_id, r.version, array_agg(distinct r.property order by r.property) as fields
    from shown s cross join lateral records_showing(s.subject_type, s.ids) as r
    where not exists (select from new_rows n where n.subject_type = r.subject_type and n.subject_id = r.subject_id)
    group by r.subject_type, r.subject_id, r.version
  ), counted as materialized (
    select count(*) as rows from showing having count(*) > 0
  ), moved as (
    update feed_head set seq = seq + counted.rows from counted returning feed_head.seq - counted.rows as before
  )
  insert into change (seq, type, op, subject_type, subject_id, subject_version, fields, request_id)
  select moved.before + row_number() over (order by s.subject_type, s.subject_id), s.subject_type || '.refreshed', 'upsert', s.subject_type, s.subject_id, s.version, s.fields,
    nullif(current_setting('konwent.request_id', true), '')
  from showing s cross join moved;
  return null;
end $$;
comment on function refresh_showing() is 'Trigger: after the changes of a transaction the journal has those of the records that show what has changed. Numbers are taken from the counter that the transaction holds already.';
create trigger refresh_showing after insert on change referencing new table as new_rows for each statement execute function refresh_showing();

revoke execute on function records_showing, refresh_showing from konwent_app, konwent_readonly;

-- An event shows the accepted declaration that came out of it; of the others nobody is to hear.
select track_children('declaration', 'event', 'case when row ->> ''status'' = ''accepted'' then row ->> ''event_id'' end', 'declaration');
