create or replace function settle() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  self constant xid8 := new.transaction;
  who_key constant uuid := nullif(current_setting('konwent.key_id', true), '')::uuid;
  who constant text := case when who_key is not null then 'key'
    else coalesce(nullif(current_setting('konwent.actor', true), ''), 'database') end;
  request constant text := nullif(current_setting('konwent.request_id', true), '');
  changes pending_change[];
  actions pending_audit[];
  journaled bigint;
  before bigint;
  made record;
  entry audit;
  entries audit[];
begin
  delete from pending_transaction where transaction = self;
  with taken as (delete from pending_change where transaction = self returning *)
  select array_agg(t order by no), count(*) filter (where t.journaled and (public_before or public_after))
  into changes, journaled from taken t where verb <> 'undone';
  with taken as (delete from pending_audit where transaction = self returning *)
  select array_agg(t order by no) into actions from taken t;

  if journaled > 0 then
    update feed_head set seq = seq + journaled returning seq - journaled into before;
    insert into change (seq, type, op, subject_type, subject_id, subject_version, fields, request_id, successor_id)
    select before + row_number() over (order by no), subject_type || '.' || verb,
      coalesce(op,
        case when public_after then 'upsert' when verb = 'deleted' then 'delete' else 'redact' end::change_op),
      subject_type, subject_id, case when public_after then version end,
      case when public_after then shown_fields(subject_type, subject_id, fields) else '{}' end, request, successor_id
    from unnest(changes) as c where c.journaled and (public_before or public_after);
    -- Only a hint: other processes read the change log. The lock of the counter orders the commits anyway.
    perform pg_notify('konwent_feed', '');
  end if;

  if changes is not null or actions is not null then
    select seq, hash into entry.seq, entry.hash from audit_head for update;
    entry.occurred_at := now();
    entry.actor := who;
    entry.key_id := who_key;
    entry.request_id := request;
    for made in
      select 1 as source, no, subject_type || '.' || verb as action, subject_type, array[subject_id] as subject_ids,
        version, fields
      from unnest(changes)
      union all
      select 2, no, action, subject_type, subject_ids, null, fields from unnest(actions)
      order by source, no
    loop
      entry.seq := entry.seq + 1;
      entry.id := uuidv7();
      entry.action := made.action;
      entry.subject_type := made.subject_type;
      entry.subject_ids := made.subject_ids;
      entry.subject_version := made.version;
      entry.fields := made.fields;
      entry.hash := sha256(entry.hash || audit_text(entry.seq, entry.id, entry.occurred_at, entry.actor, entry.key_id,
        entry.action, entry.subject_type, entry.subject_ids, entry.subject_version, entry.fields, entry.request_id));
      entries := entries || entry;
    end loop;
    insert into audit (seq, id, occurred_at, actor, key_id, action, subject_type, subject_ids, subject_version, fields,
      request_id, hash)
    select seq, id, occurred_at, actor, key_id, action, subject_type, subject_ids, subject_version, fields, request_id,
      hash
    from unnest(entries);
    update audit_head set seq = entry.seq, hash = entry.hash;
  end if;
  return null;
end $$;
comment on function settle() is
  'Last trigger of a transaction: numbers its changes in the change log and chains them into the audit. The '
  'transaction that has locked the counter commits next, so the numbers have no gaps and follow the commit order.';
revoke execute on function settle from konwent_app, konwent_readonly;
