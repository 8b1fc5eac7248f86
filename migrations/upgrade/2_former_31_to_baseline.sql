-- For a database that stands at 202611300450_bulk_changes, the last migration of version 0.1.0: makes it what
-- 0001_baseline.sql makes of an empty one. functions/*.sql and 0002_records.sql follow, as for every database.

create table migration (
  file text not null,
  checksum text not null,
  applied_at timestamptz not null default now(),
  constraint migration_pkey primary key (file)
);
comment on table migration is
  'Files of the folder migrations that were applied to this database: each migration once, functions as they change.';
comment on column migration.file is 'Path of the file below migrations, such as 0001_baseline.sql.';
comment on column migration.checksum is 'SHA-256 of the text that was applied, hexadecimal.';
comment on column migration.applied_at is 'When it was applied.';
revoke all on migration from konwent_app;
grant select on migration to konwent_app;
drop table kysely_migration, kysely_migration_lock;

-- All triggers are made anew by 0002_records.sql, and all functions but those of the baseline by functions/*.sql.
do $$
declare
  own record;
  -- Used by constraints, generated columns and indexes.
  stay constant text[] := '{fold,is_text,weighted_sum,is_nip,is_regon,is_krs,is_slug,is_uncertain_date,certain_period,'
    'possible_period,is_day_within_bounds,are_days_within_bounds,is_uncertain_date_within_bounds,'
    'is_moment_within_bounds}';
  gone text;
begin
  for own in select g.tgname as name, g.tgrelid::regclass as owner
    from pg_trigger g join pg_class c on c.oid = g.tgrelid
    where c.relnamespace = 'public'::regnamespace and not g.tgisinternal
  loop
    execute format('drop trigger %I on %s', own.name, own.owner);
  end loop;
  -- In one statement, since some of them use others.
  select string_agg(p.oid::regprocedure::text, ', ') into gone from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname <> all(stay)
    and not exists (
      select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e');
  execute 'drop routine ' || gone;
end $$;

-- Comments no longer name files of the service.
comment on function fold(text) is
  'Text for searching: lower case, without diacritics (ł becomes l), words split by one space. The service has a '
  'function of the same name that returns the same.';
comment on function is_day_within_bounds(date, date) is
  'Whether the day lies between the first day and 2199-12-31, or is null.';
comment on function is_moment_within_bounds(timestamptz) is
  'Whether the moment lies between 1900-01-01T00:00Z and the end of 2199 in UTC, or is null.';

-- The appointments of one person to one post are found at once, also where a post has had thousands.
create index appointment_person_post_idx on appointment (person_id, post_id);
drop index appointment_person_idx;
