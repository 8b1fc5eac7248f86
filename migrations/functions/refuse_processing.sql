create or replace function refuse_processing() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  reference constant text := tg_argv[0];
  -- Columns that these triggers, a restriction and its end change.
  own constant text[] := '{withdrawn_on,restricted_at,restriction_reason}';
  before constant jsonb := to_jsonb(old);
  after constant jsonb := to_jsonb(new);
  restricted boolean;
  erased boolean;
begin
  -- A raised version means that a part of the record has changed.
  if current_setting('konwent.erasing', true) = 'on'
    or (tg_op = 'UPDATE' and content_of(before) - own = content_of(after) - own
      and before -> 'version' = after -> 'version')
  then
    return coalesce(new, old);
  end if;
  if reference = 'id' then
    restricted := before ->> 'restricted_at' is not null;
    erased := before ->> 'erased_at' is not null;
  else
    restricted := exists (select from person where id = (before ->> reference)::uuid and restricted_at is not null)
      or exists (select from person where id = (after ->> reference)::uuid and restricted_at is not null);
    if before ->> reference is distinct from after ->> reference then
      -- The foreign key takes the same lock later. Taken here, the check waits for an erasure that is under way.
      select erased_at is not null into erased from person where id = (after ->> reference)::uuid for key share;
    end if;
  end if;
  if restricted then
    raise check_violation using message = 'the processing of the data is restricted', table = tg_table_name,
      constraint = 'processing_restricted';
  elsif erased then
    raise check_violation using message = 'the data of the person was erased', table = tg_table_name,
      constraint = case reference when 'id' then 'erased'
        else format('%s_%s_fkey', tg_table_name, regexp_replace(reference, '_id$', '')) end;
  end if;
  return coalesce(new, old);
end $$;
comment on function refuse_processing() is
  'Trigger: refuses changes of people whose processing is restricted (art. 18 GDPR) and of their data, and new data '
  'of people whose data was erased.';
revoke execute on function refuse_processing from konwent_app, konwent_readonly;
