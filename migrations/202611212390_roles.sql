-- Three roles: konwent_owner owns everything and migrates, konwent_app serves, konwent_readonly reports.
-- Roles belong to the whole cluster: they may be there already, and another database may be making them at this moment.

do $$
declare
  wanted record;
  setting text;
begin
  for wanted in select * from (values
    ('konwent_owner', true, '{}'::text[]),
    ('konwent_app', true, '{statement_timeout=4s,lock_timeout=2s,idle_in_transaction_session_timeout=30s}'),
    ('konwent_readonly', false, '{default_transaction_read_only=on,statement_timeout=30s,lock_timeout=2s,idle_in_transaction_session_timeout=60s}')
  ) as w (name, taken_on, settings)
  loop
    for attempt in 1..10 loop
      begin
        if to_regrole(wanted.name) is null then
          execute format('create role %I', wanted.name);
          execute format('comment on role %I is %L', wanted.name, case wanted.name
            when 'konwent_owner' then 'Owns the registry and migrates it.'
            when 'konwent_app' then 'Serves the registry: reads and writes records, and only adds to the journal and the audit.'
            else 'Reads what everybody may see.' end);
        end if;
        foreach setting in array wanted.settings loop
          if not exists (select from pg_db_role_setting where setdatabase = 0 and setrole = to_regrole(wanted.name) and setting = any(setconfig)) then
            execute format('alter role %I set %I = %L', wanted.name, split_part(setting, '=', 1), split_part(setting, '=', 2));
          end if;
        end loop;
        -- Whoever made a role without being a superuser may administer it, and has yet to let himself take it on.
        if wanted.taken_on and not pg_has_role(wanted.name, 'set') then
          execute format('grant %I to current_user', wanted.name);
        end if;
        exit;
      exception when duplicate_object or unique_violation or internal_error then
        -- Somebody else was faster, which shows only now that he has committed. internal_error is "tuple concurrently updated".
        if attempt = 10 then raise; end if;
      end;
    end loop;
  end loop;
end $$;

-- A table cannot change hands while deferred triggers wait on its rows.
set constraints all immediate;
set constraints all deferred;

revoke all on schema public from public;
grant usage, create on schema public to konwent_owner;
grant usage on schema public to konwent_app, konwent_readonly;

do $$
declare
  statement text;
begin
  execute format('revoke temporary on database %I from public', current_database());
  execute format('grant create on database %I to konwent_owner', current_database());
  for statement in
    with own as (
      select format('table %s', oid::regclass) as object from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
        and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
      union all
      select format('routine %s', oid::regprocedure) from pg_proc where pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
      union all
      select format('type %s', oid::regtype) from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
        and not exists (select from pg_depend where classid = 'pg_type'::regclass and objid = pg_type.oid and deptype = 'e')
    )
    select format('alter %s owner to konwent_owner', object) from own
  loop
    execute statement;
  end loop;
end $$;

-- From here on, and in every later migration, the owner works.
set local role konwent_owner;

-- The service. What later migrations make is the service's too, unless they take it away again.
alter default privileges for role konwent_owner in schema public grant select, insert, update, delete on tables to konwent_app;
alter default privileges for role konwent_owner in schema public grant usage on sequences to konwent_app;
grant select, insert, update, delete on all tables in schema public to konwent_app;
grant usage on all sequences in schema public to konwent_app;
-- Only the tracking writes these, as their owner.
revoke insert, update, delete on change, feed_head, audit, audit_head from konwent_app;
revoke all on pending_change, pending_audit, pending_transaction from konwent_app;
revoke insert, update, delete on kysely_migration, kysely_migration_lock from konwent_app;

-- Functions are nobody's but the two roles'. Those that act as the owner are only for its triggers, but for two.
alter default privileges for role konwent_owner revoke execute on functions from public;
alter default privileges for role konwent_owner in schema public grant execute on functions to konwent_app, konwent_readonly;
do $$
declare
  own record;
begin
  for own in select oid::regprocedure as name, prosecdef or prorettype = 'trigger'::regtype as internal from pg_proc
    where pronamespace = 'public'::regnamespace and pg_get_userbyid(proowner) = 'konwent_owner'
  loop
    execute format('revoke execute on routine %s from public', own.name);
    if not own.internal then execute format('grant execute on routine %s to konwent_app, konwent_readonly', own.name); end if;
  end loop;
end $$;
revoke execute on function track_table, track_children from konwent_app, konwent_readonly;
grant execute on function mark_change, record_audit to konwent_app;

-- Reports see what every visitor of the API sees. Each table is named, so that a new one is closed until somebody opens it. Left out is
-- what is internal (keys, the audit, secrets, work under way), and what has rows or columns that are not for everybody: contacts,
-- declarations, and what refers to both.
grant select on appointment, assertion, change, creation_mode_rule, eligibility_rule, event, event_link, event_participant, event_title, feed_head, legal_act,
  legal_act_title, linked_site, membership, membership_list, membership_list_entry, membership_tier, membership_tier_member_type, organisation,
  organisation_lineage, organisation_name, person, post, programme_item, programme_speaker, publication, publication_contributor, service_area, source,
  structure_element, territory, territory_name, training_topic to konwent_readonly;
