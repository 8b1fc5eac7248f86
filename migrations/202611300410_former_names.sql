-- Names that people had before, and places that an erasure leaves for a person to look at.

create table person_former_name (
  person_id uuid not null,
  given_name text not null,
  family_name text not null,
  constraint person_former_name_pkey primary key (person_id, given_name, family_name),
  constraint person_former_name_person_fkey foreign key (person_id) references person on delete cascade,
  constraint person_former_name_not_blank check (is_text(given_name) and is_text(family_name))
);
comment on table person_former_name is 'Names that a person had in the registry before, also those of records merged into this one. An erasure looks for them; nobody else reads them.';
comment on column person_former_name.person_id is 'The person.';
comment on column person_former_name.given_name is 'Given names before the change.';
comment on column person_former_name.family_name is 'Family name before the change.';
-- ANALYZE keeps the samples of a table that has become empty, and samples of names must not outlive an erasure.
alter table person_former_name alter column given_name set statistics 0, alter column family_name set statistics 0;

create function keep_former_name() returns trigger language plpgsql as $$
begin
  -- An erasure replaces the name so that it is forgotten.
  if current_setting('konwent.erasing', true) is distinct from 'on' then
    insert into person_former_name (person_id, given_name, family_name) values (old.id, old.given_name, old.family_name) on conflict do nothing;
  end if;
  return null;
end $$;
comment on function keep_former_name() is 'Trigger: keeps the name that a person had before a change.';
create trigger keep_former_name after update of given_name, family_name on person for each row
  when ((old.given_name, old.family_name) is distinct from (new.given_name, new.family_name)) execute function keep_former_name();
revoke execute on function keep_former_name from konwent_app, konwent_readonly;

alter table erasure
  add column left_open jsonb not null default '[]',
  add constraint erasure_left_open_is_list check (jsonb_typeof(left_open) = 'array');
comment on column erasure.left_open is 'Places that were not erased and need a decision or a check: table, column and key of the row. References only, no personal data.';
