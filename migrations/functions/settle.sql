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
  link bytea;
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
    select seq, hash into before, link from audit_head for update;
    with entries as (
      select row_number() over (order by source, no) + before as seq, uuidv7() as id, e.* from (
        select 1 as source, no, subject_type || '.' || verb as action, subject_type,
          array[subject_id] as subject_ids, version as subject_version, fields
        from unnest(changes)
        union all
        select 2, no, action, subject_type, subject_ids, null, fields from unnest(actions)
      ) as e
    ), added as (
      insert into audit (seq, id, occurred_at, actor, key_id, action, subject_type, subject_ids, subject_version,
        fields, request_id, hash)
      select seq, id, now(), who, who_key, action, subject_type, subject_ids, subject_version, fields, request,
        hash_chain(link, audit_text(seq, id, now(), who, who_key, action, subject_type, subject_ids, subject_version,
          fields, request)) over (order by seq)
      from (select * from entries offset 0) as e
      returning seq, hash
    )
    update audit_head h set seq = l.seq, hash = l.hash from (select seq, hash from added order by seq desc limit 1) as l;
  end if;
  return null;
end $$;
comment on function settle() is
  'Last trigger of a transaction: numbers its changes in the change log and chains them into the audit. The '
  'transaction that has locked the counter commits next, so the numbers have no gaps and follow the commit order.';
revoke execute on function settle from konwent_app, konwent_readonly;
