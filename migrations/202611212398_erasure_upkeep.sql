-- What an erasure leaves behind physically, and what reports see of people whose data is only kept.

-- Texts are cut in every table, and the planner keeps samples of any of them.
do $$
declare
  own regclass;
begin
  for own in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege('konwent_app', oid, 'update') loop
    execute format('grant maintain on %s to konwent_app', own);
  end loop;
end $$;
alter default privileges for role konwent_owner in schema public grant maintain on tables to konwent_app;

alter table appointment enable row level security;
create policy appointment_served on appointment to konwent_app using (true) with check (true);
create policy appointment_reported on appointment for select to konwent_readonly using (person_id in (select id from person));
comment on policy appointment_served on appointment is 'The service sees all rows, and itself leaves out what its client may not see.';
comment on policy appointment_reported on appointment is 'Reports see what the people whom they see have held.';
