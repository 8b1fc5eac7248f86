create or replace function redirect_follow() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  -- Converted to text, because tg_table_name (type name) has another collation than the index.
  kind constant text := tg_table_name;
begin
  if tg_op = 'DELETE' then
    delete from redirect where target_id = old.id and subject_type = kind;
    return null;
  end if;
  if tg_op = 'UPDATE' then
    delete from redirect where subject_type = kind and identifier = new.slug and target_id = new.id;
    insert into redirect (subject_type, identifier, target_id) values (kind, old.slug, new.id)
      on conflict on constraint redirect_pkey do update set target_id = excluded.target_id;
  end if;
  if exists (select from redirect where subject_type = kind and identifier = new.slug) then
    raise unique_violation using message = 'the slug leads to another record', table = kind,
      constraint = kind || '_slug_key';
  end if;
  return null;
end $$;
comment on function redirect_follow() is
  'Trigger: redirects a former slug to its record, and refuses a slug that is redirected to another record.';
revoke execute on function redirect_follow from konwent_app, konwent_readonly;
