create or replace function next_no() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if new.no is null then
    perform pg_advisory_xact_lock(hashtext(tg_table_name || '.no'));
    execute format('select coalesce(max(no), 0) + 1 from %I', tg_table_name) into new.no;
  end if;
  return new;
end $$;
comment on function next_no() is 'Trigger: assigns the next number to a new record without one.';
revoke execute on function next_no from konwent_app, konwent_readonly;
