create or replace function settle() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  self constant xid8 := new.transaction;
  who_key constant uuid := nullif(current_setting('konwent.key_id', true), '')::uuid;
  who constant text := case when who_key is not null then 'key'
    else coalesce(nullif(current_setting('konwent.actor', true), ''), 'database') end;
  request constant text := nullif(current_setting('konwent.request_id', true), '');
  journal_rows bigint;
  audit_rows bigint;
  before bigint;
  link bytea;
begin
  delete from pending_transaction where transaction = self;
  delete from pending_change where transaction = self and verb = 'undone';

  select count(*) into journal_rows from pending_change
  where transaction = self and journaled and (public_before or public_after);
  if journal_rows > 0 then
    update feed_head set seq = seq + journal_rows returning seq - journal_rows into before;
    insert into change (seq, type, op, subject_type, subject_id, subject_version, fields, request_id, successor_id)
    select before + row_number() over (order by no), subject_type || '.' || verb,
      coalesce(op,
        case when public_after then 'upsert' when verb = 'deleted' then 'delete' else 'redact' end::change_op),
      subject_type, subject_id, case when public_after then version end,
      case when public_after then shown_fields(subject_type, subject_id, fields) else '{}' end, request, successor_id
    from pending_change where transaction = self and journaled and (public_before or public_after);
  end if;

  select (select count(*) from pending_change where transaction = self)
    + (select count(*) from pending_audit where transaction = self) into audit_rows;
  if audit_rows > 0 then
    update audit_head set seq = seq + audit_rows returning seq - audit_rows, hash into before, link;
    with entries as (
      select row_number() over (order by source, no) + before as seq, uuidv7() as id, e.* from (
        select 1 as source, no, subject_type || '.' || verb as action, subject_type,
          array[subject_id] as subject_ids, version as subject_version, fields
        from pending_change where transaction = self
        union all
        select 2, no, action, subject_type, subject_ids, null, fields from pending_audit where transaction = self
      ) as e
    )
    insert into audit (seq, id, occurred_at, actor, key_id, action, subject_type, subject_ids, subject_version,
      fields, request_id, hash)
    select seq, id, now(), who, who_key, action, subject_type, subject_ids, subject_version, fields, request,
      hash_chain(link, audit_text(seq, id, now(), who, who_key, action, subject_type, subject_ids, subject_version,
        fields, request)) over (order by seq)
    from (select * from entries offset 0) as e;
    update audit_head set hash = (select a.hash from audit a where a.seq = audit_head.seq);
  end if;
  delete from pending_change where transaction = self;
  delete from pending_audit where transaction = self;
  return null;
end $$;
comment on function settle() is
  'Last trigger of a transaction: numbers its changes in the change log and chains them into the audit. The '
  'transaction that has locked the counter commits next, so the numbers have no gaps and follow the commit order.';
revoke execute on function settle from konwent_app, konwent_readonly;
