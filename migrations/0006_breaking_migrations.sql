-- A migration that breaks older versions says so in its text, and this column says it to the older versions.
alter table migration add column breaks_older boolean not null default false;
comment on column migration.breaks_older is
  'Whether versions that do not know this migration cannot serve the database any more.';
