-- What the audit is asked for beside its number, its keys and its subjects.
create index audit_occurred_idx on audit (occurred_at);
create index audit_action_idx on audit (action, seq);
create index audit_subject_type_idx on audit (subject_type, seq);
create index audit_request_idx on audit (request_id) where request_id is not null;
