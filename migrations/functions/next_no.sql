create or replace function next_no() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if new.no is null then
    perform pg_advisory_xact_lock(hashtext(tg_table_name || '.no'));
    execute format('select coalesce(max(no), 0) + 1 from %I', tg_table_name) into new.no;
  end if;
  return new;
end $$;
comment on function next_no() is 'Trigger: numbers a record that is made without a place in a printed list.';
revoke execute on function next_no from konwent_app, konwent_readonly;
