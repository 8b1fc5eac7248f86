-- A membership ends in one way: on a day and on a basis, as a step of its course. A post with a leading role has one
-- substantive holder at a time, unless the appointments say that it is shared.

alter table membership
  add column end_basis text,
  add constraint membership_end_basis_not_blank check (is_text(end_basis));
comment on column membership.end_basis is
  'Basis of the end, as in the course; null while the membership runs, and when the basis of its end is unknown.';
alter type membership_event_kind add value 'end_annulled';
select register_record('membership', cited => true,
  shows => '{"organisation_id": "organisation", "person_id": "person", "representative_id": "person",
    "declaration_id": "declaration"}');

-- The data of people whose processing is restricted (art. 18 GDPR) stays as it is; only its form changes.
select set_config('konwent.erasing', 'on', true);
update membership m set end_basis = (
  select e.basis from membership_event e where e.membership_id = m.id and e.kind in ('ended', 'tier_changed')
  order by e.created_at desc, e.id desc limit 1)
where m.status = 'ended'
  and exists (select from membership_event e where e.membership_id = m.id and e.kind in ('ended', 'tier_changed'));

-- Their names are after those of the triggers for the change log, which must see the row first.
create trigger write_end_insert after insert on membership
  referencing new table as after_rows for each statement execute function write_membership_end();
create trigger write_end_update after update on membership
  referencing old table as before_rows new table as after_rows
  for each statement execute function write_membership_end();
create trigger membership_keeps_declaration_delete before delete on membership
  for each row execute function keep_membership_of_declaration();
create trigger membership_keeps_declaration_update before update of declaration_id on membership
  for each row when (new.declaration_id is distinct from old.declaration_id)
  execute function keep_membership_of_declaration();

alter table appointment add column shared boolean not null default false;
comment on column appointment.shared is
  'Whether the post is held together with others: then several substantive appointments may overlap.';
select register_record('appointment', cited => true, limited => true,
  properties => '{"post_id.organisation_id": "organisation"}',
  shows => '{"person_id": "person", "post_id": "post", "post_id.organisation_id": "organisation",
    "appointed_by_id": "organisation", "predecessor_id": "appointment", "predecessor_id.person_id": "person",
    "until_event_id": "event"}',
  shown => '{person,capacity,printed_post,attested_on}');

create trigger appointment_single_head_insert after insert on appointment
  for each row when (new.capacity = 'substantive' and not new.shared) execute function appointment_single_head();
create trigger appointment_single_head_update
  after update of post_id, capacity, shared, attested_on, started_on, started_not_before, started_not_after,
    ended_on, ended_not_before, ended_not_after on appointment
  for each row when (new.capacity = 'substantive' and not new.shared) execute function appointment_single_head();
create trigger post_single_head after update of role on post
  for each row when (is_leading(new.role) and not is_leading(old.role)) execute function post_single_head();

-- Such appointments were accepted until now, so they are what was recorded: a shared post.
update appointment a set shared = true
from post p
where p.id = a.post_id and is_leading(p.role) and a.capacity = 'substantive'
  and exists (select from appointment other
    where other.post_id = a.post_id and other.id <> a.id and other.capacity = 'substantive'
      and held_days(other.certain_period, other.attested_on) && held_days(a.certain_period, a.attested_on));
select set_config('konwent.erasing', '', true);
