-- The hash chain of the audit. audit_text() must never return another text for an entry, or existing chains break.

create or replace function audit_text(
  seq bigint, id uuid, occurred_at timestamptz, actor text, key_id uuid, action text, subject_type text,
  subject_ids text[], subject_version int, fields text[], request_id text
) returns bytea
  language sql stable parallel safe
  return convert_to(jsonb_build_array(seq, id,
    to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor, key_id, action, subject_type,
    subject_ids, subject_version, fields, request_id)::text, 'UTF8');
comment on function audit_text is
  'Content of an entry that its hash covers, in addition to the previous hash: the entry as a JSON array, in the text '
  'format of PostgreSQL.';

create or replace function audit_broken_at() returns bigint
  language sql stable
  return (select min(seq) from (
    select seq, hash, coalesce(lag(hash) over (order by seq), sha256('konwent audit')) as before,
      lag(seq, 1, 0::bigint) over (order by seq) as previous,
      audit_text(seq, id, occurred_at, actor, key_id, action, subject_type, subject_ids, subject_version, fields,
        request_id) as text
    from audit) as a
  where hash <> sha256(before || text) or seq <> previous + 1);
comment on function audit_broken_at() is
  'Number of the first entry of the audit that does not fit the chain. Null if all fit.';

-- settle() of earlier versions used them.
drop aggregate if exists hash_chain(bytea, bytea);
drop function if exists hash_link(bytea, bytea, bytea);
