create or replace function type_wanted(types text[], type text) returns boolean
  language sql immutable parallel safe
  return types is null or type = any(types) or split_part(type, '.', 1) = any(types);
comment on function type_wanted(text[], text) is
  'Whether a list of change types and record types contains a change type. A null list contains all.';

create or replace function fan_out_changes() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if exists (select from webhook_endpoint where status <> 'disabled') then
    insert into webhook_delivery (endpoint_id, event_id, change_seq)
    select e.id, c.id, c.seq
    from new_changes c join webhook_endpoint e on e.status <> 'disabled' and type_wanted(e.types, c.type)
    order by c.seq
    on conflict do nothing;
  end if;
  return null;
end $$;
comment on function fan_out_changes() is
  'Trigger: stores, in the transaction of the changes, a delivery for each webhook endpoint that wants them.';
revoke execute on function fan_out_changes from konwent_app, konwent_readonly;
